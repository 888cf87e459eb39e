package io.vigil.deploy.stack.test;

import io.vigil.deploy.stack.StackMode;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Skips the classes whose parts {@link StackResource} would start in containers where no engine answers. JUnit finds it by
 * itself, so that no class of tests can forget it; one that starts the resource by hand names it in {@code @ExtendWith}.
 */
public final class SkipWithoutEngine implements ExecutionCondition {
    private static final String TEST_RESOURCE = "io.quarkus.test.common.WithTestResource";
    private static final String SAID = "vigil.stack.engine.said";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (StackMode.chosen() != StackMode.CONTAINERS) {
            return ConditionEvaluationResult.enabled("the parts need no engine");
        }
        boolean wanted = context.getTestClass()
                .filter(test -> usesStack(test, new HashSet<>()))
                .isPresent();
        if (!wanted || DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("no engine is needed, or one answers");
        }
        String reason = "-Dstack=containers: no Docker engine answers, so the tests on real parts are skipped";
        if (System.getProperty(SAID) == null) {
            System.setProperty(SAID, "once");
            System.err.println(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    /** By names: Quarkus loads the tests, and so their annotations, by a class loader of its own. */
    private static boolean usesStack(Class<?> type, Set<Class<?>> seen) {
        for (Annotation annotation : type.getAnnotations()) {
            Class<? extends Annotation> kind = annotation.annotationType();
            String told = annotation.toString();
            if ((kind.getName().equals(TEST_RESOURCE) && told.contains(StackResource.class.getName()))
                    || told.contains(SkipWithoutEngine.class.getName())) {
                return true;
            }
            if (seen.add(kind) && usesStack(kind, seen)) {
                return true;
            }
        }
        return false;
    }
}
