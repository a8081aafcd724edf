package org.aistack.kernel.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a resource method does, in one sentence each, for {@code /openapi.json}. Every operation of the product has one. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Summary {

    String zh();

    String en();

    /** Status of the good answer; 0 means 200, or 204 for a method that returns nothing. */
    int status() default 0;

    /** Type of the good answer's body where the method's return type does not say it, as with {@code Response}. */
    Class<?> answer() default void.class;
}
