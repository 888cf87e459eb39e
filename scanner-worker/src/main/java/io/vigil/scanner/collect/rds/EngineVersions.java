package io.vigil.scanner.collect.rds;

import io.vigil.checks.Read;
import io.vigil.checks.aws.rds.EngineSupport;
import io.vigil.scanner.collect.UnitScope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBEngineVersion;
import software.amazon.awssdk.services.rds.model.DBMajorEngineVersion;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsResponse;
import software.amazon.awssdk.services.rds.model.DescribeDbMajorEngineVersionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbMajorEngineVersionsResponse;
import software.amazon.awssdk.services.rds.model.LifecycleSupportName;
import software.amazon.awssdk.services.rds.model.SupportedEngineLifecycle;

/** What AWS does for versions of engines: each version in use is asked for once, the days of support once a region. */
final class EngineVersions {
    static final String VERSIONS = "rds:DescribeDBEngineVersions";
    static final String MAJORS = "rds:DescribeDBMajorEngineVersions";
    static final Set<String> OPERATIONS = Set.of(VERSIONS, MAJORS);

    private static final int PAGE = 100;
    private static final String AVAILABLE = "available";

    private EngineVersions() {}

    static EngineSupport of(UnitScope scope, @Nullable String engine, @Nullable String version)
            throws InterruptedException {
        String name = String.valueOf(engine);
        String number = String.valueOf(version);
        return new EngineSupport(offered(scope, name, number), standardSupportEnds(scope, name, number));
    }

    /** What is deprecated is listed too, so that what is not listed is older still. */
    private static Read<Boolean> offered(UnitScope scope, String engine, String version) throws InterruptedException {
        return scope.calls()
                .list(
                        RdsClient.class,
                        scope.region(),
                        DescribeDbEngineVersionsRequest.builder()
                                .engine(engine)
                                .engineVersion(version)
                                .includeAll(true)
                                .maxRecords(PAGE)
                                .build(),
                        RdsClient::describeDBEngineVersionsPaginator,
                        DescribeDbEngineVersionsResponse::dbEngineVersions)
                .whole()
                .map(listed -> listed.stream().anyMatch(each -> isOffered(each, version)));
    }

    private static boolean isOffered(DBEngineVersion listed, String version) {
        return version.equals(listed.engineVersion())
                && (listed.status() == null || listed.status().equals(AVAILABLE));
    }

    private static Read<Optional<Instant>> standardSupportEnds(UnitScope scope, String engine, String version)
            throws InterruptedException {
        return scope.calls()
                .list(
                        RdsClient.class,
                        scope.region(),
                        DescribeDbMajorEngineVersionsRequest.builder()
                                .maxRecords(PAGE)
                                .build(),
                        RdsClient::describeDBMajorEngineVersionsPaginator,
                        DescribeDbMajorEngineVersionsResponse::dbMajorEngineVersions)
                .whole()
                .map(majors -> standardSupportEnds(majors, engine, version));
    }

    static Optional<Instant> standardSupportEnds(List<DBMajorEngineVersion> majors, String engine, String version) {
        return majors.stream()
                .filter(major -> engine.equals(major.engine()) && isOf(version, major.majorEngineVersion()))
                .max(Comparator.comparingInt(major -> major.majorEngineVersion().length()))
                .flatMap(major -> major.supportedEngineLifecycles().stream()
                        .filter(each ->
                                each.lifecycleSupportName() == LifecycleSupportName.OPEN_SOURCE_RDS_STANDARD_SUPPORT)
                        .map(SupportedEngineLifecycle::lifecycleSupportEndDate)
                        .findFirst());
    }

    private static boolean isOf(String version, String major) {
        return version.equals(major) || version.startsWith(major + ".");
    }
}
