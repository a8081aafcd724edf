package org.aistack.kernel.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The address of a resource whose base is not {@code /api/<id>}: one of the fixed roots ({@code /auth}, {@code /v1} …)
 * or, for kernel bundles, {@code /api/kernel}. It becomes the service property {@code aistack.rest.base}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RestBase {
    String PREFIX_ = "aistack.rest.";

    /** With leading, without trailing slash. */
    String base();
}
