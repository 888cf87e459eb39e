package io.vigil.e2e;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.vigil.contracts.EventJson;
import java.security.MessageDigest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String CONTRACTS = "io.vigil.contracts..";
    private static final String CHECKS = "io.vigil.checks..";
    private static final String TENANCY = "io.vigil.tenancy..";
    private static final String TENANTS = "io.vigil.tenants..";
    private static final String SCANNER = "io.vigil.scanner..";
    private static final String REPORTS = "io.vigil.reports..";
    private static final String GATEWAY = "io.vigil.gateway..";
    private static final String DEPLOY = "io.vigil.deploy..";
    private static final String SANDBOX = "io.vigil.sandbox..";

    private static JavaClasses vigil;

    @BeforeAll
    static void readAllModules() {
        vigil = Modules.classes();
    }

    @Test
    void contractsKnowNobody() {
        hold(noClasses()
                .that()
                .resideInAPackage(CONTRACTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        CHECKS, TENANCY, TENANTS, SCANNER, REPORTS, GATEWAY, DEPLOY, SANDBOX, "io.quarkus..")
                .because("everyone depends on what services tell each other"));
    }

    @Test
    void checksArePure() {
        hold(noClasses()
                .that()
                .resideInAPackage(CHECKS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        TENANCY,
                        TENANTS,
                        SCANNER,
                        REPORTS,
                        GATEWAY,
                        DEPLOY,
                        SANDBOX,
                        "io.quarkus..",
                        "jakarta..",
                        "java.sql..",
                        "java.net.http..")
                .because("judging a document needs no framework and does no I/O"));
    }

    @Test
    void tenancyKnowsNoService() {
        hold(noClasses()
                .that()
                .resideInAPackage(TENANCY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CHECKS, TENANTS, SCANNER, REPORTS, GATEWAY, DEPLOY, SANDBOX)
                .because("what keeps tenants apart is below every service"));
    }

    @Test
    void noServiceKnowsAnother() {
        onlyItself(TENANTS, SCANNER, REPORTS, GATEWAY, DEPLOY, SANDBOX);
        onlyItself(SCANNER, TENANTS, REPORTS, GATEWAY, DEPLOY, SANDBOX, TENANCY);
        onlyItself(REPORTS, TENANTS, SCANNER, GATEWAY, DEPLOY, SANDBOX);
        onlyItself(GATEWAY, TENANTS, SCANNER, REPORTS, DEPLOY, SANDBOX, CHECKS);
    }

    private static void onlyItself(String service, String... others) {
        hold(noClasses()
                .that()
                .resideInAPackage(service)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services tell each other events and speak HTTP; they share no code but the libraries"
                        + " below them"));
    }

    @Test
    void workersKeepNothing() {
        hold(noClasses()
                .that()
                .resideInAPackage(SCANNER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "jakarta.persistence..")
                .because("a worker that holds state cannot be killed at any moment"));
    }

    @Test
    void onlyTheWorkerHoldsAwsCredentials() {
        hold(noClasses()
                .that()
                .resideInAnyPackage(TENANTS, REPORTS, GATEWAY, TENANCY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..")
                .because("the scan role is assumed in one place"));
    }

    @Test
    void consumersHoldEveryEventToItsRecordsKey() {
        hold(noClasses()
                .that()
                .resideInAnyPackage(TENANTS, REPORTS)
                .and()
                .containAnyMethodsThat(annotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming"))
                .should()
                .callMethod("io.vigil.contracts.EventJson", "read", "java.lang.String")
                .orShould()
                .callMethod("io.vigil.tenancy.EventReader", "read", "java.lang.String")
                .because("a record may not speak for another tenant than the one it is filed under"));
    }

    @Test
    void workersHoldEveryEventToItsRecordsKey() {
        hold(classes()
                .that()
                .resideInAPackage(SCANNER)
                .and(new DescribedPredicate<>("read events") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(EventJson.class)
                                        && call.getName().equals("read"));
                    }
                })
                .should()
                .callMethod(ConsumerRecord.class, "key")
                .because("a record may not speak for another tenant than the one it is filed under"));
    }

    /** In each of them a test finds every consumer, and tells it what is another tenant's. */
    @Test
    void nobodyElseTakesRecords() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackages(TENANTS, REPORTS, SCANNER)
                .and()
                .resideOutsideOfPackage(DEPLOY)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.eclipse.microprofile.reactive.messaging.Incoming")
                .because("ForeignRecordsIT of its service would not find it"));
        hold(noClasses()
                .that()
                .resideOutsideOfPackage(DEPLOY)
                .and()
                .doNotHaveFullyQualifiedName("io.vigil.scanner.work.Slot")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.apache\\.kafka\\.clients\\.consumer\\.(Kafka|KafkaShare|Share)?Consumer")
                .because("what takes records is a channel or a lane of a worker, which ForeignRecordsIT finds"));
    }

    @Test
    void logicReadsNoClockOfTheMachine() {
        hold(noClasses()
                .that()
                .resideInAnyPackage(CONTRACTS, CHECKS, TENANCY, TENANTS, SCANNER, REPORTS, GATEWAY)
                .should()
                .callMethod("java.time.Instant", "now")
                .orShould()
                .callMethod("java.time.LocalDate", "now")
                .orShould()
                .callMethod("java.time.ZonedDateTime", "now")
                .orShould()
                .callMethod("java.lang.System", "currentTimeMillis")
                .because("the clock is injected, so that a test can turn it"));
    }

    @Test
    void secretsAreComparedInATimeThatTellsNothing() {
        hold(classes()
                .that()
                .haveSimpleName("CheckToken")
                .or()
                .haveSimpleName("RefuseForgedRequests")
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .because("a comparison that ends at the first wrong character tells how many were right"));
    }

    @Test
    void namesSayWhatAClassIs() {
        hold(classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Base)$")
                .because("such a name says that nobody knew the subject"));
    }

    private static void hold(ArchRule rule) {
        rule.allowEmptyShould(false).check(vigil);
    }
}
