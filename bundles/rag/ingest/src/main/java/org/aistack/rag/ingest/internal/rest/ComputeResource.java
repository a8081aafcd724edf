package org.aistack.rag.ingest.internal.rest;

import java.util.ArrayList;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.Check;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.shelf.Bench;
import org.aistack.rag.ingest.internal.shelf.Statistics;
import org.aistack.rag.ingest.internal.text.Languages;
import org.aistack.rag.ingest.internal.view.CollectionContent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/ingest/…:compute} and what is asked of the whole capability. */
@Component(service = ComputeResource.class)
@JaxrsResource
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ComputeResource {

    private static final int MOST_TEXTS = 1000;

    private final Bench bench;
    private final Statistics statistics;

    @Activate
    public ComputeResource(@Reference Bench bench, @Reference Statistics statistics) {
        this.bench = bench;
        this.statistics = statistics;
    }

    @POST
    @Path("chunks:compute")
    @Requires(Ingest.READ)
    @Summary(zh = "试算文本如何切分", en = "Computes how a text would be cut")
    public Bench.Chunks chunks(ChunkQuestion question) {
        return bench.chunks(question.text(), question.markdown(), question.html(), question.settings());
    }

    @POST
    @Path("language:compute")
    @Requires(Ingest.READ)
    @Summary(zh = "判断文本的语言", en = "Tells the language of a text")
    public LanguageAnswer language(LanguageQuestion question) {
        return new LanguageAnswer(
                question.texts().stream().map(Languages::guess).toList());
    }

    @POST
    @Path("preprocess:compute")
    @Requires(Ingest.READ)
    @Summary(zh = "试算文本的预处理", en = "Computes how a text would be prepared")
    public Bench.Preprocessed preprocess(PreprocessQuestion question) {
        return bench.preprocess(question.text(), question.mediaType());
    }

    @GET
    @Path("formats")
    @Requires(Ingest.READ)
    @Summary(zh = "列出可读取的格式", en = "Lists the formats that can be read")
    public Formats formats() {
        return new Formats(FormatList.ALL);
    }

    @GET
    @Path("statistics")
    @Requires(Ingest.READ)
    @Summary(zh = "文档库的统计", en = "Shows figures about the documents")
    public Statistics.Figures statistics() {
        return statistics.now();
    }

    /** Exactly one of the first three. */
    public record ChunkQuestion(String text, String markdown, String html, CollectionContent.Chunks settings) {
        public ChunkQuestion {
            int given = (text == null ? 0 : 1) + (markdown == null ? 0 : 1) + (html == null ? 0 : 1);
            if (given != 1) {
                throw Problem.at("/text", IngestError.ONE_CONTENT);
            }
        }
    }

    /** Texts to judge. */
    public record LanguageQuestion(List<String> texts) {
        public LanguageQuestion {
            Check check = Check.that().required("/texts", texts).items("/texts", texts, MOST_TEXTS);
            texts = texts == null ? List.of() : new ArrayList<>(texts);
            if (texts.contains(null)) {
                check.fail("/texts/" + texts.indexOf(null), KernelError.REQUIRED);
            }
            check.done();
        }
    }

    /** In the order of the texts. */
    public record LanguageAnswer(List<Languages.Guess> items) {}

    /** A text to preprocess. */
    public record PreprocessQuestion(String text, String mediaType, CollectionContent.Settings settings) {
        public PreprocessQuestion {
            Check.that().text("/text", text, 1, Integer.MAX_VALUE).done();
        }
    }

    /** What can be read. */
    public record Formats(List<FormatList.Format> items) {}
}
