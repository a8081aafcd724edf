package org.aistack.ai.natives.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aistack.ai.natives.Encoder.Encoded;
import org.junit.AfterClass;
import org.junit.Test;

public class OnnxEncoderTest {

    private static final OnnxEncoder ENCODER =
            new OnnxEncoder(Path.of("target/models").toAbsolutePath());

    @AfterClass
    public static void stop() {
        ENCODER.stop();
    }

    @Test
    public void likeTextsAreNearEachOther() {
        assertMeaning("en", "purchase order shipped", "the order was delivered", "a recipe for soup");
        assertMeaning("zh", "采购订单的付款期限", "订单多久之内要付款", "番茄鸡蛋汤的做法");
    }

    @Test
    public void aVectorDoesNotDependOnItsCompany() {
        float[] alone = one("zh", "付款期限为验收后30天。").vector();
        List<Encoded> together = ENCODER.encode("zh", List.of("一", "付款期限为验收后30天。", "很长的一句话".repeat(20)));
        assertArrayEquals(alone, together.get(1).vector(), 0f);
        assertEquals(512, alone.length);
    }

    @Test
    public void aLongTextSaysThatItsEndWasNotRead() {
        Encoded fits = one("en", "word ".repeat(510));
        Encoded longer = one("en", "word ".repeat(511));
        assertFalse(fits.truncated());
        assertEquals(512, fits.tokens());
        assertTrue(longer.truncated());
        assertArrayEquals(fits.vector(), longer.vector(), 0f);
    }

    @Test
    public void emptyAndOddTextsHaveVectors() {
        for (Encoded encoded : ENCODER.encode("en", List.of("", " ", "😀", "\u0000", "a\uD83D"))) {
            assertEquals(1.0, dot(encoded.vector(), encoded.vector()), 1e-5);
        }
    }

    @Test
    public void unknownLanguagesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ENCODER.model("fr"));
        assertThrows(IllegalArgumentException.class, () -> ENCODER.encode("fr", List.of("bonjour")));
    }

    @Test
    public void nothingIsUnpackedTwice() throws Exception {
        one("en", "first");
        Path file = Path.of("target/models/bge-small-en-v1.5-q.onnx");
        var before = Files.getLastModifiedTime(file);
        new NativeFiles(Path.of("target/models").toAbsolutePath()).model("bge-small-en-v1.5-q");
        assertEquals(before, Files.getLastModifiedTime(file));
    }

    private static Encoded one(String language, String text) {
        return ENCODER.encode(language, List.of(text)).get(0);
    }

    private static void assertMeaning(String language, String text, String like, String unlike) {
        List<Encoded> encoded = ENCODER.encode(language, List.of(text, like, unlike));
        double near = dot(encoded.get(0).vector(), encoded.get(1).vector());
        double far = dot(encoded.get(0).vector(), encoded.get(2).vector());
        assertTrue(language + " " + near + " > " + far, near > far + 0.05);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
