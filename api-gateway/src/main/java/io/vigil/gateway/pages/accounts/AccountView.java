package io.vigil.gateway.pages.accounts;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.pages.PortalConfig;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Scan;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One account: what to create in AWS, whether it answers, and its scans. */
public record AccountView(Account data, List<ScanRow> scans, PortalConfig config, Instant now) {
    private static final String UNSET = "arn:aws:iam::PROVIDER-ACCOUNT:root";

    public record ScanRow(UUID id, String state, String when, String by, String result) {}

    static AccountView of(Account account, List<Scan> scans, PortalConfig config, Instant now) {
        return new AccountView(account, scans.stream().map(AccountView::row).toList(), config, now);
    }

    private static ScanRow row(Scan scan) {
        Scan.Tally tally = scan.tally();
        String result = tally == null || !scan.state().equals("FINISHED")
                ? ""
                : "%d pass, %d fail, %d could not check".formatted(tally.pass(), tally.fail(), tally.undetermined());
        return new ScanRow(
                scan.id(),
                scan.state(),
                scan.requestedAt() == null ? "–" : Formats.dayTime(scan.requestedAt()) + " UTC",
                scan.requestedBy() == null ? "" : scan.requestedBy(),
                result);
    }

    public String name() {
        return AccountsView.name(data);
    }

    public String state() {
        return data.state();
    }

    public boolean connected() {
        return data.state().equals("CONNECTED");
    }

    public boolean refused() {
        return data.state().equals("REFUSED");
    }

    public String message() {
        return data.stateMessage() == null ? "AWS did not let Vigil in." : data.stateMessage();
    }

    public String scanned() {
        return AccountsView.scanned(data.lastScanAt(), now);
    }

    public String regions() {
        return data.regions() == null ? "–" : String.join(", ", data.regions());
    }

    public boolean principalKnown() {
        return config.principal().isPresent();
    }

    public String trustPolicy() {
        return """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": {"AWS": "%s"},
                      "Action": "sts:AssumeRole",
                      "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}
                    }
                  ]
                }""".formatted(config.principal().orElse(UNSET), data.externalId());
    }

    public String commands() {
        return """
                # the template: GET /api/v1/tenants/{tenant}/accounts/%2$s/role
                aws cloudformation deploy --stack-name vigil \\
                  --template-file %1$s.yaml --capabilities CAPABILITY_NAMED_IAM""".formatted(data.roleName(), data.account());
    }
}
