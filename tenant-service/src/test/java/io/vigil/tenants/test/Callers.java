package io.vigil.tenants.test;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.InternalTokens;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TokenConfig;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Speaks to the service as the gateway does for people, and as other services do. */
@Singleton
public class Callers {
    private final InternalTokens gateway;
    private final InternalTokens worker;

    Callers(@ConfigProperty(name = "vigil.test.keys") String keys, TokenConfig own, InstantSource clock) {
        this.gateway = tokens("api-gateway", Path.of(keys), own, clock);
        this.worker = tokens("scanner-worker", Path.of(keys), own, clock);
    }

    private static InternalTokens tokens(String service, Path keys, TokenConfig own, InstantSource clock) {
        return new InternalTokens(
                new TokenConfig() {
                    @Override
                    public Path key() {
                        return keys.resolve(service + ".jwk.json");
                    }

                    @Override
                    public Path keys() {
                        return own.keys();
                    }

                    @Override
                    public Duration life() {
                        return own.life();
                    }
                },
                clock);
    }

    public String token(String subject, Role role, Optional<TenantId> tenant) {
        return gateway.mint(new Caller(subject, tenant, role, "Name of " + subject), "tenant-service");
    }

    public RequestSpecification as(Role role, TenantId tenant) {
        return speaking(token(role + "-subject", role, Optional.of(tenant)));
    }

    public RequestSpecification as(Caller caller) {
        return speaking(gateway.mint(caller, "tenant-service"));
    }

    public RequestSpecification provider(Role role) {
        return speaking(token(role + "-subject", role, Optional.empty()));
    }

    public RequestSpecification worker(Optional<TenantId> tenant) {
        return speaking(worker.mint(Caller.service("scanner-worker", tenant), "tenant-service"));
    }

    private static RequestSpecification speaking(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }
}
