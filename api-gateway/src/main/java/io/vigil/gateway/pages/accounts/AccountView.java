package io.vigil.gateway.pages.accounts;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Connection;
import io.vigil.gateway.upstream.Scan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One account: what to create in AWS, whether it answers, and its scans. */
public record AccountView(
        Account data,
        List<ScanRow> scans,
        @Nullable ConnectionView connection,
        @Nullable OffersView offers,
        @Nullable FirstView first,
        Instant now) {

    public record ScanRow(UUID id, String state, String when, String by, String result) {}

    static AccountView of(
            Account account,
            List<Scan> scans,
            Optional<Connection> connection,
            Optional<OffersView> offers,
            Optional<FirstView> first,
            Instant now) {
        return new AccountView(
                account,
                scans.stream().map(AccountView::row).toList(),
                connection.map(known -> new ConnectionView(known, now)).orElse(null),
                offers.orElse(null),
                first.orElse(null),
                now);
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

    public boolean unsafe() {
        return data.state().equals("UNSAFE");
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
}
