package io.vigil.reports.attestations;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AttestationId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.attestations.Attestation.State;
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

@Path("/tenants/{tenant}/attestations")
@Tag(name = "Attestations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AttestationsApi {

    /** @param note why */
    @Schema(name = "AttestationReason")
    public record Reason(@Nullable String note) {}

    /**
     * @param note why
     * @param revision of the evidence that was looked at; with it, what has changed since is not approved
     */
    @Schema(name = "AttestationApproval")
    public record Approval(@Nullable String note, @Nullable Integer revision) {}

    private final RequestAttestation requestAttestation;
    private final AnswerAttestation answerAttestation;
    private final ReadAttestations readAttestations;
    private final CurrentCaller caller;

    AttestationsApi(
            RequestAttestation requestAttestation,
            AnswerAttestation answerAttestation,
            ReadAttestations readAttestations,
            CurrentCaller caller) {
        this.requestAttestation = requestAttestation;
        this.answerAttestation = answerAttestation;
        this.readAttestations = readAttestations;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Attestations of manual requirements, newest first, a page at a time")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadAttestations.Page list(
            @PathParam("tenant") TenantId tenant,
            @QueryParam("state")
                    @Parameter(
                            description =
                                    "waiting, in_force, refused, withdrawn, ended or lapsed, several separated by commas")
                    @Size(max = 200)
                    @Nullable
                    String state,
            @QueryParam("framework") @Size(max = 100) @Nullable String framework,
            @QueryParam("requirement") @Size(max = 100) @Nullable String requirement,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit,
            @QueryParam("cursor") @Size(max = 100) @Nullable String cursor) {
        return readAttestations.page(
                tenant,
                new ReadAttestations.Filter(states(state), given(framework), given(requirement)),
                cursor(cursor),
                limit);
    }

    @GET
    @Path("/{attestation}")
    @Operation(summary = "One attestation with what is told of its evidence")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public Attestation read(@PathParam("tenant") TenantId tenant, @PathParam("attestation") AttestationId attestation) {
        return readAttestations.one(tenant, attestation);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Attest a requirement that no API shows, until a day; somebody else approves it")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Response request(
            @PathParam("tenant") TenantId tenant,
            @NotNull(message = "the body is missing") @Valid RequestAttestation.Asked asked) {
        Attestation made = requestAttestation.request(tenant, asked, caller.get());
        return Response.created(URI.create("/tenants/" + tenant + "/attestations/" + made.id()))
                .entity(made)
                .build();
    }

    @POST
    @Path("/{attestation}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take the word: the requirement is attested until its last day. Never by who attests")
    @Permitted(ADMIN)
    public Attestation approve(
            @PathParam("tenant") TenantId tenant,
            @PathParam("attestation") AttestationId attestation,
            @Nullable Approval answer) {
        answerAttestation.approve(
                tenant,
                attestation,
                answer == null ? null : answer.revision(),
                answer == null ? null : answer.note(),
                caller.get());
        return readAttestations.one(tenant, attestation);
    }

    @POST
    @Path("/{attestation}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Do not take the word, and say why")
    @Permitted(ADMIN)
    public Attestation refuse(
            @PathParam("tenant") TenantId tenant,
            @PathParam("attestation") AttestationId attestation,
            @Nullable Reason answer) {
        answerAttestation.refuse(tenant, attestation, note(answer), caller.get());
        return readAttestations.one(tenant, attestation);
    }

    @POST
    @Path("/{attestation}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take it back, and say why: the requirement is attested no longer")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Attestation withdraw(
            @PathParam("tenant") TenantId tenant,
            @PathParam("attestation") AttestationId attestation,
            @Nullable Reason answer) {
        answerAttestation.withdraw(tenant, attestation, note(answer), caller.get());
        return readAttestations.one(tenant, attestation);
    }

    private static Optional<AttestationId> cursor(@Nullable String given) {
        try {
            return Optional.ofNullable(given).filter(text -> !text.isEmpty()).map(AttestationId::of);
        } catch (IllegalArgumentException none) {
            throw Problem.badRequest("cursor is not one of this list");
        }
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable String note(@Nullable Reason answer) {
        return answer == null ? null : answer.note();
    }

    private static Set<State> states(@Nullable String given) {
        Set<State> states = EnumSet.noneOf(State.class);
        if (given == null || given.isBlank()) return EnumSet.allOf(State.class);
        for (String word : given.split(",", -1)) {
            String name = word.strip().toUpperCase(Locale.ROOT);
            if (Arrays.stream(State.values()).noneMatch(state -> state.name().equals(name)))
                throw Problem.badRequest(
                        "state '%s' is none of waiting, in_force, refused, withdrawn, ended, lapsed".formatted(word));
            states.add(State.valueOf(name));
        }
        return states;
    }
}
