package org.aistack.kernel.jobs.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.aistack.kernel.Id;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Callers;
import org.aistack.kernel.cluster.Node;
import org.aistack.kernel.jobs.Job;
import org.aistack.kernel.jobs.internal.store.Entry;
import org.aistack.kernel.jobs.internal.store.JobTables;
import org.aistack.kernel.testkit.RecordingMeters;
import org.aistack.kernel.testkit.TestDatabase;
import org.aistack.kernel.testkit.TestStore;

/** A server that runs jobs; several of them may share a database. */
public final class JobServer implements AutoCloseable {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** People by id; whoever is not here is nobody (any more). */
    public final Map<String, Caller> people = new ConcurrentHashMap<>();

    final TestDatabase database;
    public final JobTables tables;
    public final JobsSettings settings;
    final RecordingMeters meters = new RecordingMeters();
    public final Kinds kinds = new Kinds(MAPPER);
    public final Workers workers;
    public final JobBook book;

    JobServer(TestDatabase database, TestStore store, String name, long life, Fixed fixed) {
        this.database = database;
        tables = new JobTables(store, database.dataSource());
        settings = new JobsSettings(fixed);
        Callers callers = (kind, id) -> Optional.ofNullable(people.get(id));
        var rights = new Rights(database.guard(), List.of(callers));
        workers = new Workers(
                tables, kinds, rights, settings, new JobsMeters(meters), database.clock(), new ThisNode(name, life));
        book = new JobBook(tables, kinds, workers, database.guard(), database.ids(), database.clock(), settings);
        person("ann");
    }

    private record ThisNode(String name, long life) implements Node {}

    Caller person(String id) {
        var caller = new Caller(Caller.Kind.PERSON, id, id, java.util.Set.of(), "");
        people.put(id, caller);
        return caller;
    }

    public JobServer with(Job<?>... jobs) {
        for (Job<?> job : jobs) {
            kinds.add(job);
        }
        return this;
    }

    public JobServer without(Job<?> job) {
        kinds.remove(job);
        return this;
    }

    /** A server with the usual settings in its first life. */
    public static JobServer named(TestDatabase database, TestStore store, String name) {
        return new JobServer(database, store, name, 1, Fixed.USUAL);
    }

    /** Starts a job as somebody. */
    String start(Caller caller, String kind, Record arguments) throws Exception {
        return database.guard().runAs(caller, () -> book.start(kind, arguments));
    }

    Entry entry(String id) {
        return tables.jobs().find(Id.parse(id)).orElseThrow();
    }

    Entry await(String id, Status status) {
        await(() -> entry(id).status() == status);
        return entry(id);
    }

    public static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("it did not happen in 20 s");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        workers.deactivate();
    }
}
