package io.vigil.tenants.transfers;

import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * To whom an account is offered.
 *
 * @param customer the other customer's slug, which that customer tells; whether there is one, is not told
 */
@Strict
record NewTransfer(
        @NotNull(message = "is missing")
        @Pattern(
                regexp = "(?=.{3,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*",
                message = "must be the short name in the other customer's addresses, such as tidewater-energy")
        String customer) {}
