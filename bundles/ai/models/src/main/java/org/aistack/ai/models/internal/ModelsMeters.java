package org.aistack.ai.models.internal;

import java.util.List;
import java.util.function.Supplier;
import org.aistack.ai.natives.Encoder;
import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every metric, named once. */
@Component(service = ModelsMeters.class)
public final class ModelsMeters {

    /** The models that run in this server. */
    private static final String LOCAL = "local";

    private static final double NANOS = 1e9;

    private final Meters.Counter requests;
    private final Meters.Timer duration;
    private final Meters.Counter tokens;
    private final Meters.Counter texts;

    @Activate
    public ModelsMeters(@Reference Meters meters) {
        requests = meters.counter("requests_total", "对模型的请求数 · Requests to models.", "provider", "model", "result");
        duration = meters.timer("duration_seconds", "模型请求的时间 · Time of a request to a model.", "provider", "model");
        tokens = meters.counter("tokens_total", "模型读写的词元数 · Tokens models read and wrote.", "provider", "direction");
        texts = meters.counter("embedded_texts_total", "向量化的文本数 · Texts embedded.", "model");
        tokens.add(0, LOCAL, "input");
        tokens.add(0, LOCAL, "output");
    }

    /** A model is there: its counters start at 0. */
    void begin(String model) {
        List.of("success", "error").forEach(result -> requests.add(0, LOCAL, model, result));
        texts.add(0, model);
    }

    /** Times and counts one batch. */
    List<Encoder.Encoded> embedding(String model, int count, Supplier<List<Encoder.Encoded>> work) {
        long start = System.nanoTime();
        String result = "error";
        try {
            List<Encoder.Encoded> made = work.get();
            result = "success";
            tokens.add(made.stream().mapToInt(Encoder.Encoded::tokens).sum(), LOCAL, "input");
            texts.add(count, model);
            return made;
        } finally {
            duration.record((System.nanoTime() - start) / NANOS, LOCAL, model);
            requests.add(LOCAL, model, result);
        }
    }
}
