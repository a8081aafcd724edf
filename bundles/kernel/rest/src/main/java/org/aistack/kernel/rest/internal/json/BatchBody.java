package org.aistack.kernel.rest.internal.json;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.rest.Batch;
import org.aistack.kernel.rest.internal.answer.ProblemJson;
import org.aistack.kernel.rest.internal.answer.Statuses;
import org.aistack.kernel.rest.internal.door.Call;

/** The items of a batch, read one by one when their turn comes. */
final class BatchBody<T> implements Batch<T> {

    private static final String ITEMS = "items";

    private final ObjectMapper mapper;
    private final JavaType type;
    private final JsonNode items;
    private final Call call;

    private BatchBody(ObjectMapper mapper, JavaType type, JsonNode items, Call call) {
        this.mapper = mapper;
        this.type = type;
        this.items = items;
        this.call = call;
    }

    /**
     * The batch in a body.
     *
     * @param generic {@code Batch} of the items' record
     */
    static BatchBody<?> of(ObjectMapper mapper, Type generic, JsonNode body, Call call) {
        if (!(generic instanceof ParameterizedType batch)) {
            throw new IllegalArgumentException("a batch says what its items are");
        }
        if (!body.isObject()) {
            throw Problem.at("", KernelError.WRONG_TYPE);
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals(ITEMS)) {
                String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
                throw Problem.at(pointer, KernelError.UNKNOWN_FIELD);
            }
        });
        JsonNode items = body.path(ITEMS);
        if (!items.isArray()) {
            boolean missing = items.isMissingNode() || items.isNull();
            throw Problem.at("/" + ITEMS, missing ? KernelError.REQUIRED : KernelError.WRONG_TYPE);
        }
        return new BatchBody<>(mapper, mapper.constructType(batch.getActualTypeArguments()[0]), items, call);
    }

    @Override
    public Results each(int most, Function<T, String> action) {
        if (items.size() > most) {
            throw Problem.at("/" + ITEMS, KernelError.TOO_MANY, most);
        }
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("index", i);
            try {
                result.put("id", action.apply(read(items.get(i))));
            } catch (Problem problem) {
                result.put("error", error(problem));
            }
            results.add(result);
        }
        return new Results(results);
    }

    private T read(JsonNode item) {
        if (item.isNull()) {
            throw Problem.at("", KernelError.REQUIRED);
        }
        try {
            return mapper.treeToValue(item, type);
        } catch (IOException e) {
            throw JsonFaults.problem(e);
        }
    }

    private JsonNode error(Problem problem) {
        byte[] json =
                ProblemJson.write(problem, Statuses.of(problem.code()), call.prefix(), call.locale(), null, call.id());
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
