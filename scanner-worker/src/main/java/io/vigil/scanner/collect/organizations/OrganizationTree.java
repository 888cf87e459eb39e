package io.vigil.scanner.collect.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationNodes.Member;
import io.vigil.contracts.OrganizationNodes.State;
import io.vigil.contracts.OrganizationNodes.Unit;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.AwsSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.organizations.model.Account;

/** What reading an organization from one of its accounts brings: all of it, or why not. */
public sealed interface OrganizationTree {

    /** @param units each after its parent */
    record Whole(String organization, AccountId management, List<Unit> units, List<Member> members)
            implements OrganizationTree {}

    /**
     * @param words AWS's own, or what is wrong
     * @param missingAction of IAM, if granting it would help
     * @param organization absent where not even that was told
     */
    record Unknown(
            ReadingOutcome outcome,
            String words,
            @Nullable String missingAction,
            @Nullable String organization,
            @Nullable AccountId management)
            implements OrganizationTree {}

    /** What a reading calls beside what checks call; the customer's role allows it, and a session of its own. */
    SortedSet<String> OPERATIONS = new TreeSet<>(Set.of(
            Membership.OPERATION,
            "organizations:ListRoots",
            "organizations:ListOrganizationalUnitsForParent",
            "organizations:ListAccountsForParent"));

    /** @throws InterruptedException when nobody wants to know any more */
    static OrganizationTree read(AwsSession session) throws InterruptedException {
        return new ReadTree(session).read();
    }

    Map<String, State> STATES =
            Stream.of(State.values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** AWS tells {@code State} since it gave up {@code Status}, which older answers have alone. */
    static State state(Account account) {
        String told = account.stateAsString() == null ? account.statusAsString() : account.stateAsString();
        return STATES.getOrDefault(String.valueOf(told), State.UNKNOWN);
    }

    /** In one line of bounded length. */
    static String name(@Nullable String written) {
        String line = CONTROL.matcher(written == null ? "" : written).replaceAll(" ");
        if (line.length() <= OrganizationRead.MAX_NAME) return line;
        int end = Character.isHighSurrogate(line.charAt(OrganizationRead.MAX_NAME - 2))
                ? OrganizationRead.MAX_NAME - 2
                : OrganizationRead.MAX_NAME - 1;
        return line.substring(0, end) + "…";
    }

    /** Of what AWS refused to tell an account that does not manage the organization. */
    static ReadingOutcome outcome(Unread why, boolean isManagement) {
        return switch (why.reason()) {
            // a member is refused with other words than a role without the action
            case ACCESS_DENIED ->
                isManagement || why.detail().contains("not authorized to perform")
                        ? ReadingOutcome.DENIED
                        : ReadingOutcome.NOT_MANAGEMENT;
            case EXPLICITLY_DENIED -> ReadingOutcome.DENIED;
            case THROTTLED,
                    TIMED_OUT,
                    REGION_OFF,
                    TRUNCATED,
                    MALFORMED,
                    NOT_SUPPORTED,
                    CREDENTIALS_EXPIRED,
                    SERVICE_FAILED,
                    NOT_DECLARED,
                    CHECK_FAILED -> ReadingOutcome.FAILED;
        };
    }
}
