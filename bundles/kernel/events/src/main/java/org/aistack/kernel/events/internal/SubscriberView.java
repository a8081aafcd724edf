package org.aistack.kernel.events.internal;

/**
 * A subscriber and how far it is.
 *
 * @param type class of the events it hears; null while it is not here
 * @param active false when nobody of this name is here now
 * @param here true when this server delivers to it; with several servers one of them does
 * @param position it has taken notice of everything up to here
 * @param lag events it has not taken notice of yet
 * @param failures how often the next event failed so far
 * @param parked events it could not digest
 */
public record SubscriberView(
        String name,
        String type,
        String topic,
        boolean active,
        boolean here,
        long position,
        long lag,
        int failures,
        long parked) {}
