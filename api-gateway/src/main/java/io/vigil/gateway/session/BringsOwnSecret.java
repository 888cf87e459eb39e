package io.vigil.gateway.session;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A form of who need not be signed in; its address holds a secret that no other site can know. */
@Retention(RUNTIME)
@Target(ElementType.METHOD)
public @interface BringsOwnSecret {

    /** Whether it does no harm that another site sends it, such as a mail program on the web. */
    boolean fromAnywhere() default false;
}
