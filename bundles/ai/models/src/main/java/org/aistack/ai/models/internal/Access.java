package org.aistack.ai.models.internal;

import org.aistack.kernel.access.Guard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Embedding is for whoever may search and for whoever may use models. */
@Component(service = Access.class)
public final class Access {

    private final Guard guard;

    @Activate
    public Access(@Reference Guard guard) {
        this.guard = guard;
    }

    public void requireEmbedding() {
        if (!guard.permits(guard.caller(), "rag:read")) {
            guard.require(ModelsCapability.READ);
        }
    }
}
