package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Document;
import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2Instance;
import io.vigil.checks.aws.ec2.Ec2LaunchTemplate;
import io.vigil.checks.secrets.SecretTrace;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Region;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.collect.UnitRead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS hands out with keys and passwords in it, and what is left of that. */
class DemoSecretsTest {
    private static final List<Resource<?>> resources = new ArrayList<>();

    @BeforeAll
    static void readTheDemoAccounts(@TempDir Path folder) throws Exception {
        try (DemoLab lab = DemoLab.start(DemoLab.accounts(folder), AwsTimeouts.DEFAULT)) {
            for (AccountId account : DemoLab.ACCOUNTS)
                for (Region region : DemoLab.REGIONS)
                    UnitRead.of(lab.enter(account), account, region, DemoLab.REGIONS)
                            .resources()
                            .values()
                            .forEach(resources::addAll);
        }
    }

    @Test
    void noKeyOfATunnelAndNoUserDataIsInADocument() throws Exception {
        // When
        List<String> documents = new ArrayList<>();
        for (Resource<?> resource : resources)
            documents.add(
                    EventJson.MAPPER.writeValueAsString(Document.of(resource).members()));

        // Then
        assertThat(documents)
                .anyMatch(document -> document.contains("203.0.113.11"))
                .noneMatch(document -> document.contains("pskOfTheDemo"))
                .noneMatch(document -> document.contains("Correct-Horse-7"))
                .noneMatch(document -> document.contains("Tr0ub4dor"))
                .noneMatch(document -> document.contains("systemctl"));
    }

    @Test
    void aPasswordIsFoundThroughGzipAndInAFileThatIsPackedOnceMore() {
        assertThat(resources)
                .filteredOn(resource -> resource.type().equals(ResourceTypes.EC2_INSTANCE))
                .filteredOn(resource -> !traces(resource).isEmpty())
                .extracting(Resource::name)
                .containsExactlyInAnyOrder("legacy-reports", "legacy-jenkins");
    }

    @Test
    void aPasswordIsFoundInAVersionOfALaunchTemplate() {
        assertThat(resources)
                .filteredOn(resource -> resource.document() instanceof Ec2LaunchTemplate template
                        && !template.secretTraces().equals(Read.known(List.of())))
                .extracting(Resource::name)
                .containsExactly("php");
    }

    private static List<SecretTrace> traces(Resource<?> instance) {
        if (((Ec2Instance) instance.document()).secretTraces() instanceof Read.Known<List<SecretTrace>>(var known))
            return known;
        throw new AssertionError(instance);
    }
}
