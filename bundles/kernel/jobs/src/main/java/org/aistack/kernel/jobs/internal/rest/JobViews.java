package org.aistack.kernel.jobs.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import org.aistack.kernel.Id;
import org.aistack.kernel.jobs.internal.Failure;
import org.aistack.kernel.jobs.internal.Kinds;
import org.aistack.kernel.jobs.internal.Status;
import org.aistack.kernel.jobs.internal.store.Entry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows jobs in the language of who looks. */
@Component(service = JobViews.class)
public final class JobViews {

    private final Kinds kinds;
    private final ObjectMapper mapper;

    @Activate
    public JobViews(@Reference Kinds kinds, @Reference(target = "(name=aistack)") ObjectMapper mapper) {
        this.kinds = kinds;
        this.mapper = mapper;
    }

    JobView of(Entry entry, Locale locale) {
        boolean waiting = entry.status() == Status.QUEUED;
        boolean again = waiting && entry.problem() != null;
        return new JobView(
                Id.text(entry.id()),
                entry.kind(),
                title(entry.kind(), locale),
                entry.status().text(),
                entry.progress(),
                entry.step() == null ? null : entry.step().in(locale),
                entry.result() == null ? null : read(entry.result()),
                entry.problem() == null ? null : Failure.shown(entry.problem(), locale, entry.requestId()),
                entry.attempts(),
                entry.starter().shown(),
                entry.createdAt(),
                entry.startedAt(),
                entry.finishedAt(),
                again ? entry.notBefore() : null,
                entry.cancel(),
                entry.schedule() == 0 ? null : Id.text(entry.schedule()));
    }

    String title(String kind, Locale locale) {
        return kinds.named(kind).map(known -> known.card().title().in(locale)).orElse(kind);
    }

    String json(Entry entry, Locale locale) {
        try {
            return mapper.writeValueAsString(of(entry, locale));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode read(String json) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
