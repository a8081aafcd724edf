package org.aistack.ops.notes.internal.rest;

import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.Check;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.ops.notes.WordCount;
import org.aistack.ops.notes.internal.NotesCapability;
import org.aistack.ops.notes.internal.Words;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/notes/word-counts:compute}: pure calculation, no state touched. */
@Component(service = WordCountsResource.class)
@JaxrsResource
@Path("word-counts:compute")
@Produces(MediaType.APPLICATION_JSON)
public final class WordCountsResource {

    private static final int MAX_CHARS = 1_000_000;

    @POST
    @Requires(NotesCapability.READ)
    @Summary(zh = "统计文本的词数与字数", en = "Counts the words and characters of a text")
    public WordCount compute(Question question) {
        return Words.count(question.text());
    }

    /** A text to measure. */
    public record Question(String text) {
        public Question {
            Check.that().text("/text", text, 0, MAX_CHARS).done();
        }
    }
}
