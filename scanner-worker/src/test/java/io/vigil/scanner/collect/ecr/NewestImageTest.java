package io.vigil.scanner.collect.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.FindingSeverity;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ScanStatus;

class NewestImageTest {

    @Test
    void chartsIndexesAndSignaturesAreNoImages() {
        // Given
        ImageDetail image = image("sha256:1", "2026-01-01T00:00:00Z")
                .imageManifestMediaType("application/vnd.oci.image.manifest.v1+json")
                .artifactMediaType("application/vnd.oci.image.config.v1+json")
                .build();
        ImageDetail index = image("sha256:2", "2026-01-02T00:00:00Z")
                .imageManifestMediaType("application/vnd.oci.image.index.v1+json")
                .build();
        ImageDetail chart = image("sha256:3", "2026-01-03T00:00:00Z")
                .imageManifestMediaType("application/vnd.oci.image.manifest.v1+json")
                .artifactMediaType("application/vnd.cncf.helm.config.v1+json")
                .build();
        ImageDetail older = image("sha256:4", "2025-12-31T00:00:00Z").build();

        // When
        Optional<ImageDetail> newest = NewestImage.newest(List.of(older, image, index, chart));

        // Then
        assertThat(newest).contains(image);
    }

    @Test
    void aCompleteScanTellsHowManyOfEachSeverity() {
        assertThat(NewestImage.counts(scan(ScanStatus.COMPLETE)))
                .isEqualTo(Read.known(Optional.of(Map.of("CRITICAL", 2))));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COMPLETE", "ACTIVE"})
    void anyOtherScanTellsNothing(ScanStatus status) {
        assertThat(NewestImage.counts(scan(status))).isInstanceOf(Read.Missing.class);
    }

    private static ImageDetail.Builder image(String digest, String pushedAt) {
        return ImageDetail.builder().imageDigest(digest).imagePushedAt(Instant.parse(pushedAt));
    }

    private static DescribeImageScanFindingsResponse scan(ScanStatus status) {
        return DescribeImageScanFindingsResponse.builder()
                .imageScanStatus(s -> s.status(status))
                .imageScanFindings(f -> f.findingSeverityCounts(Map.of(FindingSeverity.CRITICAL, 2)))
                .build();
    }
}
