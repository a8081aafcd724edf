package org.aistack.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * What the server said.
 *
 * @param body JSON; a missing node when the answer is not JSON
 * @param text the body as it came
 */
public record Answer(int status, HttpHeaders headers, JsonNode body, String text) {

    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** The text at a JSON pointer; null when there is nothing. */
    public String at(String pointer) {
        JsonNode node = body.at(pointer);
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }

    /** This, when the status is the expected one. */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + " but got " + status + ": " + text);
        }
        return this;
    }
}
