package io.vigil.scanner.collect.ecr;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ecr.EcrImage;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ScanStatus;

/** The container image that was pushed last to a repository, and what its last scan found. */
final class NewestImage {
    private static final String SCAN = "ecr:DescribeImageScanFindings";
    private static final int PAGE = 1000;
    private static final Set<String> NEVER_SCANNED = Set.of("ScanNotFoundException", "ImageNotFoundException");

    /** Indexes of images for several machines, charts, signatures and the like are not images that one can scan. */
    private static final Set<String> MANIFESTS = Set.of(
            "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.oci.image.manifest.v1+json");

    private static final Set<String> CONFIGS =
            Set.of("application/vnd.docker.container.image.v1+json", "application/vnd.oci.image.config.v1+json");

    private NewestImage() {}

    static Read<Optional<EcrImage>> of(UnitScope scope, String repository) throws InterruptedException {
        List<ImageDetail> newest = new ArrayList<>();
        ListEnd end = scope.calls().stream(
                EcrClient.class,
                scope.region(),
                DescribeImagesRequest.builder()
                        .repositoryName(repository)
                        .maxResults(PAGE)
                        .build(),
                EcrClient::describeImagesPaginator,
                DescribeImagesResponse::imageDetails,
                page -> {
                    List<ImageDetail> both =
                            Stream.concat(newest.stream(), page.stream()).toList();
                    newest.clear();
                    newest(both).ifPresent(newest::add);
                });
        if (end instanceof ListEnd.NotReached(Unread why)) return Read.missing(why);
        if (newest.isEmpty()) return Read.known(Optional.empty());
        ImageDetail image = newest.getFirst();
        return Read.known(Optional.of(new EcrImage(
                image.imageDigest(),
                image.imageTags(),
                image.imagePushedAt(),
                vulnerabilities(scope, repository, image))));
    }

    static Optional<ImageDetail> newest(List<ImageDetail> images) {
        return images.stream()
                .filter(image -> image.imagePushedAt() != null)
                .filter(image ->
                        image.imageManifestMediaType() == null || MANIFESTS.contains(image.imageManifestMediaType()))
                .filter(image -> image.artifactMediaType() == null || CONFIGS.contains(image.artifactMediaType()))
                .max(Comparator.comparing(ImageDetail::imagePushedAt));
    }

    private static Read<Optional<Map<String, Integer>>> vulnerabilities(
            UnitScope scope, String repository, ImageDetail image) throws InterruptedException {
        Read<Optional<DescribeImageScanFindingsResponse>> found = scope.calls()
                .find(
                        EcrClient.class,
                        scope.region(),
                        DescribeImageScanFindingsRequest.builder()
                                .repositoryName(repository)
                                .imageId(id -> id.imageDigest(image.imageDigest()))
                                .maxResults(PAGE)
                                .build(),
                        EcrClient::describeImageScanFindings,
                        NEVER_SCANNED);
        return found.flatMap(scan -> scan.isPresent() ? counts(scan.get()) : Read.known(Optional.empty()));
    }

    /** A scan that is not done, failed or expired tells nothing. */
    static Read<Optional<Map<String, Integer>>> counts(DescribeImageScanFindingsResponse scan) {
        ScanStatus status = scan.imageScanStatus() == null
                ? ScanStatus.UNKNOWN_TO_SDK_VERSION
                : scan.imageScanStatus().status();
        if (status == ScanStatus.COMPLETE || status == ScanStatus.ACTIVE)
            return Read.known(Optional.of(
                    scan.imageScanFindings() == null
                            ? Map.of()
                            : scan.imageScanFindings().findingSeverityCountsAsStrings()));
        return Read.missing(new Unread(
                UnreadReason.NOT_SUPPORTED, SCAN, null, "the scan of the newest image is in the state " + status));
    }
}
