package org.aistack.rag.search.internal;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.aistack.kernel.testkit.RecordingMeters;
import org.aistack.rag.search.internal.index.Passages;
import org.aistack.rag.search.internal.query.QueryVectors;
import org.aistack.rag.search.internal.query.Retrieval;

/** The search services, put together by hand over a {@link Shelf}. */
public final class Lab implements AutoCloseable {

    public final Shelf shelf;
    public final Passages passages;
    public final QueryVectors vectors = new QueryVectors();
    public final RecordingMeters meters = new RecordingMeters();
    public final SearchSettings settings = new SearchSettings(defaults());
    public final Retrieval retrieval;

    public Lab(Path folder, Shelf shelf) throws IOException {
        this.shelf = shelf;
        passages = new Passages(folder, () -> 500);
        var searchMeters = new SearchMeters(meters, passages);
        retrieval = new Retrieval(passages, shelf, shelf, vectors, settings, searchMeters);
    }

    /** Settings as they are when nobody set anything. */
    private static SearchSettings.Settings defaults() {
        return (SearchSettings.Settings) Proxy.newProxyInstance(
                Lab.class.getClassLoader(),
                new Class<?>[] {SearchSettings.Settings.class},
                (proxy, method, arguments) -> method.getDefaultValue());
    }

    @Override
    public void close() throws IOException {
        try {
            passages.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
