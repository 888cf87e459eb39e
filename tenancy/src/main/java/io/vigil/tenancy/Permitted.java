package io.vigil.tenancy;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Who may call an endpoint of a service. One without it answers nobody. Where the path names a tenant, the provider's
 * staff also need a grant of that tenant, except for what {@link #withoutGrant} says.
 */
@Retention(RUNTIME)
@Target(ElementType.METHOD)
public @interface Permitted {
    Role[] value();

    /** Roles of the provider, all of them in {@link #value}, that may call it for a tenant in which they are not. */
    Role[] withoutGrant() default {};

    /** Whether it may be called, other than to read, while the tenant is being off-boarded. */
    boolean whileClosing() default false;
}
