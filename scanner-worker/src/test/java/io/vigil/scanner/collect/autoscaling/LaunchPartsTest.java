package io.vigil.scanner.collect.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ec2.LaunchSettings;
import io.vigil.checks.aws.ec2.LaunchSettings.MetadataService;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

class LaunchPartsTest {
    private static final LaunchTemplate WEB = LaunchTemplate.builder()
            .launchTemplateId("lt-1")
            .defaultVersionNumber(1L)
            .build();

    private static LaunchSettings of(
            Read<MetadataService> fallback, Consumer<ResponseLaunchTemplateData.Builder> data) {
        return LaunchParts.of(
                WEB,
                LaunchTemplateVersion.builder()
                        .versionNumber(1L)
                        .launchTemplateData(data)
                        .build(),
                List.of(),
                fallback);
    }

    @ParameterizedTest
    @CsvSource({
        "enabled, required, V2_ONLY",
        "enabled, optional, V1_TOO",
        "disabled, optional, OFF",
        ", required, V2_ONLY",
        "enabled, , NOT_SET"
    })
    void whatTheVersionSaysCounts(String endpoint, String tokens, MetadataService expected) {
        assertThat(of(
                                Read.known(MetadataService.NOT_SET),
                                d -> d.metadataOptions(
                                        m -> m.httpEndpoint(endpoint).httpTokens(tokens)))
                        .metadataService())
                .isEqualTo(Read.known(expected));
    }

    @Test
    void whereTheVersionSaysNothingTheAccountDecides() {
        assertThat(of(Read.known(MetadataService.V2_ONLY), d -> {}).metadataService())
                .isEqualTo(Read.known(MetadataService.V2_ONLY));
        assertThat(of(Read.known(MetadataService.OFF), d -> d.metadataOptions(m -> m.httpEndpoint("enabled")))
                        .metadataService())
                .isEqualTo(Read.known(MetadataService.NOT_SET));
        assertThat(of(Read.known(MetadataService.V1_TOO), d -> d.metadataOptions(m -> m.httpTokens("required")))
                        .metadataService())
                .isEqualTo(Read.known(MetadataService.V2_ONLY));
    }

    @ParameterizedTest
    @CsvSource({", , NOT_SET", "enabled, required, V2_ONLY", ", optional, V1_TOO", "disabled, , OFF"})
    void theAccountsDefault(String endpoint, String tokens, MetadataService expected) {
        assertThat(LaunchParts.ofAccount(GetInstanceMetadataDefaultsResponse.builder()
                        .accountLevel(a -> a.httpEndpoint(endpoint).httpTokens(tokens))
                        .build()))
                .isEqualTo(expected);
    }

    @Test
    void oneInterfaceWithAPublicAddressIsEnough() {
        LaunchSettings launch = of(
                Read.known(MetadataService.NOT_SET),
                d -> d.securityGroupIds("sg-1")
                        .networkInterfaces(
                                i -> i.deviceIndex(0).associatePublicIpAddress(false),
                                i -> i.deviceIndex(1)
                                        .associatePublicIpAddress(true)
                                        .groups("sg-2", "sg-1")));
        assertThat(launch.publicAddress()).isTrue();
        assertThat(launch.securityGroups()).containsExactly("sg-1", "sg-2");
        assertThat(launch.version()).isEqualTo("default version 1");
    }

    @Test
    void aLaunchConfigurationIsReadTheSameWay() {
        LaunchSettings launch = LaunchParts.of(
                LaunchConfiguration.builder()
                        .associatePublicIpAddress(true)
                        .metadataOptions(m -> m.httpTokens("required"))
                        .securityGroups("sg-1")
                        .build(),
                List.of("web"),
                Read.known(MetadataService.V1_TOO));
        assertThat(launch)
                .isEqualTo(new LaunchSettings(
                        "launch configuration",
                        List.of("web"),
                        true,
                        List.of("sg-1"),
                        Read.known(MetadataService.V2_ONLY)));
    }
}
