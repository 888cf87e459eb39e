package io.vigil.gateway.session;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The login, and the page that is shown after it. */
public final class ToLogin {
    private ToLogin() {}

    public static URI andBack(String rawPath, @Nullable String rawQuery) {
        String here = rawQuery == null ? rawPath : rawPath + "?" + rawQuery;
        return UriBuilder.fromPath("/login")
                .queryParam("to", URLEncoder.encode(here, StandardCharsets.UTF_8))
                .build();
    }
}
