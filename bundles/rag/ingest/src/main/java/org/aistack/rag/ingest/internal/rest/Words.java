package org.aistack.rag.ingest.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import java.util.List;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Violation;
import org.aistack.rag.ingest.internal.view.NewDocument;

/** What is said of a document, where it is not the body itself: a part of an upload, an item of a batch. */
final class Words {

    private Words() {}

    /** @param pointer where the JSON lies, for problems */
    static NewDocument read(ObjectMapper json, String text, String pointer) {
        try {
            return read(json, json.readTree(text), pointer);
        } catch (JsonProcessingException e) {
            throw Problem.at(pointer, KernelError.MALFORMED_JSON);
        }
    }

    static NewDocument read(ObjectMapper json, JsonNode node, String pointer) {
        if (!node.isObject()) {
            throw Problem.at(pointer, KernelError.WRONG_TYPE);
        }
        try {
            return json.treeToValue(node, NewDocument.class);
        } catch (JsonMappingException e) {
            throw problem(e, pointer);
        } catch (JsonProcessingException e) {
            throw Problem.at(pointer, KernelError.MALFORMED_JSON);
        }
    }

    private static Problem problem(JsonMappingException fault, String prefix) {
        var pointer = new StringBuilder(prefix);
        fault.getPath().forEach(step -> pointer.append('/')
                .append(step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()));
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                List<Violation> below = problem.violations().stream()
                        .map(v -> new Violation(pointer + v.pointer(), v.code(), v.arguments()))
                        .toList();
                return below.isEmpty() ? problem : Problem.of(below);
            }
        }
        boolean unknown = fault instanceof PropertyBindingException;
        return Problem.at(pointer.toString(), unknown ? KernelError.UNKNOWN_FIELD : KernelError.WRONG_TYPE);
    }
}
