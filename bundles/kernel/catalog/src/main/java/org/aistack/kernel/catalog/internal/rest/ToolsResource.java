package org.aistack.kernel.catalog.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.catalog.Tool;
import org.aistack.kernel.catalog.internal.Tools;
import org.aistack.kernel.catalog.internal.tool.Schema;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/kernel/tools}: what the caller may have done. A tool that is not permitted does not exist for the caller. */
@Component(service = ToolsResource.class)
@JaxrsResource
@RestBase(base = "/api/kernel")
@Path("tools")
@Produces(MediaType.APPLICATION_JSON)
public final class ToolsResource {

    private final Tools tools;
    private final Guard guard;
    private final ObjectMapper mapper;
    private final Schema schema;

    @Activate
    public ToolsResource(
            @Reference Tools tools, @Reference Guard guard, @Reference(target = "(name=aistack)") ObjectMapper mapper) {
        this.tools = tools;
        this.guard = guard;
        this.mapper = mapper;
        this.schema = new Schema(mapper);
    }

    @GET
    @Anyone(signedIn = true)
    @Summary(zh = "列出工具", en = "Lists the tools")
    public Listing<ToolView> list(@HeaderParam("Accept-Language") String language) {
        return Listing.of(tools.all().stream()
                .filter(this::permitted)
                .map(tool -> view(tool, language))
                .toList());
    }

    @POST
    @Path("{name}:call")
    @Anyone(signedIn = true)
    @Summary(zh = "调用一个工具", en = "Calls a tool")
    public Object call(@PathParam("name") String name, JsonNode arguments) throws JsonProcessingException {
        Tool<?> tool = tools.named(name).filter(this::permitted).orElseThrow(() -> Problem.of(KernelError.NOT_FOUND));
        return call(tool, arguments == null ? mapper.createObjectNode() : arguments);
    }

    private <A extends Record> Object call(Tool<A> tool, JsonNode arguments) throws JsonProcessingException {
        Object answer = tool.call(mapper.treeToValue(arguments, tool.arguments()));
        return answer == null ? Map.of() : answer;
    }

    private boolean permitted(Tool<?> tool) {
        return guard.permits(guard.caller(), tool.card().permission());
    }

    private ToolView view(Tool<?> tool, String language) {
        var card = tool.card();
        String purpose = card.purpose().in(Language.of(language));
        return new ToolView(card.name(), purpose, card.permission(), card.effect(), schema.of(tool.arguments()));
    }

    /** A tool as clients see it; {@code arguments} is a JSON schema. */
    public record ToolView(
            String name, String purpose, String permission, Tool.Effect effect, Map<String, Object> arguments) {}
}
