package org.aistack.ai.natives.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.aistack.ai.natives.Encoder;

/** The models, each loaded when it is first needed and then kept for the life of the server. */
final class Models {

    private static final int WINDOW = 512;
    private static final Map<String, Encoder.Model> CARDS = Map.of(
            "en", new Encoder.Model("bge-small-en-v1.5-q", 384, WINDOW),
            "zh", new Encoder.Model("bge-small-zh-v1.5-q", 512, WINDOW));
    private static final Map<String, BertModel> LOADED = new HashMap<>();

    private Models() {}

    static Encoder.Model card(String language) {
        Encoder.Model card = CARDS.get(language);
        if (card == null) {
            throw new IllegalArgumentException("no model for " + language);
        }
        return card;
    }

    /** A failure is not remembered: the disk may have been full. */
    static synchronized BertModel get(String language, Path folder) {
        Encoder.Model card = card(language);
        BertModel model = LOADED.get(language);
        if (model == null) {
            model = load(card, folder);
            LOADED.put(language, model);
        }
        return model;
    }

    private static BertModel load(Encoder.Model card, Path folder) {
        var thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Models.class.getClassLoader());
        try {
            return BertModel.load(card, new NativeFiles(folder));
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new IllegalStateException("cannot load the model " + card.id(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
