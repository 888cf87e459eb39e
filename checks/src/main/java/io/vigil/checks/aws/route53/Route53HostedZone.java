package io.vigil.checks.aws.route53;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.route53.model.HostedZone;

/**
 * A hosted zone.
 *
 * @param queryLogged whether a query logging configuration names it
 * @param pointed of a public zone's records of the types A and CNAME; a private one's are not asked for
 */
public record Route53HostedZone(
        @Itself HostedZone zone, Read<Boolean> queryLogged, Read<List<PointedRecord>> pointed) {}
