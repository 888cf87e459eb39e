package io.vigil.gateway.pages.transfers;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Transfer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account is offered to another customer.
 *
 * @param code the one time that it is shown, else empty
 * @param draft what was typed and refused, with why
 */
public record TransferView(String account, @Nullable Offer offer, String code, String draft, String error) {

    public record Offer(String customer, String until) {}

    static TransferView of(String account, Optional<Transfer> open) {
        return new TransferView(
                account,
                open.map(offer -> new Offer(offer.customer(), Formats.dayTime(offer.until()) + " UTC"))
                        .orElse(null),
                "",
                "",
                "");
    }

    static TransferView made(String account, Transfer.Made made) {
        TransferView shown = of(account, Optional.of(new Transfer(made.customer(), made.until())));
        return new TransferView(account, shown.offer(), made.code(), "", "");
    }

    TransferView refused(String typed, String why) {
        return new TransferView(account, offer, "", typed, why);
    }
}
