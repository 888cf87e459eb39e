package io.vigil.tenants.audit;

import static io.vigil.tenants.audit.EveryWriteIT.provider;
import static io.vigil.tenants.audit.EveryWriteIT.write;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.audit.EveryWriteIT.Write;
import io.vigil.tenants.test.Callers;
import java.util.Map;
import java.util.function.Supplier;

/** The writes that concern when scans start by themselves. */
final class ScheduleWrites {
    private static final Map<String, String> SCHEDULE =
            Map.of("name", "Yearly", "cron", "0 2 1 1 *", "zone", "Europe/Oslo");

    private final Callers callers;

    ScheduleWrites(Callers callers) {
        this.callers = callers;
    }

    void putInto(Map<String, Write> writes) {
        String at = "/schedules";
        writes.put(
                "POST /tenants/{tenant}" + at,
                write("schedule.created", (tenant, path) -> schedule(as(tenant), path + at)));
        writes.put(
                "PUT /tenants/{tenant}" + at + "/{schedule}",
                write(
                        "schedule.changed",
                        (tenant, path) -> as(tenant)
                                .body(SCHEDULE)
                                .put(path + at + "/"
                                        + schedule(as(tenant), path + at).path("id"))));
        writes.put(
                "DELETE /tenants/{tenant}" + at + "/{schedule}",
                write(
                        "schedule.ended",
                        (tenant, path) -> as(tenant)
                                .delete(path + at + "/"
                                        + schedule(as(tenant), path + at).path("id"))));
        Supplier<RequestSpecification> provider = () -> callers.provider(Role.MSP_ADMIN);
        writes.put(
                "POST /msp" + at,
                new Write("schedule.created", none -> provider(schedule(provider.get(), "/msp" + at))));
        writes.put(
                "PUT /msp" + at + "/{schedule}",
                new Write(
                        "schedule.changed",
                        none -> provider(provider.get()
                                .body(SCHEDULE)
                                .put("/msp" + at + "/"
                                        + schedule(provider.get(), "/msp" + at).path("id")))));
        writes.put(
                "DELETE /msp" + at + "/{schedule}",
                new Write(
                        "schedule.ended",
                        none -> provider(provider.get()
                                .delete("/msp" + at + "/"
                                        + schedule(provider.get(), "/msp" + at).path("id")))));
    }

    private static Response schedule(RequestSpecification caller, String path) {
        return caller.body(SCHEDULE).post(path);
    }

    private RequestSpecification as(TenantId tenant) {
        return callers.as(Role.ADMIN, tenant);
    }
}
