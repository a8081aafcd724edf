package org.aistack.kernel.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.aistack.kernel.events.Feed;

/** A feed that remembers what it was told. */
public final class RecordingFeed implements Feed {

    private final List<Told> told = new CopyOnWriteArrayList<>();

    /** One message. */
    public record Told(String topic, String permission, Map<String, ?> data) {}

    @Override
    public void tell(String topic, String permission, Map<String, ?> data) {
        told.add(new Told(topic, permission, data));
    }

    /** Everything told so far, in order. */
    public List<Told> told() {
        return List.copyOf(told);
    }
}
