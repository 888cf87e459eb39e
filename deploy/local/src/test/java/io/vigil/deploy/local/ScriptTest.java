package io.vigil.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.deploy.local.MadeUpClone.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    @TempDir
    Path root;

    private MadeUpClone clone;

    @BeforeEach
    void make() throws IOException {
        clone = new MadeUpClone(root);
        clone.jdk("good", "25");
    }

    @Test
    void buildsOnceAndThenOnlyWhatChanged() throws Exception {
        // Given
        clone.run(Map.of(), "up");
        clone.run(Map.of(), "up");
        assertThat(clone.mavenCalls()).containsExactly("-q -B -ntp -DskipTests package");
        clone.anHourPasses();
        // When
        clone.write("contracts/src/main/java/A.java", "class A { int changed; }");
        clone.run(Map.of(), "up");
        clone.run(Map.of(), "scan");
        // Then
        assertThat(clone.mavenCalls()).hasSize(2);
    }

    @Test
    void buildsAgainAfterASourceWasDeleted() throws Exception {
        // Given
        Path source = clone.write("checks/src/main/resources/gone.yaml", "id: gone");
        clone.run(Map.of(), "up");
        clone.anHourPasses();
        // When
        Files.delete(source);
        clone.run(Map.of(), "up");
        // Then
        assertThat(clone.mavenCalls()).hasSize(2);
    }

    @Test
    void doesNotBuildWhatTheTestsHaveBuilt() throws Exception {
        // Given
        clone.run(Map.of(), "test");
        // When
        clone.run(Map.of(), "up");
        // Then
        assertThat(clone.mavenCalls()).containsExactly("-B -ntp verify -T 2 -Dvigil.seed=20261123");
    }

    @Test
    void buildsAfterTestsThatFailedOrLeftModulesOut() throws Exception {
        // Given
        clone.run(Map.of(), "test", "-pl", "checks", "-am");
        clone.mavenEndsWith(1);
        Outcome failed = clone.run(Map.of(), "test", "--full");
        clone.mavenEndsWith(0);
        // When
        clone.run(Map.of(), "up");
        // Then
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(clone.mavenCalls())
                .containsExactly(
                        "-B -ntp verify -T 2 -Dvigil.seed=20261123 -pl checks -am",
                        "-B -ntp verify -T 2 -Dvigil.seed=20261123 -Dvigil.full=true",
                        "-q -B -ntp -DskipTests package");
    }

    @Test
    void saysThatTheBuildFailedAndStartsNothing() throws Exception {
        // Given
        clone.mavenEndsWith(1);
        // When
        Outcome outcome = clone.run(Map.of(), "up");
        // Then
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.output()).endsWith("vigil: the build failed, see above\n");
    }

    @Test
    void buildsEachTimeWhereItCannotLookForChanges() throws Exception {
        // Given
        clone.forbid("find");
        // When
        clone.run(Map.of(), "up");
        Outcome second = clone.run(Map.of(), "up");
        // Then
        assertThat(second.output()).contains("/bin/java runs");
        assertThat(clone.mavenCalls()).hasSize(2);
    }

    @Test
    void runsFromAnywhereAlsoThroughLinks() throws Exception {
        // Given
        Path link = Files.createSymbolicLink(root.resolve("v"), Path.of("a clone/vigil"));
        Path second = Files.createSymbolicLink(root.resolve("w"), link);
        // When
        Outcome outcome = clone.run(root, second.toString(), Map.of("CDPATH", root.toString()), "up", "--data", "a b");
        // Then
        assertThat(outcome.output()).contains("-Dvigil.home=" + clone.folder.toRealPath() + " ");
        assertThat(outcome.output()).endsWith("io.vigil.deploy.local.Up --data a b\n");
    }

    @Test
    void keepsInTheCloneWhatAHomeThatIsNotThereCannotTake() throws Exception {
        // When
        Outcome outcome = clone.run(Map.of("HOME", "/nowhere/at/all"), "up");
        // Then
        assertThat(outcome.exit()).isZero();
        assertThat(clone.mavenCalls())
                .containsExactly("-q -B -ntp -Dmaven.repo.local=" + clone.folder.toRealPath()
                        + "/.vigil/home/.m2/repository -DskipTests package");
    }

    @Test
    void findsTheHomeOfAUserWhoseEnvironmentHasNone() throws Exception {
        // When
        Outcome outcome = clone.run(Map.of("HOME", ""), "up");
        // Then
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(clone.mavenCalls()).hasSize(1);
    }

    @Test
    void countsTheReportsOfThisRunAndNoOlderOnes() throws Exception {
        // Given
        Path stale = clone.write("checks/target/surefire-reports/TEST-Stale.xml", suite(100, 0, 0, 0));
        Files.setLastModifiedTime(stale, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        clone.write("first.xml", suite(7, 1, 0, 2));
        clone.write("second.xml", suite(5, 0, 1, 0));
        clone.write("reports.sh", """
                mkdir -p contracts/target/surefire-reports deploy/stack/target/surefire-reports
                cat first.xml >contracts/target/surefire-reports/TEST-A.xml
                cat second.xml >deploy/stack/target/surefire-reports/TEST-B.xml
                """);
        // When
        Outcome outcome = clone.run(Map.of(), "test");
        // Then
        assertThat(outcome.output()).contains("\n8 passed, 2 failed, 2 skipped\n");
    }

    @Test
    void namesWhatFailedLast() throws Exception {
        // Given
        clone.write("first.xml", """
                <testsuite name="A" tests="3" errors="1" skipped="0" failures="1">
                  <testcase name="counts(int)[1]" classname="io.vigil.A" time="0.1"/>
                  <testcase name="adds" classname="io.vigil.A" time="0.1">
                    <failure message="expected: 4 but was: 5" type="AssertionError"><![CDATA[at io.vigil.A]]></failure>
                  </testcase>
                  <testcase name="ends" classname="io.vigil.A" time="0.1">
                    <error type="NullPointerException"><![CDATA[at io.vigil.A]]></error>
                  </testcase>
                </testsuite>
                """);
        clone.write("reports.sh", """
                mkdir -p contracts/target/surefire-reports
                cat first.xml >contracts/target/surefire-reports/TEST-A.xml
                """);
        // When
        Outcome outcome = clone.run(Map.of(), "test");
        // Then
        assertThat(outcome.output())
                .contains(
                        "\nfailure: io.vigil.A.adds expected: 4 but was: 5\nerror: io.vigil.A.ends \n1 passed, 2 failed,");
    }

    @Test
    void refusesAnUnknownCommandWithTheUsage() throws Exception {
        // When
        Outcome outcome = clone.run(Map.of(), "start");
        // Then
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.output()).contains("there is no command 'start'", "Usage: ./vigil COMMAND");
    }

    private static String suite(int tests, int failures, int errors, int skipped) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite version="3.0.2" name="A" time="0.1" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <testcase name="tests"/>
                </testsuite>
                """.formatted(tests, errors, skipped, failures);
    }
}
