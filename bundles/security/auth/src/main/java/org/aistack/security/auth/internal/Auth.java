package org.aistack.security.auth.internal;

import org.aistack.kernel.Text;
import org.aistack.kernel.catalog.Capability;
import org.osgi.service.component.annotations.Component;

/** The name plate. */
@Component
public final class Auth implements Capability {

    @Override
    public String id() {
        return "auth";
    }

    @Override
    public Text title() {
        return new Text("用户与登录", "Users and signing in");
    }
}
