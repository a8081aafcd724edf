package org.aistack.rag.search.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.aistack.ai.natives.Encoder;
import org.aistack.rag.embedding.EmbeddingService;
import org.osgi.framework.BundleContext;

/** The built-in models, as the server has them. */
public final class RealModels {

    private static final Encoder ENCODER = encoder();

    private RealModels() {}

    /** The service of a language. */
    public static EmbeddingService service(String language) {
        var card = ENCODER.model(language);
        var model = new EmbeddingService.Model(card.id(), card.dimension(), language, card.window());
        return new EmbeddingService() {
            @Override
            public Model model() {
                return model;
            }

            @Override
            public List<Embedding> embed(Purpose purpose, List<String> texts) {
                return ENCODER.encode(language, texts).stream()
                        .map(e -> new Embedding(e.vector(), e.truncated(), e.tokens()))
                        .toList();
            }
        };
    }

    /** Vectors for a {@link Shelf}. */
    public static Shelf.Vectors vectors() {
        return new Shelf.Vectors() {
            @Override
            public float[] of(String language, String text) {
                return ENCODER.encode(language, List.of(text)).get(0).vector();
            }

            @Override
            public String model(String language) {
                return ENCODER.model(language).id();
            }
        };
    }

    private static Encoder encoder() {
        String data = Path.of("target").toAbsolutePath().toString();
        Object context = Proxy.newProxyInstance(
                RealModels.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    return method.getName().equals("getProperty") ? data : null;
                });
        try {
            return (Encoder) Class.forName("org.aistack.ai.natives.internal.OnnxEncoder")
                    .getConstructor(BundleContext.class)
                    .newInstance(context);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
