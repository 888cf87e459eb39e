package io.vigil.scanner.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2Vpc;
import io.vigil.checks.aws.ec2.VpcLayout;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.Region;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import io.vigil.scanner.TestAccount;
import io.vigil.scanner.aws.AwsEndpoint;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.aws.AwsTransport;
import io.vigil.scanner.aws.Door;
import io.vigil.scanner.aws.EnterAccount;
import io.vigil.scanner.aws.Entry;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.RateLimits;
import io.vigil.scanner.aws.SessionPolicies;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.ec2.SecurityGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Security groups are read from the test account; what becomes of the VPCs is each test's own. */
class ScanUnitTest {
    private static final Region FRANKFURT = new Region("eu-central-1");
    private static final CompiledChecks CHECKS = Selection.of(
            CheckCatalogue.load(),
            EffectivePack.BASELINE,
            List.of(
                    new CheckId("vpc-flow-logs-enabled"),
                    new CheckId("vpc-flow-logs-capture-all-traffic"),
                    new CheckId("ec2-security-group-no-ssh-from-internet")));

    @TempDir
    Path folder;

    private TestAccount account;
    private AwsTransport transport;
    private final List<ResourceSeen> resources = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final UnitSink keep = new UnitSink() {
        @Override
        public void resource(ResourceSeen resource) {
            resources.add(resource);
        }

        @Override
        public void verdict(Verdict verdict) {
            verdicts.add(verdict);
        }
    };

    @BeforeEach
    void start() throws IOException {
        account = TestAccount.start(folder, /* pageSize */ 2);
        transport = new AwsTransport(AwsEndpoint.at(account.uri()), AwsTimeouts.DEFAULT, new RateLimits());
    }

    @AfterEach
    void stop() {
        transport.close();
        account.close();
    }

    @Test
    void aCollectorThatFailsCostsItsTypeAlone() throws Exception {
        // When
        UnitResult result = scan(keep, sink -> {
            throw new IllegalStateException("no such field");
        });

        // Then
        assertThat(result.completeTypes()).containsExactly(ResourceTypes.EC2_SECURITY_GROUP.name());
        assertThat(result.checks()).hasSize(3);
        assertThat(ofVpcs())
                .hasSize(2)
                .allSatisfy(verdict -> {
                    assertThat(verdict.status()).isEqualTo(Status.UNDETERMINED);
                    assertThat(verdict.unread()).extracting("reason").isEqualTo(UnreadReason.CHECK_FAILED);
                    assertThat(verdict.message()).contains("Vigil failed to read aws.ec2.vpc");
                })
                .extracting(Verdict::check)
                .doesNotHaveDuplicates();
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.resourceType().equals("aws.ec2.security-group"))
                .extracting(Verdict::status)
                .containsExactlyInAnyOrder(Status.FAIL, Status.PASS, Status.PASS);
    }

    @Test
    void aTenantsOwnCheckIsJudgedWithTheOthers() throws Exception {
        // Given
        OwnCheck own = OwnCheck.of(new CheckId("own-0123456789-groups-have-an-owner"), """
                title: Security groups say whose they are
                severity: low
                resource: aws.ec2.security-group
                let: {owners: "resource.Tags.filter(tag, tag.Key == 'owner')"}
                pass: owners.size() == 1
                message: "{resource.GroupId} has {owners.size()} owners."
                """);
        EffectivePack pack = EffectivePack.BASELINE.withOwnChecks(List.of(own));
        CompiledChecks checks = Selection.of(CheckCatalogue.load(), pack, List.of(own.id()));

        // When
        AccountId id = new AccountId(TestAccount.ID);
        UnitResult result = new ScanUnit(new Collectors(List.of(new SecurityGroups())), InstantSource.system())
                .scan(
                        new UnitOrder(id, UnitKind.REGIONAL, FRANKFURT, List.of(FRANKFURT), checks),
                        session(id),
                        new Tallies(),
                        keep);

        // Then
        assertThat(result.checks()).containsExactly(own.id());
        assertThat(verdicts).hasSize(3).allSatisfy(verdict -> {
            assertThat(verdict.check()).isEqualTo(own.id());
            assertThat(verdict.status()).isEqualTo(Status.FAIL);
            assertThat(verdict.message()).matches("sg-\\S+ has 0 owners\\.");
        });
        assertThat(Selection.of(CheckCatalogue.load(), pack, List.of(new CheckId("vpc-flow-logs-enabled")))
                        .resourceTypes())
                .extracting(Object::toString)
                .containsExactly("aws.ec2.vpc");
    }

    @Test
    void whatACollectorFoundBeforeItFailedStaysSaid() throws Exception {
        // When
        UnitResult result = scan(keep, sink -> {
            sink.accept(vpc("vpc-1"));
            throw new IllegalStateException("the second has a field that nobody knows");
        });

        // Then
        assertThat(result.completeTypes()).doesNotContain("aws.ec2.vpc");
        assertThat(resources).extracting(ResourceSeen::resourceType).contains("aws.ec2.vpc");
        assertThat(ofVpcs())
                .extracting(Verdict::status)
                .containsExactlyInAnyOrder(
                        Status.FAIL, Status.NOT_APPLICABLE, Status.UNDETERMINED, Status.UNDETERMINED);
    }

    @Test
    void aSinkThatTakesNoMoreEndsTheUnitWhateverACollectorMakesOfIt() {
        // Given
        UnitSink full = new UnitSink() {
            @Override
            public void resource(ResourceSeen resource) {
                throw new IllegalStateException("the broker did not take a chunk");
            }

            @Override
            public void verdict(Verdict verdict) {
                verdicts.add(verdict);
            }
        };

        // When
        assertThatThrownBy(() -> scan(full, sink -> {
                    try {
                        sink.accept(vpc("vpc-1"));
                    } catch (IllegalStateException swallowed) {
                        return;
                    }
                }))

                // Then
                .hasStackTraceContaining("the broker did not take a chunk");
    }

    @Test
    void anErrorEndsTheUnit() {
        assertThatThrownBy(() -> scan(keep, sink -> {
                    throw new NoClassDefFoundError("io/vigil/Gone");
                }))
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void anInterruptionEndsTheUnit() {
        assertThatThrownBy(() -> scan(keep, sink -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
    }

    private List<Verdict> ofVpcs() {
        return verdicts.stream()
                .filter(verdict -> verdict.resourceType().equals("aws.ec2.vpc"))
                .toList();
    }

    private static Resource<Ec2Vpc> vpc(String id) {
        Vpc vpc = Vpc.builder().vpcId(id).build();
        Read<List<String>> none = Read.known(List.of());
        return new Resource<>(
                ResourceTypes.EC2_VPC,
                FRANKFURT,
                id,
                id,
                Map.of(),
                new Ec2Vpc(
                        vpc,
                        Read.known(List.of()),
                        Read.known(List.of()),
                        Read.known(new VpcLayout(List.of(), List.of())),
                        none,
                        none));
    }

    private interface VpcsOfTheTest {
        void handTo(ResourceSink<Ec2Vpc> sink) throws InterruptedException;
    }

    private UnitResult scan(UnitSink sink, VpcsOfTheTest vpcs) throws InterruptedException {
        Collectors collectors = new Collectors(List.of(new SecurityGroups(), new Collector<Ec2Vpc>() {
            @Override
            public ResourceType<Ec2Vpc> type() {
                return ResourceTypes.EC2_VPC;
            }

            @Override
            public Set<String> operations() {
                return Set.of();
            }

            @Override
            public ListEnd collect(UnitScope scope, ResourceSink<Ec2Vpc> into) throws InterruptedException {
                vpcs.handTo(into);
                return ListEnd.REACHED;
            }
        }));
        AccountId id = new AccountId(TestAccount.ID);
        UnitOrder order = new UnitOrder(id, UnitKind.REGIONAL, FRANKFURT, List.of(FRANKFURT), CHECKS);
        return new ScanUnit(collectors, InstantSource.system()).scan(order, session(id), new Tallies(), sink);
    }

    private AwsSession session(AccountId id) throws InterruptedException {
        EnterAccount enter = new EnterAccount(
                transport,
                TestAccount.credentials(),
                FRANKFURT,
                new SessionPolicies(Collectors.ALL.operations(), IamActions::of));
        Entry entry = enter.enter(new Door(
                new TenantId(UUID.randomUUID()),
                id,
                Optional.of(TestAccount.ROLE),
                Optional.of(TestAccount.EXTERNAL_ID)));
        if (entry instanceof Entry.Entered(AwsSession session)) return session;
        throw new AssertionError(entry.toString());
    }
}
