package org.aistack.ai.models.internal;

import java.util.function.Supplier;
import org.aistack.kernel.observe.Meters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Every metric, named once. */
@Component(service = ModelsMeters.class)
public final class ModelsMeters {

    private static final double NANOS = 1e9;

    private final Meters.Timer embedding;
    private final Meters.Counter texts;

    @Activate
    public ModelsMeters(@Reference Meters meters) {
        embedding = meters.timer("embedding_seconds", "Time to embed one batch of texts", "model");
        texts = meters.counter("embedded_texts_total", "Texts embedded", "model");
    }

    <T> T embedding(String model, int count, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            embedding.record((System.nanoTime() - start) / NANOS, model);
            texts.add(count, model);
        }
    }
}
