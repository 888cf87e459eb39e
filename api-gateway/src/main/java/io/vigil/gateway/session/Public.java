package io.vigil.gateway.session;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A page for everybody; every other one needs a session. */
@Retention(RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Public {}
