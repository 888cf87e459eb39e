package io.vigil.tenants.audit;

import static io.vigil.tenants.audit.EveryWriteIT.provider;
import static io.vigil.tenants.audit.EveryWriteIT.write;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.audit.EveryWriteIT.Write;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.World;
import java.util.List;
import java.util.Map;

/** The writes that concern packs of all levels. */
final class PackWrites {
    private final Callers callers;
    private final World world;

    PackWrites(Callers callers, World world) {
        this.callers = callers;
        this.world = world;
    }

    void putInto(Map<String, Write> writes) {
        Map<String, Object> off = Map.of("disabledChecks", List.of("ec2-ami-not-public"));
        writes.put("PUT /msp/pack", new Write("baseline.published", none -> {
            JsonPath newest = callers.provider(Role.MSP_ADMIN).get("/msp/pack").jsonPath();
            // a new word for who answers for a check that no other test looks at
            String owner = "aws".equals(newest.getString("document.owners.'emr-block-public-access-enabled'"))
                    ? "partner"
                    : "aws";
            return provider(callers.provider(Role.MSP_ADMIN)
                    .body(Map.of(
                            "basedOn",
                            newest.getLong("version"),
                            "document",
                            Map.of(
                                    "frameworks",
                                    EffectivePack.BASELINE.frameworks(),
                                    "owners",
                                    Map.of("emr-block-public-access-enabled", owner))))
                    .put("/msp/pack"));
        }));
        writes.put(
                "PUT /tenants/{tenant}/pack",
                write(
                        "pack.published",
                        (tenant, path) -> as(tenant)
                                .body(Map.of("basedOn", 0, "document", off))
                                .put(path + "/pack")));
        writes.put(
                "PUT /tenants/{tenant}/accounts/{account}/pack",
                write(
                        "pack.published",
                        (tenant, path) -> as(tenant)
                                .body(Map.of("basedOn", 0, "document", off))
                                .put(path + "/accounts/" + world.account(tenant) + "/pack")));
        writes.put(
                "POST /tenants/{tenant}/pack/acknowledgements",
                write(
                        "responsibility.acknowledged",
                        (tenant, path) -> as(tenant)
                                .body(Map.of(
                                        "digest",
                                        as(tenant)
                                                .get(path + "/pack/responsibility")
                                                .<String>path("digest")))
                                .post(path + "/pack/acknowledgements")));
    }

    private RequestSpecification as(TenantId tenant) {
        return callers.as(Role.ADMIN, tenant);
    }
}
