package org.aistack.rag.ingest.internal.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.EntityTag;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Request;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.aistack.kernel.rest.Requires;
import org.aistack.kernel.rest.Summary;
import org.aistack.rag.ingest.internal.Ingest;
import org.aistack.rag.ingest.internal.shelf.DocumentShelf;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** {@code /api/ingest/documents/{id}/content}: the original bytes, to be saved and never to be shown as a page. */
@Component(service = ContentResource.class)
@JaxrsResource
@Path("documents/{id}/content")
public final class ContentResource {

    private final DocumentShelf documents;

    @Activate
    public ContentResource(@Reference DocumentShelf documents) {
        this.documents = documents;
    }

    @GET
    @Requires(Ingest.READ)
    @Summary(zh = "下载原始文件", en = "Downloads the original file", answer = byte[].class)
    public Response get(@PathParam("id") String id, @Context Request request) {
        DocumentShelf.Content content = documents.content(id);
        var tag = new EntityTag(content.sha256());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        if (unchanged != null) {
            return unchanged.tag(tag).build();
        }
        StreamingOutput body = out -> Files.copy(content.file(), out);
        return Response.ok(body, type(content.mediaType()))
                .tag(tag)
                .header(HttpHeaders.CONTENT_LENGTH, content.bytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(content.name()))
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static MediaType type(String text) {
        try {
            return text == null ? MediaType.APPLICATION_OCTET_STREAM_TYPE : MediaType.valueOf(text);
        } catch (IllegalArgumentException e) {
            return MediaType.APPLICATION_OCTET_STREAM_TYPE;
        }
    }

    /** The name twice: plain for old clients, as UTF-8 (RFC 8187) for all others. */
    static String disposition(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
