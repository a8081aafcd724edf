package org.aistack.ai.models.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A request for embeddings in the form of OpenAI, read with its own messages: clients of that form show these to people.
 *
 * @param base64 whether vectors are wanted as little-endian bytes
 */
record OpenAiRequest(List<String> input, String model, boolean base64) {

    private static final int MOST = 2048;

    /** Something wrong with one member of the request. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final String parameter;

        Refused(String parameter, String message) {
            super(message, null, false, false);
            this.parameter = parameter;
        }

        String parameter() {
            return parameter;
        }
    }

    static OpenAiRequest of(JsonNode body) throws Refused {
        if (!body.isObject()) {
            throw new Refused(null, "The body must be a JSON object.");
        }
        JsonNode model = body.path("model");
        if (!model.isTextual()) {
            throw new Refused("model", "You must provide a model.");
        }
        JsonNode dimensions = body.path("dimensions");
        if (!dimensions.isMissingNode() && !dimensions.isNull()) {
            throw new Refused("dimensions", "This model does not support specifying dimensions.");
        }
        return new OpenAiRequest(input(body.path("input")), model.textValue(), base64(body.path("encoding_format")));
    }

    private static boolean base64(JsonNode format) throws Refused {
        if (format.isMissingNode() || format.isNull() || "float".equals(format.textValue())) {
            return false;
        }
        if ("base64".equals(format.textValue())) {
            return true;
        }
        throw new Refused("encoding_format", "encoding_format must be float or base64.");
    }

    private static List<String> input(JsonNode input) throws Refused {
        List<String> texts = new ArrayList<>();
        if (input.isTextual()) {
            texts.add(input.textValue());
        } else if (input.isArray()) {
            for (JsonNode item : input) {
                if (!item.isTextual()) {
                    throw new Refused("input", "input must be a string or an array of strings.");
                }
                texts.add(item.textValue());
            }
        }
        if (texts.isEmpty() || texts.size() > MOST) {
            throw new Refused("input", "input must be a string or an array of 1 to " + MOST + " strings.");
        }
        if (texts.contains("")) {
            throw new Refused("input", "input must not contain empty strings.");
        }
        return texts;
    }
}
