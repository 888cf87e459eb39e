package io.vigil.scanner.collect.inspector2;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.inspector2.model.AccountState;
import software.amazon.awssdk.services.inspector2.model.BatchGetAccountStatusRequest;
import software.amazon.awssdk.services.inspector2.model.Status;
import software.amazon.awssdk.services.inspector2.model.StringComparison;
import software.amazon.awssdk.services.inspector2.model.StringFilter;

/** What Inspector scans in a region; nothing else may be asked where it is off. */
final class InspectorState {
    static final String OPERATION = "inspector2:BatchGetAccountStatus";

    private InspectorState() {}

    static Read<AccountState> of(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .get(
                        Inspector2Client.class,
                        scope.region(),
                        BatchGetAccountStatusRequest.builder()
                                .accountIds(scope.account().value())
                                .build(),
                        Inspector2Client::batchGetAccountStatus)
                .flatMap(answer -> answer.accounts().stream()
                        .filter(account -> scope.account().value().equals(account.accountId()))
                        .findFirst()
                        .map(Read::known)
                        .orElseGet(() -> Read.missing(new Unread(
                                UnreadReason.MALFORMED, OPERATION, null, "the answer does not tell the account"))));
    }

    static boolean isOn(AccountState account) {
        return account.state() != null && account.state().status() == Status.ENABLED;
    }

    static boolean scansInstances(AccountState account) {
        return account.resourceState() != null
                && account.resourceState().ec2() != null
                && account.resourceState().ec2().status() == Status.ENABLED;
    }

    static List<StringFilter> is(String value) {
        return List.of(StringFilter.builder()
                .comparison(StringComparison.EQUALS)
                .value(value)
                .build());
    }
}
