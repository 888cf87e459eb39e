package io.vigil.reports;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.vigil.deploy.stack.test.StackResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs report-service on real PostgreSQL and Kafka; its mail goes to a catcher that each test may switch off, and people are
 * who a double of tenant-service says.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithTestResource(
        value = StackResource.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "service", value = "report-service"))
@WithTestResource(value = MailCatcher.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = TenantServiceDouble.class, scope = TestResourceScope.GLOBAL)
public @interface OnStack {}
