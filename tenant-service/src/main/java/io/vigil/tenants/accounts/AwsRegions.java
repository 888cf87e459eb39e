package io.vigil.tenants.accounts;

import io.vigil.contracts.Region;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The codes of AWS's commercial regions (AWS General Reference, "AWS service endpoints"). */
final class AwsRegions {
    /** Every account has these switched on; the others are opt-in. */
    static final String OPEN_BY_DEFAULT = "us-east-1,us-east-2,us-west-1,us-west-2,ca-central-1,sa-east-1,"
            + "eu-central-1,eu-west-1,eu-west-2,eu-west-3,eu-north-1,"
            + "ap-northeast-1,ap-northeast-2,ap-northeast-3,ap-south-1,ap-southeast-1,ap-southeast-2";

    private static final String OPT_IN = "af-south-1,ap-east-1,ap-east-2,ap-south-2,ap-southeast-3,ap-southeast-4,"
            + "ap-southeast-5,ap-southeast-6,ap-southeast-7,ca-west-1,eu-central-2,eu-south-1,eu-south-2,"
            + "il-central-1,me-central-1,me-south-1,mx-central-1";

    static final Set<Region> ALL = Stream.of(OPEN_BY_DEFAULT, OPT_IN)
            .flatMap(codes -> Arrays.stream(codes.split(",", -1)))
            .map(Region::new)
            .collect(Collectors.toUnmodifiableSet());

    private AwsRegions() {}
}
