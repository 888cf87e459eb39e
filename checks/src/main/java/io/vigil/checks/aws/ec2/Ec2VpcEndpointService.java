package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;

/**
 * A service that an account offers to other VPCs by endpoints.
 *
 * @param account whose it is
 * @param callers who may ask for a connection, beside the account itself
 */
public record Ec2VpcEndpointService(
        @Itself ServiceConfiguration service, String account, Read<List<EndpointCaller>> callers) {}
