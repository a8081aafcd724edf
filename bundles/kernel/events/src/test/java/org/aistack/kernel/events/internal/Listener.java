package org.aistack.kernel.events.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.aistack.kernel.events.Event;
import org.aistack.kernel.events.Subscriber;

/** Writes down what it hears and refuses what it is told to refuse. */
final class Listener implements Subscriber<Happened> {

    final List<Event<Happened>> heard = Collections.synchronizedList(new ArrayList<>());
    final Set<String> refused = Collections.synchronizedSet(new HashSet<>());
    Runnable during = () -> {};

    @Override
    public String name() {
        return "test.listener";
    }

    @Override
    public Class<Happened> type() {
        return Happened.class;
    }

    @Override
    public void on(Event<Happened> event) {
        during.run();
        if (refused.contains(event.fact().id())) {
            throw new IllegalStateException("indigestible");
        }
        heard.add(event);
    }

    /** Positions in the order of hearing. */
    List<Long> positions() {
        return heard.stream().map(Event::position).toList();
    }
}
