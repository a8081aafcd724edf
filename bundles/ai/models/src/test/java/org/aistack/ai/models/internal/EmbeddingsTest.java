package org.aistack.ai.models.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.aistack.kernel.Problem;
import org.aistack.rag.embedding.EmbeddingService;
import org.aistack.rag.embedding.EmbeddingService.Purpose;
import org.junit.Test;

public class EmbeddingsTest {

    private final Embeddings embeddings = new Embeddings();

    @Test
    public void theScriptDecides() {
        embeddings.add(new Fixed("small-zh", "zh"));
        embeddings.add(new Fixed("small-en", "en"));
        assertEquals("small-zh", used("使用 Lucene 检索文档"));
        assertEquals("small-en", used("the character 中 means middle"));
        assertEquals("small-en", used("12 + 30 = 42"));
        assertEquals("small-en", used(""));
    }

    @Test
    public void aNamedModelMustExistAndSpeakTheLanguage() {
        embeddings.add(new Fixed("small-zh", "zh"));
        assertEquals("small-zh", embed("small-zh", "zh").model().id());
        assertSame(ModelsError.UNKNOWN_MODEL, problem("large", "auto"));
        assertSame(ModelsError.UNSUPPORTED_LANGUAGE, problem("small-zh", "en"));
    }

    @Test
    public void withoutAModelTheServerCannotNow() {
        assertSame(ModelsError.NO_EMBEDDING_MODEL, problem(null, "auto"));
        var service = new Fixed("small-zh", "zh");
        embeddings.add(service);
        assertSame(ModelsError.NO_EMBEDDING_MODEL, problem(null, "en"));
        embeddings.remove(service);
        assertEquals(List.of(), embeddings.models());
    }

    private String used(String text) {
        return embeddings
                .embed(null, "auto", Purpose.QUERY, List.of(text))
                .model()
                .id();
    }

    private Embeddings.Result embed(String model, String language) {
        return embeddings.embed(model, language, Purpose.PASSAGE, List.of("文本"));
    }

    private Object problem(String model, String language) {
        return assertThrows(Problem.class, () -> embed(model, language)).code();
    }

    private record Fixed(String id, String language) implements EmbeddingService {

        @Override
        public Model model() {
            return new Model(id, 2, language, 512);
        }

        @Override
        public List<Embedding> embed(Purpose purpose, List<String> texts) {
            return texts.stream()
                    .map(text -> new Embedding(new float[] {1, 0}, false))
                    .toList();
        }
    }
}
