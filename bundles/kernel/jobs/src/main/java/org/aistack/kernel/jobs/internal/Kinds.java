package org.aistack.kernel.jobs.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.aistack.kernel.jobs.Job;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kinds of job that can run here now. They come and go with their bundles. */
@Component(service = Kinds.class)
public final class Kinds {

    private static final Logger LOG = LoggerFactory.getLogger(Kinds.class);

    /** Wants to know of kinds that come and go. */
    public interface Follower {
        void came(JobKind<?> kind);

        /** It must not be used any more when this returns, as far as possible. */
        void gone(JobKind<?> kind);
    }

    private final ObjectMapper mapper;
    private final Map<String, Deque<JobKind<?>>> kinds = new ConcurrentHashMap<>();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    @Activate
    public Kinds(@Reference(target = "(name=aistack)") ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Reference(
            name = "jobs",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    void add(Job<?> job) {
        JobKind<?> kind = JobKind.of(job, mapper);
        kinds.compute(kind.name(), (name, known) -> {
            Deque<JobKind<?>> queue = known == null ? new ArrayDeque<>() : new ArrayDeque<>(known);
            if (!queue.isEmpty()) {
                LOG.error("there is a kind of job named {} already, the one of {} has to wait", name, job.getClass());
            }
            queue.add(kind);
            return queue;
        });
        followers.forEach(follower -> follower.came(kind));
    }

    void remove(Job<?> job) {
        List<JobKind<?>> gone = new ArrayList<>();
        for (String name : kinds.keySet()) {
            kinds.computeIfPresent(name, (key, known) -> {
                Deque<JobKind<?>> rest = new ArrayDeque<>(known);
                rest.removeIf(kind -> kind.isOf(job) && gone.add(kind));
                return rest.isEmpty() ? null : rest;
            });
        }
        gone.forEach(kind -> followers.forEach(follower -> follower.gone(kind)));
    }

    /** From now on {@code follower} hears of kinds; of those that are there already at once. */
    public void follow(Follower follower) {
        followers.add(follower);
        all().forEach(follower::came);
    }

    public void unfollow(Follower follower) {
        followers.remove(follower);
    }

    public Optional<JobKind<?>> named(String name) {
        return Optional.ofNullable(kinds.get(name)).map(Deque::peekFirst);
    }

    Set<String> names() {
        return Set.copyOf(kinds.keySet());
    }

    /** All kinds, by name. */
    public List<JobKind<?>> all() {
        return kinds.values().stream()
                .<JobKind<?>>map(Deque::peekFirst)
                .sorted(Comparator.comparing(JobKind::name))
                .toList();
    }

    /** JSON as everywhere in the server; for reading and writing what belongs to no bundle. */
    public ObjectMapper mapper() {
        return mapper;
    }
}
