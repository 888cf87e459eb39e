package io.vigil.scanner.collect.ssm;

import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.UnitScope;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationRequest;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;

/** The machines that Systems Manager knows in a region, read once a unit. */
public final class NodeList {
    public static final String OPERATION = "ssm:DescribeInstanceInformation";

    private static final int PAGE = 50;

    private NodeList() {}

    public static Listed<InstanceInformation> of(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        SsmClient.class,
                        scope.region(),
                        DescribeInstanceInformationRequest.builder()
                                .maxResults(PAGE)
                                .build(),
                        SsmClient::describeInstanceInformationPaginator,
                        DescribeInstanceInformationResponse::instanceInformationList);
    }
}
