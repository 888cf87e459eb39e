package io.vigil.checks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component of a document that is AWS's own description of the resource: its members are read without a
 * prefix, {@code resource.GroupName}. At most one a document; it is always an AWS shape.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Itself {}
