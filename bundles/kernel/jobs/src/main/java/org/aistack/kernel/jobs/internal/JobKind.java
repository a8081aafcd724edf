package org.aistack.kernel.jobs.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import java.util.List;
import java.util.Optional;
import org.aistack.kernel.Code;
import org.aistack.kernel.KernelError;
import org.aistack.kernel.Problem;
import org.aistack.kernel.Violation;
import org.aistack.kernel.jobs.Job;
import org.aistack.kernel.jobs.Run;

/**
 * A kind of job and how its records look as JSON. It goes with the job's bundle, and so does everything that Jackson
 * remembers about its classes.
 */
public final class JobKind<A extends Record> {

    private static final int TYPES = 50;

    private final Job<A> job;
    private final Job.Card card;
    private final Class<A> type;
    private final Optional<Job.Timed<A>> timed;
    private final ObjectMapper mapper;

    private JobKind(Job<A> job, ObjectMapper mapper) {
        this.job = job;
        this.card = job.card();
        this.type = job.arguments();
        this.timed = job.timed();
        this.mapper = mapper;
    }

    static <A extends Record> JobKind<A> of(Job<A> job, ObjectMapper shared) {
        ObjectMapper own = shared.copy();
        LookupCache<Object, JavaType> types = new LRUMap<>(TYPES, TYPES);
        own.setTypeFactory(TypeFactory.defaultInstance().withCache(types));
        return new JobKind<>(job, own);
    }

    public String name() {
        return card.kind();
    }

    public Job.Card card() {
        return card;
    }

    /** The permission that whoever starts it needs; empty when only its capability starts it. */
    public String permission() {
        return card.permission() == null ? "" : card.permission();
    }

    boolean isOf(Job<?> other) {
        return job == other;
    }

    public Optional<Job.Schedule> schedule() {
        return timed.map(Job.Timed::schedule);
    }

    /** The arguments of its own schedule, as JSON. */
    public String timedArguments() {
        return write(timed.orElseThrow().arguments());
    }

    /** Arguments as JSON. */
    String arguments(Record arguments) {
        if (!type.isInstance(arguments)) {
            throw new IllegalArgumentException(
                    name() + " takes a " + type.getName() + ", not a " + arguments.getClass());
        }
        return write(arguments);
    }

    /**
     * Arguments as they will be stored.
     *
     * @param given JSON of a client; absent counts as an empty object
     * @throws Problem that says at which pointer below {@code /arguments} they are wrong
     */
    public String arguments(JsonNode given) {
        JsonNode node = given == null || given.isNull() ? mapper.createObjectNode() : given;
        try {
            return write(mapper.treeToValue(node, type));
        } catch (JsonProcessingException e) {
            throw problem(e);
        }
    }

    /** Runs it. */
    String run(String arguments, Run run) throws Exception {
        A read;
        try {
            read = mapper.readValue(arguments, type);
        } catch (JsonProcessingException e) {
            throw Problem.of(JobsError.BAD_ARGUMENTS);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(job.getClass().getClassLoader());
        try {
            Object result = job.run(read, run);
            return result == null ? null : mapper.writeValueAsString(result);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("arguments of " + name() + " cannot be written as JSON", e);
        }
    }

    private static Problem problem(JsonProcessingException fault) {
        String path = "/arguments" + (fault instanceof JsonMappingException mapping ? pointer(mapping) : "");
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return below(path, problem);
            }
        }
        Code code = fault instanceof PropertyBindingException ? KernelError.UNKNOWN_FIELD : KernelError.WRONG_TYPE;
        return Problem.at(path, code);
    }

    private static Problem below(String path, Problem problem) {
        List<Violation> violations = problem.violations().stream()
                .map(v -> new Violation(path + v.pointer(), v.code(), v.arguments()))
                .toList();
        return violations.isEmpty() ? problem : Problem.of(violations);
    }

    private static String pointer(JsonMappingException fault) {
        var pointer = new StringBuilder();
        for (JsonMappingException.Reference step : fault.getPath()) {
            String name = step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
