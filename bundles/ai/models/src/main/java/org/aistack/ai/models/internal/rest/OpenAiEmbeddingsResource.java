package org.aistack.ai.models.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.Response.Status;
import org.aistack.ai.models.internal.Access;
import org.aistack.ai.models.internal.Embeddings;
import org.aistack.kernel.rest.Anyone;
import org.aistack.kernel.rest.RestBase;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.embedding.EmbeddingService.Embedding;
import org.aistack.rag.embedding.EmbeddingService.Purpose;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /v1/embeddings}, in the form of OpenAI. The model {@code auto} means: by the script of the input. */
@Component(service = OpenAiEmbeddingsResource.class)
@JaxrsResource
@RestBase(base = "/v1")
@Path("embeddings")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class OpenAiEmbeddingsResource {

    private final Embeddings embeddings;
    private final Access access;

    @Activate
    public OpenAiEmbeddingsResource(@Reference Embeddings embeddings, @Reference Access access) {
        this.embeddings = embeddings;
        this.access = access;
    }

    @POST
    @Anyone(signedIn = true)
    @Summary(zh = "以 OpenAI 的格式计算向量", en = "Computes vectors in the shape of OpenAI", answer = Answer.class)
    public Response create(JsonNode body) {
        access.requireEmbedding();
        try {
            var request = OpenAiRequest.of(body);
            boolean auto = Embeddings.AUTO.equals(request.model());
            if (!auto && embeddings.model(request.model()).isEmpty()) {
                return error(Status.NOT_FOUND, "The model does not exist.", "model", "model_not_found");
            }
            String model = auto ? null : request.model();
            return Response.ok(Answer.of(
                            embeddings.embed(model, Embeddings.AUTO, Purpose.PASSAGE, request.input()),
                            request.base64()))
                    .build();
        } catch (OpenAiRequest.Refused e) {
            return error(Status.BAD_REQUEST, e.getMessage(), e.parameter(), null);
        }
    }

    private static Response error(Status status, String message, String parameter, String code) {
        var error = new Failure(new Failure.Reason(message, "invalid_request_error", parameter, code));
        return Response.status(status)
                .entity(error)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    /** What went wrong. */
    public record Failure(Reason error) {
        /** The reason, for people and programs. */
        public record Reason(String message, String type, String param, String code) {}
    }

    /** The vectors in the order of the input. */
    public record Answer(String object, String model, List<Item> data, Usage usage) {

        static Answer of(Embeddings.Result result, boolean base64) {
            List<Item> data = new ArrayList<>();
            int tokens = 0;
            for (Embedding item : result.items()) {
                Object vector = base64 ? base64(item.vector()) : item.vector();
                data.add(new Item("embedding", data.size(), vector));
                tokens += item.tokens();
            }
            return new Answer("list", result.model().id(), data, new Usage(tokens, tokens));
        }
    }

    /** One vector: numbers, or base 64 of little-endian 32-bit floats. */
    public record Item(String object, int index, Object embedding) {}

    /** What was read. */
    public record Usage(int promptTokens, int totalTokens) {}

    static String base64(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
