package org.aistack.rag.search.internal.rest;

import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.search.internal.SearchCapability;
import org.aistack.rag.search.internal.Searches;
import org.aistack.rag.search.internal.answer.Answer;
import org.aistack.rag.search.internal.answer.AnswerRequest;
import org.aistack.rag.search.internal.answer.Answers;
import org.aistack.rag.search.internal.index.Passages;
import org.aistack.rag.search.internal.query.SearchRequest;
import org.aistack.rag.search.internal.run.RunLedger;
import org.aistack.rag.search.internal.run.RunView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/search/query}, {@code /answer}, {@code /runs}. */
@Component(service = QueryResource.class)
@JaxrsResource
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class QueryResource {

    private final Searches searches;
    private final Answers answers;
    private final RunLedger runs;
    private final Passages passages;

    @Activate
    public QueryResource(
            @Reference Searches searches,
            @Reference Answers answers,
            @Reference RunLedger runs,
            @Reference Passages passages) {
        this.searches = searches;
        this.answers = answers;
        this.runs = runs;
        this.passages = passages;
    }

    @POST
    @Path("query")
    @Requires(SearchCapability.READ)
    @Summary(zh = "检索段落", en = "Finds passages")
    public QueryAnswer query(SearchRequest request) {
        return QueryAnswer.of(searches.search(request), passages.analysis());
    }

    @POST
    @Path("answer")
    @Requires(SearchCapability.READ)
    @Summary(zh = "根据文档回答并注明出处", en = "Answers from documents, with citations")
    public Answer answer(AnswerRequest request) {
        return answers.answer(request);
    }

    @GET
    @Path("runs/{id}")
    @Requires(SearchCapability.READ)
    @Summary(zh = "查看一次检索的记录", en = "Shows the record of a query")
    public RunView run(@PathParam("id") String id) {
        return runs.get(id);
    }
}
