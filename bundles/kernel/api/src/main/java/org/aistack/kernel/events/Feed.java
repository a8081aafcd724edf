package org.aistack.kernel.events;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The live feed to browsers and other onlookers. Best effort: it forgets; what must not be lost is a {@link DomainEvent}. */
@ProviderType
public interface Feed {

    /**
     * Tells whoever is looking.
     *
     * @param topic short name, for example {@code pages}, {@code capabilities}
     * @param permission only callers with it hear of it; empty for everybody who is signed in
     * @param data becomes JSON
     */
    void tell(String topic, String permission, Map<String, ?> data);
}
