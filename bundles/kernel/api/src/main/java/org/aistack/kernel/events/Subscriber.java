package org.aistack.kernel.events;

/**
 * Listens to one kind of fact. Registered as a service; its cursor is kept under its {@link #name}. Delivery is at least
 * once, in order, on the relay's threads; whatever it throws is tried again with back-off and finally parked.
 */
public interface Subscriber<E extends DomainEvent> {

    /** Stable and unique, {@code <id>.<what>}. */
    String name();

    Class<E> type();

    /** Takes notice. Must have the same effect however often it is called with the same position. */
    void on(Event<E> event);
}
