package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.checks.Read;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.route53.PointedRecord;
import io.vigil.checks.aws.route53.Route53HostedZone;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.collect.UnitRead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records of a zone lead to what anybody can get. */
class ZoneRecordsTest {
    private static final AccountId ACCOUNT = new AccountId(DemoAccounts.PRODUCTION);

    @TempDir
    Path folder;

    private final List<Map<String, Object>> records = new ArrayList<>();

    @Test
    void anAddressOfEc2ThatIsNotHeldIsLeftBehind() throws Exception {
        // Given
        record("www.acme.example.", "A", "52.28.7.7");
        record("old.acme.example.", "CNAME", "ec2-198-51-100-99.eu-central-1.compute.amazonaws.com.");

        // When
        List<PointedRecord> pointed = pointed();

        // Then
        assertThat(pointed)
                .filteredOn(each -> each.dangling().equals(Read.known(true)))
                .extracting(PointedRecord::name, PointedRecord::address)
                .containsExactly(tuple("www.acme.example", "52.28.7.7"), tuple("old.acme.example", "198.51.100.99"));
    }

    @Test
    void heldPrivateAndAliasedAddressesAreFine() throws Exception {
        // Given
        record("bastion.acme.example.", "CNAME", "ec2-198-51-100-20.eu-central-1.compute.amazonaws.com.");
        record("db.acme.example.", "A", "10.10.4.7");
        record("mail.acme.example.", "MX", "10 52.28.7.7");
        records.add(Map.of(
                "Name", "acme.example.",
                "Type", "A",
                "AliasTarget",
                        Map.of(
                                "HostedZoneId", "Z215JYRZR1TBD5",
                                "DNSName", "shop-1.eu-central-1.elb.amazonaws.com.",
                                "EvaluateTargetHealth", false)));

        // When
        List<PointedRecord> pointed = pointed();

        // Then
        assertThat(pointed)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.dangling()).isEqualTo(Read.known(false)));
    }

    @Test
    void whatCannotBeProvedIsDoubtful() throws Exception {
        // Given
        record("shop.acme.example.", "A", "185.199.108.153");
        record("tokyo.acme.example.", "A", "52.68.0.9");

        // When
        List<PointedRecord> pointed = pointed();

        // Then
        assertThat(pointed).allSatisfy(each -> assertThat(each.dangling()).isInstanceOf(Read.Missing.class));
        assertThat(pointed).extracting(PointedRecord::name).containsExactly("shop.acme.example", "tokyo.acme.example");
    }

    @Test
    void aBucketThatNobodyHasIsLeftBehind() throws Exception {
        // Given
        Files.writeString(account("global/s3/GetBucketLocation.json"), """
                {"gone.acme.example": {"Error": {"Code": "NoSuchBucket", "Message": "It is gone.", "Status": 404}},
                 "theirs.acme.example": {"Error": {"Code": "AccessDenied", "Message": "No.", "Status": 403}},
                 "*": {"LocationConstraint": "eu-central-1"}}""");
        for (String name : List.of("gone", "theirs"))
            record(name + ".acme.example.", "CNAME", name + ".acme.example.s3-website.eu-central-1.amazonaws.com");
        records.add(Map.of(
                "Name", "gone.acme.example.",
                "Type", "A",
                "AliasTarget",
                        Map.of(
                                "HostedZoneId", "Z21DNDUVLTQW6Q",
                                "DNSName", "s3-website.eu-central-1.amazonaws.com.",
                                "EvaluateTargetHealth", false)));
        record("\\052.acme.example.", "CNAME", "s3-website.eu-central-1.amazonaws.com");

        // When
        List<PointedRecord> pointed = pointed();

        // Then
        assertThat(pointed)
                .filteredOn(each -> each.dangling().equals(Read.known(true)))
                .extracting(PointedRecord::name)
                .containsExactly("gone.acme.example", "gone.acme.example");
    }

    @Test
    void aBucketIsDoubtfulWhereOurOwnRoleMayNotAsk() throws Exception {
        // Given
        record("www.acme.example.", "CNAME", "www.acme.example.s3-website.eu-central-1.amazonaws.com");
        Files.writeString(account("faults.json"), """
                [{"service": "s3", "operation": "GetBucketLocation", "kind": "deny"}]""");

        // When
        List<PointedRecord> pointed = pointed();

        // Then
        assertThat(pointed)
                .singleElement()
                .satisfies(each -> assertThat(each.dangling()).isInstanceOf(Read.Missing.class));
    }

    @Test
    void anAddressIsDoubtfulWhereItsRegionCannotBeRead() throws Exception {
        // Given
        record("www.acme.example.", "A", "52.28.7.7");
        Files.writeString(account("faults.json"), """
                [{"service": "ec2", "operation": "DescribeNetworkInterfaces", "kind": "deny"}]""");

        // When
        List<PointedRecord> pointed = pointed();

        // Then
        assertThat(pointed).allSatisfy(each -> assertThat(each.dangling()).isInstanceOf(Read.Missing.class));
        assertThat(pointed).hasSize(1);
    }

    private void record(String name, String type, String value) {
        records.add(Map.of("Name", name, "Type", type, "TTL", 60, "ResourceRecords", List.of(Map.of("Value", value))));
    }

    private List<PointedRecord> pointed() throws Exception {
        Path accounts = DemoLab.accounts(folder);
        Files.writeString(
                account("global/route53/ListResourceRecordSets.json"),
                new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "*", Map.of("ResourceRecordSets", records, "IsTruncated", false, "MaxItems", "300"))));
        try (DemoLab lab = DemoLab.start(accounts, AwsTimeouts.DEFAULT)) {
            UnitRead unit = UnitRead.of(lab.enter(ACCOUNT), ACCOUNT, Region.GLOBAL, DemoLab.REGIONS);
            return unit.resources().get(ResourceTypes.ROUTE53_HOSTED_ZONE).stream()
                    .map(zone -> ((Route53HostedZone) zone.document()).pointed())
                    .flatMap(read -> read instanceof Read.Known<List<PointedRecord>>(List<PointedRecord> known)
                            ? Stream.of(known)
                            : Stream.of())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path account(String file) throws Exception {
        DemoLab.accounts(folder);
        return folder.resolve(ACCOUNT.value()).resolve(file);
    }
}
