package org.aistack.ai.models.internal.rest;

import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.aistack.ai.models.internal.Embeddings;
import org.aistack.ai.models.internal.ModelsCapability;
import org.aistack.kernel.listing.Listing;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.embedding.EmbeddingService.Model;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/models/models}. */
@Component(service = ModelsResource.class)
@JaxrsResource
@Path("models")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {

    private final Embeddings embeddings;

    @Activate
    public ModelsResource(@Reference Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    @GET
    @Requires(ModelsCapability.READ)
    @Summary(zh = "列出可用的模型", en = "Lists the models that can be used")
    public Listing<Item> list() {
        return Listing.of(embeddings.models().stream().map(Item::of).toList());
    }

    /**
     * A model.
     *
     * @param kinds what it can do
     * @param window tokens it reads of a text
     */
    public record Item(String id, List<String> kinds, List<String> languages, int dimension, int window) {

        static Item of(Model model) {
            return new Item(
                    model.id(), List.of("embedding"), List.of(model.language()), model.dimension(), model.window());
        }
    }
}
