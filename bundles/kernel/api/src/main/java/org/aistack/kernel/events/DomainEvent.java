package org.aistack.kernel.events;

/**
 * A fact in the past tense: a record in an api package, ids and versions but never text. Its topic is
 * {@code aistack/<last part of its package>/<its simple name>}.
 */
public interface DomainEvent {

    /** Id of the thing it is about. Events of one aggregate are delivered in order. Not a record component's accessor by rule. */
    String aggregate();

    /** The topic of a kind of event. */
    static String topic(Class<? extends DomainEvent> type) {
        String name = type.getPackageName();
        return "aistack/" + name.substring(name.lastIndexOf('.') + 1) + "/" + type.getSimpleName();
    }
}
