package io.vigil.reports.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.checks.Check;
import io.vigil.checks.Remembered;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.apart.AskCaches;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of one tenant's own checks tells no other anything. */
@QuarkusTest
@OnStack
class CachesApartIT {
    private static final ResourceType<?> GROUP =
            ResourceTypes.named(ScriptedRun.GROUP).orElseThrow();

    @Inject
    OwnChecks ownChecks;

    @Inject
    Catalogue catalogue;

    private final TenantId owner = ScriptedRun.newTenant();
    private final TenantId stranger = ScriptedRun.newTenant();
    private final CheckId owners = OwnCheck.id(owner, "groups-have-an-owner");

    @Test
    void noTenantIsServedWhatAnotherLeft() throws Exception {
        // When, Then
        int asked = AskCaches.asAnotherTenant(
                Path.of("src/test/resources/caches.properties"),
                Map.of(
                        "io.vigil.reports.catalogue.OwnChecks.known",
                        this::whatACheckIsCalledItsTenantAloneSays,
                        "io.vigil.checks.CheckCatalogue.own",
                        this::aProgramIsMadeOfItsSource,
                        "io.vigil.checks.Remembered.known",
                        CachesApartIT::aMeaningIsMadeOfItsText));
        System.out.printf("report-service, caches asked as another tenant: %d%n", asked);
    }

    private void whatACheckIsCalledItsTenantAloneSays() {
        ownChecks.learn(owner, pack(owners, "Said by the owner"));
        ownChecks.learn(stranger, pack(owners, "Said by a stranger"));
        assertThat(ownChecks.find(owners).map(Check::title)).contains("Said by the owner");
        // by the same name the stranger has one of its own, or none
        CheckId strangers = OwnCheck.id(stranger, "groups-have-an-owner");
        assertThat(ownChecks.find(strangers)).isEmpty();
        ownChecks.learn(stranger, pack(strangers, "Said by a stranger"));
        assertThat(ownChecks.find(strangers).map(Check::title)).contains("Said by a stranger");
        ownChecks.forget(stranger);
        assertThat(ownChecks.find(owners).map(Check::title)).contains("Said by the owner");
    }

    private void aProgramIsMadeOfItsSource() {
        assertThat(title(pack(owners, "Said by the owner"))).contains("Said by the owner");
        assertThat(title(pack(owners, "Said by a stranger"))).contains("Said by a stranger");
        assertThat(title(pack(owners, "Said by the owner"))).contains("Said by the owner");
    }

    private Optional<String> title(EffectivePack pack) {
        return catalogue.compile(pack).checksOf(GROUP).stream()
                .filter(check -> check.id().equals(owners))
                .map(Check::title)
                .findFirst();
    }

    private static void aMeaningIsMadeOfItsText() {
        Remembered<String> shared = new Remembered<>(text -> "made of " + text, /* most */ 10);
        assertThat(shared.of("the owner's")).isEqualTo("made of the owner's");
        assertThat(shared.of("a stranger's")).isEqualTo("made of a stranger's");
    }

    private static EffectivePack pack(CheckId id, String title) {
        return EffectivePack.BASELINE.withOwnChecks(List.of(OwnCheck.of(id, """
                title: %s
                severity: high
                layer: network
                resource: aws.ec2.security-group
                pass: resource.Tags.exists(tag, tag.Key == "owner")
                message: "{resource.GroupId} is nobody's."
                risk: Nobody answers for it.
                remediation: Tag it.
                """.formatted(title))));
    }
}
