package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.OrganizationNodes.Member;
import io.vigil.contracts.OrganizationNodes.State;
import io.vigil.contracts.OrganizationNodes.Unit;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.OrganizationRequested;
import io.vigil.contracts.ReadingId;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.sandbox.Fault;
import io.vigil.scanner.TestAccount;
import io.vigil.scanner.aws.AwsEndpoint;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.aws.AwsTransport;
import io.vigil.scanner.aws.EnterAccount;
import io.vigil.scanner.aws.RateLimits;
import io.vigil.scanner.aws.SessionPolicies;
import io.vigil.scanner.collect.organizations.OrganizationTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an account tells of its organization, and what is said when it does not. */
class ReadOrganizationTest {
    private static final AccountId ACCOUNT = new AccountId(TestAccount.ID);
    private static final AwsTimeouts TIMEOUTS =
            new AwsTimeouts(Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(5));

    @TempDir
    Path folder;

    private TestAccount account;
    private AwsTransport transport;
    private ReadOrganization readOrganization;

    @BeforeEach
    void start() throws Exception {
        account = TestAccount.start(folder, /* pageSize */ 2);
        transport = new AwsTransport(AwsEndpoint.at(account.uri()), TIMEOUTS, new RateLimits(1));
        readOrganization = new ReadOrganization(
                new EnterAccount(
                        transport,
                        TestAccount.credentials(),
                        new Region("eu-central-1"),
                        new SessionPolicies(OrganizationTree.OPERATIONS, IamActions::of)),
                Settings.QUICK,
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        transport.close();
        account.close();
    }

    @Test
    void aTreeIsReadPageByPageAndUnitByUnit() throws Exception {
        // Given
        organization(TestAccount.ID);
        // When
        List<OrganizationRead> told = read();
        // Then
        assertThat(told).allSatisfy(chunk -> {
            assertThat(chunk.outcome()).isEqualTo(ReadingOutcome.READ);
            assertThat(chunk.organization()).isEqualTo("o-test000001");
            assertThat(chunk.management()).isEqualTo(ACCOUNT);
            assertThat(chunk.chunks()).isEqualTo(told.size());
        });
        assertThat(units(told))
                .extracting(Unit::id, Unit::parent, Unit::name)
                .containsExactly(
                        tuple("r-t", null, "Root"),
                        tuple("ou-t-1", "r-t", "<b>one"),
                        tuple("ou-t-2", "r-t", "Two lines"),
                        tuple("ou-t-3", "r-t", "three"),
                        tuple("ou-t-4", "ou-t-1", "below"));
        assertThat(members(told))
                .extracting(each -> each.account().value(), Member::unit, Member::state)
                .containsExactlyInAnyOrder(
                        tuple(TestAccount.ID, "r-t", State.ACTIVE),
                        tuple("100000000001", "ou-t-1", State.ACTIVE),
                        tuple("100000000002", "ou-t-1", State.SUSPENDED),
                        tuple("100000000003", "ou-t-1", State.PENDING_CLOSURE),
                        tuple("100000000004", "ou-t-4", State.UNKNOWN));
        assertThat(told.stream().map(EventJson::write)).noneMatch(json -> json.contains("@example.com"));
    }

    @Test
    void anAccountInNoOrganizationSaysSo() throws Exception {
        assertThat(only(read()).outcome()).isEqualTo(ReadingOutcome.NO_ORGANIZATION);
    }

    @Test
    void aMemberThatMayNotSeeTheOrganizationNamesWhoMay() throws Exception {
        // Given
        account.write("global/organizations/DescribeOrganization.json", describe("999900001111"));
        // When
        OrganizationRead told = only(read());
        // Then
        assertThat(told.outcome()).isEqualTo(ReadingOutcome.NOT_MANAGEMENT);
        assertThat(told.management()).isEqualTo(new AccountId("999900001111"));
        assertThat(told.missingAction()).isNull();
        assertThat(told.organization()).isEqualTo("o-test000001");
    }

    @Test
    void aDelegatedAdministratorReadsTheTreeToo() throws Exception {
        // Given
        organization("999900001111");
        // Then
        assertThat(members(read())).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DescribeOrganization", "ListRoots", "ListOrganizationalUnitsForParent", "ListAccountsForParent"
            })
    void whatIsDeniedIsNamedByItsActionAndNoPartOfATreeIsTold(String operation) throws Exception {
        // Given
        organization(TestAccount.ID);
        account.sandbox().faults().add(Fault.of(Fault.Kind.DENY, "organizations", operation));
        // When
        OrganizationRead told = only(read());
        // Then
        assertThat(told.outcome()).isEqualTo(ReadingOutcome.DENIED);
        assertThat(told.missingAction()).isEqualTo("organizations:" + operation);
        assertThat(told.words()).isNotBlank();
        assertThat(told.nodes().members()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ERROR_500", "MALFORMED", "HTML_200", "EMPTY", "RESET"})
    void aListThatBreaksOffIsNoTree(Fault.Kind kind) throws Exception {
        // Given
        organization(TestAccount.ID);
        account.sandbox().faults().add(Fault.of(kind, "organizations", "ListAccountsForParent"));
        // When
        OrganizationRead told = only(read());
        // Then
        assertThat(told.outcome()).isEqualTo(ReadingOutcome.FAILED);
        assertThat(told.nodes().units()).isEmpty();
    }

    @Test
    void aRoleThatLetsInOthersIsNotUsed() throws Exception {
        // Given
        organization(TestAccount.ID);
        account.trust("");
        // When
        OrganizationRead told = only(read());
        // Then
        assertThat(told.outcome()).isEqualTo(ReadingOutcome.REFUSED);
        assertThat(told.words()).contains("without the right ExternalId");
        assertThat(account.sandbox().calls().of("organizations", "ListRoots")).isZero();
    }

    @Test
    void fiveThousandAccountsTravelInRecordsBelowTheLimit() {
        // Given
        String name = "\u0001\"<".repeat(42);
        List<Unit> units = IntStream.range(0, 2_000)
                .mapToObj(i -> new Unit("ou-ab12-%08d".formatted(i), i == 0 ? null : "ou-ab12-00000000", name))
                .toList();
        List<Member> members = IntStream.range(0, 5_000)
                .mapToObj(i -> new Member(
                        new AccountId("1%011d".formatted(i)),
                        units.get(i % 2_000).id(),
                        name,
                        State.ACTIVE))
                .toList();
        // When
        List<OrganizationRead> chunks =
                readOrganization.chunks(request(), new OrganizationTree.Whole("o-test000001", ACCOUNT, units, members));
        // Then
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(EventJson.write(chunk).getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThan(EventJson.MAX_MESSAGE_BYTES));
        assertThat(units(chunks)).isEqualTo(units);
        assertThat(members(chunks)).isEqualTo(members);
        assertThat(chunks).extracting(OrganizationRead::eventId).doesNotHaveDuplicates();
    }

    private List<OrganizationRead> read() throws InterruptedException {
        return readOrganization.read(request());
    }

    private static OrganizationRead only(List<OrganizationRead> told) {
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    private static List<Unit> units(List<OrganizationRead> told) {
        return told.stream().flatMap(chunk -> chunk.nodes().units().stream()).toList();
    }

    private static List<Member> members(List<OrganizationRead> told) {
        return told.stream()
                .flatMap(chunk -> chunk.nodes().members().stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static OrganizationRequested request() {
        return new OrganizationRequested(
                new TenantId(UUID.randomUUID()),
                ACCOUNT,
                new ReadingId(UUID.randomUUID()),
                TestAccount.ROLE,
                TestAccount.EXTERNAL_ID,
                Instant.now());
    }

    private void organization(String management) throws IOException {
        account.write("global/organizations/DescribeOrganization.json", describe(management));
        account.write("global/organizations/ListRoots.json", "{\"Roots\": [{\"Id\": \"r-t\", \"Name\": \"Root\"}]}");
        account.write("global/organizations/ListOrganizationalUnitsForParent.json", """
                {"r-t": {"OrganizationalUnits": [{"Id": "ou-t-1", "Name": "<b>one"}, {"Id": "ou-t-2", "Name": "Two\\nlines"},
                    {"Id": "ou-t-3", "Name": "three"}]},
                 "ou-t-1": {"OrganizationalUnits": [{"Id": "ou-t-4", "Name": "below"}]},
                 "*": {"OrganizationalUnits": []}}
                """);
        account.write("global/organizations/ListAccountsForParent.json", """
                {"r-t": {"Accounts": [{"Id": "111122223333", "Name": "top", "Email": "top@example.com", "State": "ACTIVE"}]},
                 "ou-t-1": {"Accounts": [{"Id": "100000000001", "Name": "a", "Status": "ACTIVE"},
                    {"Id": "100000000002", "Name": "b", "Status": "ACTIVE", "State": "SUSPENDED"},
                    {"Id": "100000000003", "Name": "c", "State": "PENDING_CLOSURE"}]},
                 "ou-t-4": {"Accounts": [{"Id": "100000000004", "Name": "d", "State": "FROZEN"}]},
                 "*": {"Accounts": []}}
                """);
    }

    private static String describe(String management) {
        return """
                {"Organization": {"Id": "o-test000001", "MasterAccountId": "%s", "MasterAccountEmail": "root@example.com"}}
                """.formatted(management);
    }
}
