package io.vigil.scanner.work;

import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Policy packs by their digest; a pack never changes, so what was fetched once is kept while it is used. */
@ApplicationScoped
class Packs {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String OWNER = "tenant-service";

    /** Of some hundred tenants and accounts that are scanned at about the same time. */
    private static final int MAX_KEPT = 500;

    private final Map<PackDigest, EffectivePack> kept = Collections.synchronizedMap(
            new LinkedHashMap<>(/* initialCapacity */ 16, /* loadFactor */ 0.75f, /* accessOrder */ true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<PackDigest, EffectivePack> eldest) {
                    return size() > MAX_KEPT;
                }
            });
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final WorkerConfig config;
    private final ServiceToken token;

    Packs(WorkerConfig config, ServiceToken token) {
        this.config = config;
        this.token = token;
    }

    /** @throws IOException if it cannot be fetched now, or is not what its digest says */
    EffectivePack get(PackDigest digest) throws IOException, InterruptedException {
        EffectivePack known = kept.get(digest);
        if (known != null) return known;
        EffectivePack fetched = fetch(digest);
        if (!EventJson.digest(fetched).equals(digest.value()))
            throw new IOException("pack %s is not what its digest says".formatted(digest));
        kept.put(digest, fetched);
        return fetched;
    }

    private EffectivePack fetch(PackDigest digest) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(config.tenantService().resolve("/packs/" + digest))
                        .header("Authorization", "Bearer " + token.mint(OWNER))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200)
            throw new IOException("%s answered %d for pack %s".formatted(OWNER, answer.statusCode(), digest));
        return EventJson.MAPPER.readValue(answer.body(), EffectivePack.class);
    }
}
