package io.vigil.scanner.work;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.deploy.stack.test.StackResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The worker on a real broker; all such tests share it, so every test brings its own unit. */
@QuarkusTest
@WithTestResource(
        value = StackResource.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = {
            @ResourceArg(name = "service", value = "scanner-worker"),
            @ResourceArg(name = "parts", value = "kafka")
        })
@WithTestResource(value = WorkerLab.class, scope = TestResourceScope.GLOBAL)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OneWorker {}
