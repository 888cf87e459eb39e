package io.vigil.scanner.collect.route53;

import io.vigil.checks.Read;
import io.vigil.checks.aws.route53.PointedRecord;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.s3.BucketFacts;
import io.vigil.scanner.collect.s3.ForeignDenial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;

/**
 * The records of a public zone that lead to an address or a bucket which anybody can get. An address is one when it is
 * EC2's and the account does not hold it in its region; whose any other address is, AWS does not say.
 */
final class ZoneRecords {
    private static final String LIST = "route53:ListResourceRecordSets";

    static final Set<String> OPERATIONS = Stream.concat(
                    HeldAddresses.OPERATIONS.stream(), Stream.of(LIST, "s3:ListBuckets", "s3:GetBucketLocation"))
            .collect(Collectors.toUnmodifiableSet());

    private static final String PAGE = "300";

    /** EC2 names its addresses so, in its first region and in all others. */
    private static final Pattern EC2_NAME = Pattern.compile(
            "ec2-(\\d{1,3})-(\\d{1,3})-(\\d{1,3})-(\\d{1,3})\\.(?:compute-1|(?<region>[a-z0-9-]+)\\.compute)\\.amazonaws\\.com\\.?");

    /** S3 looks for the bucket by the name that was asked for, whatever bucket stands before this. */
    private static final Pattern S3_NAME = Pattern.compile(
            "(?:.+\\.)?s3(?:-website)?(?:[.-](?<region>[a-z]{2}(?:-[a-z]+)+-\\d))?\\.amazonaws\\.com\\.?");

    private static final Set<String> NOBODYS = Set.of("NoSuchBucket");

    private final UnitScope scope;
    private final HeldAddresses held;
    private final List<PointedRecord> pointed = new ArrayList<>();

    private ZoneRecords(UnitScope scope, HeldAddresses held) {
        this.scope = scope;
        this.held = held;
    }

    /** @param zone such as {@code Z0123456789} */
    static Read<List<PointedRecord>> of(UnitScope scope, HeldAddresses held, String zone) throws InterruptedException {
        Read<List<ResourceRecordSet>> records = scope.calls()
                .list(
                        Route53Client.class,
                        scope.region(),
                        ListResourceRecordSetsRequest.builder()
                                .hostedZoneId(zone)
                                .maxItems(PAGE)
                                .build(),
                        Route53Client::listResourceRecordSetsPaginator,
                        ListResourceRecordSetsResponse::resourceRecordSets)
                .whole();
        return switch (records) {
            case Read.Missing<List<ResourceRecordSet>>(Unread why) -> Read.missing(why);
            case Read.Known<List<ResourceRecordSet>>(List<ResourceRecordSet> known) -> {
                ZoneRecords of = new ZoneRecords(scope, held);
                for (ResourceRecordSet each : known) of.add(each);
                // a zone has at least the records of its name servers
                yield ReadParts.told(LIST, known.isEmpty() ? null : List.copyOf(of.pointed));
            }
        };
    }

    private void add(ResourceRecordSet records) throws InterruptedException {
        String name = plain(records.name());
        if (records.aliasTarget() != null) {
            if (records.type() == RRType.A) bucket(name, records.aliasTarget().dnsName());
            return;
        }
        for (ResourceRecord record : records.resourceRecords()) {
            if (record.value() == null) continue;
            if (records.type() == RRType.A) address(name, record.value());
            if (records.type() == RRType.CNAME) alias(name, record.value());
        }
    }

    /** Route 53 writes the star of a wildcard as its number. */
    private static String plain(String name) {
        return name.replace("\\052", "*").replaceFirst("\\.$", "");
    }

    private void alias(String name, String target) throws InterruptedException {
        Matcher ec2 = EC2_NAME.matcher(target);
        if (!ec2.matches()) {
            bucket(name, target);
            return;
        }
        String address = String.join(".", ec2.group(1), ec2.group(2), ec2.group(3), ec2.group(4));
        String region = ec2.group("region");
        point(name, target, address, free(address, new Region(region == null ? "us-east-1" : region)));
    }

    private void address(String name, String address) throws InterruptedException {
        if (!Ec2Ranges.isPublic(address)) return;
        Optional<Region> region = Ec2Ranges.regionOf(address);
        point(name, address, address, region.isPresent() ? free(address, region.get()) : heldAnywhere(address));
    }

    private Read<Boolean> heldAnywhere(String address) throws InterruptedException {
        for (Region each : scope.regions())
            if (held.has(each, address).equals(Read.known(true))) return Read.known(false);
        return unknown(LIST, "whose " + address + " is cannot be known");
    }

    /** Whether EC2 may give it to anybody. */
    private Read<Boolean> free(String address, Region region) throws InterruptedException {
        if (!scope.regions().contains(region))
            return unknown("ec2:DescribeAddresses", "%s is of %s, which is not scanned".formatted(address, region));
        return held.has(region, address).map(ours -> !ours);
    }

    /** A bucket that is another account's is held by somebody. */
    private void bucket(String name, String target) throws InterruptedException {
        Matcher s3 = S3_NAME.matcher(target);
        if (!s3.matches() || name.contains("*")) return;
        String region = s3.group("region");
        point(
                name,
                target,
                /* address */ "",
                switch (BucketFacts.names(scope)) {
                    case Read.Missing<Set<String>>(Unread why) -> Read.missing(why);
                    case Read.Known<Set<String>>(Set<String> own) ->
                        own.contains(name)
                                ? Read.known(false)
                                : nobodys(name, region == null ? Region.GLOBAL : new Region(region));
                });
    }

    private Read<Boolean> nobodys(String bucket, Region region) throws InterruptedException {
        Read<Optional<GetBucketLocationResponse>> answer = scope.calls()
                .find(
                        S3Client.class,
                        region,
                        GetBucketLocationRequest.builder().bucket(bucket).build(),
                        S3Client::getBucketLocation,
                        NOBODYS);
        return answer instanceof Read.Missing<Optional<GetBucketLocationResponse>>(Unread why) && ForeignDenial.is(why)
                ? Read.known(false)
                : answer.map(Optional::isEmpty);
    }

    private void point(String name, String target, String address, Read<Boolean> dangling) {
        pointed.add(new PointedRecord(name, target, address, dangling));
    }

    private static Read<Boolean> unknown(String operation, String why) {
        return Read.missing(new Unread(UnreadReason.NOT_SUPPORTED, operation, null, why));
    }
}
