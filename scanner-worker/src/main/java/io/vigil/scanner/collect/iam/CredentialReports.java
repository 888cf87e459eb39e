package io.vigil.scanner.collect.iam;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GenerateCredentialReportRequest;
import software.amazon.awssdk.services.iam.model.GenerateCredentialReportResponse;
import software.amazon.awssdk.services.iam.model.GetCredentialReportRequest;
import software.amazon.awssdk.services.iam.model.GetCredentialReportResponse;

/** Lets IAM write the credential report, unless it has one of the last four hours, and reads it. */
final class CredentialReports {
    static final String GENERATE = "iam:GenerateCredentialReport";
    static final String GET = "iam:GetCredentialReport";

    private static final Set<String> NOT_YET = Set.of("ReportNotPresent", "ReportInProgress", "ReportExpired");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MAX_LOOKS = 30;

    /** Makes each look a request of its own, since the same request is sent once a unit. */
    private static final ExecutionAttribute<Integer> LOOK = new ExecutionAttribute<>("CredentialReportLook");

    private CredentialReports() {}

    static Read<CredentialReport> read(UnitScope scope) throws InterruptedException {
        Read<GenerateCredentialReportResponse> generated = scope.calls()
                .get(
                        IamClient.class,
                        scope.region(),
                        GenerateCredentialReportRequest.builder().build(),
                        IamClient::generateCredentialReport);
        for (int look = 1; look <= MAX_LOOKS; look++) {
            switch (look(scope, look)) {
                case Read.Missing<Optional<GetCredentialReportResponse>>(Unread why) -> {
                    return Read.missing(why);
                }
                case Read.Known<Optional<GetCredentialReportResponse>>(
                        Optional<GetCredentialReportResponse> report) -> {
                    if (report.isPresent())
                        return ReadParts.told(GET, report.get().content())
                                .flatMap(content -> CredentialReport.parse(content.asUtf8String()));
                }
            }
            if (generated instanceof Read.Missing<GenerateCredentialReportResponse>(Unread why))
                return Read.missing(why);
            Thread.sleep(PAUSE);
        }
        return Read.missing(new Unread(
                UnreadReason.TIMED_OUT,
                GET,
                null,
                "IAM has not written the credential report within %d looks, %s apart".formatted(MAX_LOOKS, PAUSE)));
    }

    private static Read<Optional<GetCredentialReportResponse>> look(UnitScope scope, int number)
            throws InterruptedException {
        GetCredentialReportRequest.Builder request = GetCredentialReportRequest.builder();
        if (number > 1) request.overrideConfiguration(c -> c.putExecutionAttribute(LOOK, number));
        return scope.calls()
                .find(IamClient.class, scope.region(), request.build(), IamClient::getCredentialReport, NOT_YET);
    }
}
