package org.aistack.kernel.events.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import org.aistack.kernel.access.Caller;
import org.aistack.kernel.access.Guard;
import org.aistack.kernel.events.DomainEvent;
import org.aistack.kernel.events.Event;
import org.aistack.kernel.events.Subscriber;
import org.aistack.kernel.events.internal.store.Told;

/**
 * Hands events to one subscriber: as its record class, with its class loader, as the server itself. It goes with the
 * subscriber, and so does everything Jackson remembers about the class.
 */
final class Delivery<E extends DomainEvent> {

    private final Subscriber<E> subscriber;
    private final Guard guard;
    private final String name;
    private final Class<E> type;
    private final ObjectReader reader;

    private Delivery(Subscriber<E> subscriber, Guard guard, ObjectMapper mapper) {
        this.subscriber = subscriber;
        this.guard = guard;
        this.name = subscriber.name();
        this.type = subscriber.type();
        this.reader = mapper.readerFor(type);
    }

    static <E extends DomainEvent> Delivery<E> to(Subscriber<E> subscriber, Guard guard) {
        return new Delivery<>(subscriber, guard, Json.mapper());
    }

    String name() {
        return name;
    }

    String topic() {
        return DomainEvent.topic(type);
    }

    String typeName() {
        return type.getName();
    }

    boolean goesTo(Subscriber<?> other) {
        return subscriber == other;
    }

    /** Lets the subscriber take notice; throws whatever it throws. */
    void hand(Told told) throws Exception {
        E fact = fact(told.payload());
        var event = new Event<>(told.position(), told.at(), told.causedBy(), fact);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(subscriber.getClass().getClassLoader());
        try {
            Context.of(
                    told.trace(),
                    () -> guard.runAs(Caller.SYSTEM, () -> {
                        subscriber.on(event);
                        return null;
                    }));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private E fact(String payload) throws JsonProcessingException {
        return reader.readValue(payload);
    }
}
