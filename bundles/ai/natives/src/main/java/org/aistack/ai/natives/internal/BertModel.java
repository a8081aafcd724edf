package org.aistack.ai.natives.internal;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.aistack.ai.natives.Encoder;

/** One model with its tokenizer. The vector of a text is the model's output at its first token, scaled to length 1. */
final class BertModel {

    private final Encoder.Model card;
    private final HuggingFaceTokenizer tokenizer;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private BertModel(
            Encoder.Model card, HuggingFaceTokenizer tokenizer, OrtEnvironment environment, OrtSession session) {
        this.card = card;
        this.tokenizer = tokenizer;
        this.environment = environment;
        this.session = session;
    }

    static BertModel load(Encoder.Model card, NativeFiles files) throws IOException {
        try (InputStream json = BertModel.class.getResourceAsStream("/" + card.id() + "-tokenizer.json");
                var options = new OrtSession.SessionOptions()) {
            // one thread a run: callers bring the parallelism, and a waiting thread must not spin on a shared core
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // lengths differ from text to text, and memory for the longest need not be kept
            options.setMemoryPatternOptimization(false);
            options.setCPUArenaAllocator(false);
            var tokenizer = HuggingFaceTokenizer.newInstance(json, Map.of("truncation", "false", "padding", "false"));
            var environment = OrtEnvironment.getEnvironment();
            String file = files.model(card.id()).toString();
            return new BertModel(card, tokenizer, environment, environment.createSession(file, options));
        } catch (OrtException e) {
            throw new IOException(e);
        }
    }

    Encoder.Encoded encode(String text) {
        var encoding = tokenizer.encode(text);
        long[] ids = encoding.getIds();
        boolean truncated = ids.length > card.window();
        float[] vector = run(truncated ? cut(ids) : ids);
        return new Encoder.Encoded(vector, ids.length, truncated);
    }

    /** The first tokens and the mark of the end. */
    private long[] cut(long[] ids) {
        long[] cut = Arrays.copyOf(ids, card.window());
        cut[cut.length - 1] = ids[ids.length - 1];
        return cut;
    }

    private float[] run(long[] ids) {
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (var input = OnnxTensor.createTensor(environment, new long[][] {ids});
                var mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                var types = OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
                var result = session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] vector = new float[card.dimension()];
            output.get(vector);
            return unit(vector);
        } catch (OrtException e) {
            throw new IllegalStateException("the model " + card.id() + " failed", e);
        }
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }
}
