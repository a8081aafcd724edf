package org.aistack.itests.bare.internal;

import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.osgi.service.component.annotations.Component;

/** The name plate: without one nothing is deployed. */
@Component
public final class BareCapability implements Capability {

    @Override
    public String id() {
        return "bare";
    }

    @Override
    public Text title() {
        return new Text("测量基准", "Measure");
    }
}
