package io.vigil.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.vigil.deploy.stack.apart.DeclaredCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every field that keeps what was learned is in its module's list, with what keeps tenants apart in it; a test of the
 * module asks each of them as another tenant.
 */
class DeclaredCachesTest {
    private static final Set<String> MODULES =
            Set.of("tenant-service", "scanner-worker", "report-service", "api-gateway");
    private static final String LIST = "src/test/resources/caches.properties";

    private static final List<String> OF_SERVICES = List.of(
            "io.vigil.contracts",
            "io.vigil.checks",
            "io.vigil.tenancy",
            "io.vigil.tenants",
            "io.vigil.scanner",
            "io.vigil.reports",
            "io.vigil.gateway");

    private static final Set<String> KEEPERS = Set.of(
            Map.class.getName(),
            "java.util.concurrent.atomic.AtomicReference",
            "java.lang.ThreadLocal",
            "java.lang.ref.Reference",
            "io.vigil.checks.Remembered");

    /** By which something comes to lie in one of them. */
    private static final Set<String> KEEPING = Set.of(
            "put",
            "putAll",
            "putIfAbsent",
            "compute",
            "computeIfAbsent",
            "merge",
            "replaceAll",
            "set",
            "getAndSet",
            "updateAndGet",
            "compareAndSet",
            "of");

    @Test
    void everyFieldThatKeepsSomethingIsDeclared() {
        Set<String> declared = lists().values().stream()
                .flatMap(List::stream)
                .map(DeclaredCache::field)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> kept = kept(Modules.classes(), OF_SERVICES);
        assertThat(declared).as("in one of the lists %s".formatted(LIST)).isEqualTo(kept);
        System.out.printf("DeclaredCachesTest: %d fields that keep something%n", kept.size());
    }

    @Test
    void whatIsSharedIsAskedAsAnotherTenant() {
        lists().forEach((module, list) -> {
            if (list.stream().noneMatch(cache -> cache.kind().isShared())) return;
            try (Stream<Path> tests = Files.walk(Modules.ROOT.resolve(module).resolve("src/test/java"))) {
                assertThat(tests.map(file -> file.getFileName().toString()))
                        .as(module)
                        .anyMatch(name -> name.matches("CachesApart(IT|Test)\\.java"));
            } catch (IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        });
    }

    @Test
    void nothingIsKeptWhereNoListSeesIt() {
        noMethods()
                .should()
                .beAnnotatedWith("io.quarkus.cache.CacheResult")
                .because("a method's cache is keyed by whatever its parameters are, and no list names it")
                .check(Modules.classes());
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.quarkus.cache.CacheManager")
                .because("a cache by name is in no list")
                .check(Modules.classes());
    }

    @Test
    void aForgottenCacheIsFound() {
        JavaClasses classes = new ClassFileImporter().importClasses(Forgotten.class);
        assertThat(kept(classes, List.of("io.vigil.e2e")))
                .containsExactlyInAnyOrder(
                        Forgotten.class.getName() + ".byTenant", Forgotten.class.getName() + ".last");
    }

    static final class Forgotten {
        static final Map<String, String> CONSTANT = Map.of("a", "b");

        private final Map<String, String> byTenant = new ConcurrentHashMap<>();
        private final AtomicReference<String> last = new AtomicReference<>("");

        String find(String tenant) {
            last.set(tenant);
            return byTenant.computeIfAbsent(tenant, Forgotten::known);
        }

        private static String known(String tenant) {
            return CONSTANT.getOrDefault(tenant, "");
        }
    }

    private static Map<String, List<DeclaredCache>> lists() {
        return MODULES.stream()
                .collect(Collectors.toMap(
                        module -> module,
                        module ->
                                DeclaredCache.read(Modules.ROOT.resolve(module).resolve(LIST))));
    }

    private static Set<String> kept(JavaClasses classes, List<String> packages) {
        Set<String> kept = new TreeSet<>();
        for (JavaClass type : classes) {
            if (packages.stream()
                            .noneMatch(each -> type.getPackageName().equals(each)
                                    || type.getPackageName().startsWith(each + "."))
                    || type.isRecord()
                    || type.isEnum()) continue;
            for (JavaField field : type.getFields())
                if (isCaffeine(field) || isKeeper(field) && keepsLater(field)) kept.add(field.getFullName());
        }
        return kept;
    }

    private static boolean isCaffeine(JavaField field) {
        return field.getRawType().getPackageName().startsWith("com.github.benmanes.caffeine");
    }

    private static boolean isKeeper(JavaField field) {
        return KEEPERS.stream().anyMatch(field.getRawType()::isAssignableTo);
    }

    /** Whether something is put into it when the object is made already. */
    private static boolean keepsLater(JavaField field) {
        return field.getAccessesToSelf().stream()
                .map(JavaFieldAccess::getOrigin)
                .filter(origin -> !origin.isConstructor()
                        && !origin.getName().equals(JavaStaticInitializer.STATIC_INITIALIZER_NAME))
                .flatMap(method -> method.getMethodCallsFromSelf().stream())
                .map(JavaMethodCall::getTarget)
                .anyMatch(DeclaredCachesTest::keeps);
    }

    private static boolean keeps(AccessTarget.MethodCallTarget target) {
        return KEEPING.contains(target.getName())
                && KEEPERS.stream().anyMatch(target.getOwner()::isAssignableTo)
                && !(target.getName().equals("of") && target.getOwner().isEquivalentTo(Map.class));
    }
}
