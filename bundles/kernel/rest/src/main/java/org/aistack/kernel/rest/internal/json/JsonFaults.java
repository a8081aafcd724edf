package org.aistack.kernel.rest.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import java.io.IOException;
import java.util.List;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Violation;

/** Says in our words what Jackson found. */
final class JsonFaults {

    private JsonFaults() {}

    /** The problem behind {@code fault}. A problem thrown by a record's constructor keeps its codes; its pointers get the path. */
    static Problem problem(IOException fault) {
        String path = fault instanceof JsonMappingException mapping ? pointer(mapping) : "";
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return below(path, problem);
            }
            if (cause instanceof StreamConstraintsException) {
                return Problem.of(KernelError.JSON_LIMIT);
            }
            if (cause instanceof StreamReadException read) {
                return malformed(read);
            }
        }
        if (fault instanceof PropertyBindingException) {
            return Problem.at(path, KernelError.UNKNOWN_FIELD);
        }
        if (fault instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            boolean missing = mismatch.getTargetType().isPrimitive()
                    && mismatch.getOriginalMessage().startsWith("Cannot map `null`");
            return Problem.at(path, missing ? KernelError.REQUIRED : KernelError.WRONG_TYPE);
        }
        return fault instanceof JsonMappingException
                ? Problem.at(path, KernelError.WRONG_TYPE)
                : Problem.of(KernelError.BAD_REQUEST);
    }

    private static Problem malformed(StreamReadException fault) {
        JsonParser parser = fault.getProcessor();
        String where =
                parser == null ? "" : parser.getParsingContext().pathAsPointer().toString();
        return where.isEmpty() ? Problem.of(KernelError.MALFORMED_JSON) : Problem.at(where, KernelError.MALFORMED_JSON);
    }

    private static Problem below(String path, Problem problem) {
        if (path.isEmpty() || problem.violations().isEmpty()) {
            return problem;
        }
        List<Violation> violations = problem.violations().stream()
                .map(v -> new Violation(path + v.pointer(), v.code(), v.arguments()))
                .toList();
        return Problem.of(violations);
    }

    private static String pointer(JsonMappingException fault) {
        var pointer = new StringBuilder();
        for (JsonMappingException.Reference step : fault.getPath()) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(Math.max(step.getIndex(), 0));
            } else {
                pointer.append(step.getFieldName().replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }
}
