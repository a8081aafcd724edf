package org.aistack.rag.ingest.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.aistack.kernel.Check;
import org.aistack.kernel.Code;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Violation;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.IngestError;
import org.aistack.rag.ingest.internal.shelf.Incoming;
import org.aistack.rag.ingest.internal.shelf.Intake;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/ingest/documents:batch}: many text documents at once; one bad item never rejects the others. */
@Component(service = BatchResource.class)
@JaxrsResource
@Path("documents:batch")
@Produces(MediaType.APPLICATION_JSON)
public final class BatchResource {

    private static final int MOST = 500;

    private final Intake intake;
    private final ObjectMapper json;

    @Activate
    public BatchResource(@Reference Intake intake, @Reference(target = "(name=aistack)") ObjectMapper json) {
        this.intake = intake;
        this.json = json;
    }

    @POST
    @Requires(Ingest.WRITE)
    @Summary(zh = "批量接收文本", en = "Takes many texts at once", status = 202, answer = Answer.class)
    public Response accept(Question question, @Context HttpHeaders headers) {
        if (question.documents().size() > MOST) {
            throw Problem.of(IngestError.BATCH_TOO_LARGE, MOST);
        }
        var locale = headers.getAcceptableLanguages().stream().findFirst().orElse(java.util.Locale.CHINESE);
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < question.documents().size(); i++) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("index", i);
            try {
                var incoming =
                        Incoming.text(Words.read(json, question.documents().get(i), ""));
                item.put("document_id", intake.accept(incoming).document().id());
            } catch (Problem e) {
                item.put("error", error(e, locale));
            }
            items.add(item);
        }
        return Response.accepted(new Answer(items)).build();
    }

    private static Map<String, Object> error(Problem problem, java.util.Locale locale) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", wire(problem.code()));
        error.put("detail", problem.detail(locale));
        List<Map<String, Object>> errors = new ArrayList<>();
        for (Violation v : problem.violations()) {
            errors.add(Map.of(
                    "pointer",
                    v.pointer(),
                    "code",
                    wire(v.code()),
                    "detail",
                    v.code().text().in(locale, v.arguments().toArray())));
        }
        error.put("errors", errors);
        return error;
    }

    /** Shared checks speak for this capability, as in every other answer. */
    private static String wire(Code code) {
        boolean shared = code instanceof KernelError && code.kind() == org.aistack.kernel.Kind.INVALID;
        return shared ? Ingest.ID + code.wire().substring(code.wire().indexOf('.')) : code.wire();
    }

    /** The documents, each as in a single call. */
    public record Question(List<JsonNode> documents) {
        public Question {
            Check.that().required("/documents", documents).done();
        }
    }

    /** What became of each. */
    public record Answer(List<Map<String, Object>> items) {}
}
