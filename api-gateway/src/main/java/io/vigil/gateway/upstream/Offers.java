package io.vigil.gateway.upstream;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in which an account's owner can make the role; only administrators are told. */
public record Offers(
        String principal, String externalId, @Nullable URI quickCreate, List<Offer> offers, List<Document> documents) {

    /** @param format by which it is downloaded, such as {@code TERRAFORM} */
    public record Offer(String format, String file, String text) {}

    public record Document(String file, String text) {}
}
