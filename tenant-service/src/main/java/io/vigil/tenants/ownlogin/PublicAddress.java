package io.vigil.tenants.ownlogin;

import io.vigil.tenancy.Problem;
import io.vigil.tenancy.PublicAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether an address that a customer chose may be asked by us or by Keycloak: https, and on the internet. Else a customer
 * could look into the provider's own network by it. On a machine of one's own any address may.
 */
@ApplicationScoped
class PublicAddress {
    private final boolean local;

    PublicAddress(@ConfigProperty(name = "vigil.local", defaultValue = "false") boolean local) {
        this.local = local;
    }

    /** @throws Problem 400 that names the field */
    URI demand(String field, String text) {
        URI address = parsed(field, text);
        if (local) return address;
        if (!"https".equals(address.getScheme())) throw Problem.badRequest(field + ": must be https");
        try {
            for (InetAddress resolved : InetAddress.getAllByName(address.getHost()))
                if (!PublicAddresses.hold(resolved))
                    throw Problem.badRequest(field + ": %s is no address on the internet".formatted(address.getHost()));
        } catch (UnknownHostException unknown) {
            throw Problem.badRequest(field + ": nobody knows %s".formatted(address.getHost()));
        }
        return address;
    }

    private static URI parsed(String field, String text) {
        try {
            URI address = new URI(text);
            boolean http = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (http
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null) return address;
        } catch (URISyntaxException none) {
            // said below, as for every address that is none
        }
        throw Problem.badRequest(field + ": is no web address");
    }
}
