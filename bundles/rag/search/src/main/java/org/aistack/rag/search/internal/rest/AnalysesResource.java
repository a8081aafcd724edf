package org.aistack.rag.search.internal.rest;

import java.util.ArrayList;
import java.util.List;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.Check;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.search.internal.SearchCapability;
import org.aistack.rag.search.internal.SearchError;
import org.aistack.rag.search.internal.index.Passages;
import org.aistack.rag.search.internal.text.Analysis;
import org.aistack.rag.search.internal.text.CodePoints;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/search/analyses:compute}. */
@Component(service = AnalysesResource.class)
@JaxrsResource
@Path("analyses:compute")
@Produces(MediaType.APPLICATION_JSON)
public final class AnalysesResource {

    private final Passages passages;

    @Activate
    public AnalysesResource(@Reference Passages passages) {
        this.passages = passages;
    }

    @POST
    @Requires(SearchCapability.READ)
    @Summary(zh = "查看文本如何被分词", en = "Shows how a text is cut into words")
    public Tokens compute(Text request) {
        var starts = new CodePoints(request.text());
        var ends = new CodePoints(request.text());
        List<Token> tokens = new ArrayList<>();
        for (Analysis.Token token : passages.analysis().tokens(request.analyzer(), request.text())) {
            tokens.add(new Token(token.term(), starts.at(token.start()), ends.at(token.end())));
        }
        return new Tokens(request.analyzer(), tokens);
    }

    /** A text and how to read it. */
    public record Text(String text, String analyzer) {

        private static final int LONGEST = 100_000;

        public Text {
            var check = Check.that().text("/text", text, 0, LONGEST).required("/analyzer", analyzer);
            if (analyzer != null && !Analysis.names().contains(analyzer)) {
                check.fail("/analyzer", SearchError.UNKNOWN_CHOICE, String.join(", ", Analysis.names()));
            }
            check.done();
        }
    }

    /** The terms in order. */
    public record Tokens(String analyzer, List<Token> tokens) {}

    /** A term and the code points it was read from. */
    public record Token(String token, int start, int end) {}
}
