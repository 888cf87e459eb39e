package io.vigil.reports.exceptions;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.AcceptedRisk.State;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/exceptions")
@Tag(name = "Exceptions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ExceptionsApi {

    /** @param note why */
    @Schema(name = "ExceptionAnswer")
    public record Answer(@Nullable String note) {}

    @Schema(name = "ExceptionScope")
    public record Draft(
            @NotNull(message = "is missing") @Valid Scope scope) {}

    private final RequestException requestException;
    private final PreviewException previewException;
    private final AnswerException answerException;
    private final ReadExceptions readExceptions;
    private final CurrentCaller caller;

    ExceptionsApi(
            RequestException requestException,
            PreviewException previewException,
            AnswerException answerException,
            ReadExceptions readExceptions,
            CurrentCaller caller) {
        this.requestException = requestException;
        this.previewException = previewException;
        this.answerException = answerException;
        this.readExceptions = readExceptions;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Exceptions, newest first, a page at a time")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadExceptions.Page list(
            @PathParam("tenant") TenantId tenant,
            @QueryParam("state")
                    @Parameter(
                            description =
                                    "waiting, in_force, refused, withdrawn, revoked, ended or lapsed, several separated by commas")
                    @Size(max = 200)
                    @Nullable
                    String state,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit,
            @QueryParam("cursor") @Size(max = 100) @Nullable String cursor) {
        return readExceptions.page(tenant, states(state), cursor(cursor), limit);
    }

    @GET
    @Path("/{exception}")
    @Operation(summary = "One exception; as long as it waits, with what an approval would do")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadExceptions.Detail read(
            @PathParam("tenant") TenantId tenant, @PathParam("exception") ExceptionId exception) {
        return readExceptions.one(tenant, exception);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ask that findings be accepted until a date; somebody else approves it")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Response request(
            @PathParam("tenant") TenantId tenant,
            @NotNull(message = "the body is missing") @Valid RequestException.Asked asked) {
        AcceptedRisk made = requestException.request(tenant, asked, caller.get());
        return Response.created(URI.create("/tenants/" + tenant + "/exceptions/" + made.id()))
                .entity(readExceptions.one(tenant, made.id()))
                .build();
    }

    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "How many findings an exception of this scope would take")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public PreviewException.Preview preview(
            @PathParam("tenant") TenantId tenant, @NotNull(message = "the body is missing") @Valid Draft draft) {
        return previewException.preview(tenant, draft.scope());
    }

    @POST
    @Path("/{exception}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Accept the risk: its findings are excepted until its end. Never by who asked for it")
    @Permitted(ADMIN)
    public ReadExceptions.Detail approve(
            @PathParam("tenant") TenantId tenant,
            @PathParam("exception") ExceptionId exception,
            @Nullable Answer answer) {
        answerException.approve(tenant, exception, note(answer), caller.get());
        return readExceptions.one(tenant, exception);
    }

    @POST
    @Path("/{exception}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Do not accept the risk, and say why")
    @Permitted(ADMIN)
    public ReadExceptions.Detail refuse(
            @PathParam("tenant") TenantId tenant,
            @PathParam("exception") ExceptionId exception,
            @Nullable Answer answer) {
        answerException.refuse(tenant, exception, note(answer), caller.get());
        return readExceptions.one(tenant, exception);
    }

    @POST
    @Path("/{exception}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take one's own request back")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public ReadExceptions.Detail withdraw(
            @PathParam("tenant") TenantId tenant,
            @PathParam("exception") ExceptionId exception,
            @Nullable Answer answer) {
        answerException.withdraw(tenant, exception, note(answer), caller.get());
        return readExceptions.one(tenant, exception);
    }

    @POST
    @Path("/{exception}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Accept the risk no longer: its findings are open at once")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public ReadExceptions.Detail revoke(
            @PathParam("tenant") TenantId tenant,
            @PathParam("exception") ExceptionId exception,
            @Nullable Answer answer) {
        answerException.revoke(tenant, exception, note(answer), caller.get());
        return readExceptions.one(tenant, exception);
    }

    private static Optional<ExceptionId> cursor(@Nullable String given) {
        try {
            return Optional.ofNullable(given).filter(text -> !text.isEmpty()).map(ExceptionId::of);
        } catch (IllegalArgumentException none) {
            throw Problem.badRequest("cursor is not one of this list");
        }
    }

    private static @Nullable String note(@Nullable Answer answer) {
        return answer == null ? null : answer.note();
    }

    private static Set<State> states(@Nullable String given) {
        Set<State> states = EnumSet.noneOf(State.class);
        if (given == null || given.isBlank()) return EnumSet.allOf(State.class);
        for (String word : given.split(",", -1)) {
            String name = word.strip().toUpperCase(Locale.ROOT);
            if (Arrays.stream(State.values()).noneMatch(state -> state.name().equals(name)))
                throw Problem.badRequest(
                        "state '%s' is none of waiting, in_force, refused, withdrawn, revoked, ended, lapsed"
                                .formatted(word));
            states.add(State.valueOf(name));
        }
        return states;
    }
}
