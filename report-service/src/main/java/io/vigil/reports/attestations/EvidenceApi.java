package io.vigil.reports.attestations;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AttestationId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.files.TakesFile;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/attestations/{attestation}/evidence")
@Tag(name = "Attestations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class EvidenceApi {
    private final ChangeEvidence changeEvidence;
    private final ReadAttestations readAttestations;
    private final CurrentCaller caller;

    EvidenceApi(ChangeEvidence changeEvidence, ReadAttestations readAttestations, CurrentCaller caller) {
        this.changeEvidence = changeEvidence;
        this.readAttestations = readAttestations;
        this.caller = caller;
    }

    @POST
    @TakesFile
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Add a file that shows it; the body is the file, and needs its Content-Length",
            description =
                    "By who attests, as long as it waits. What the name ends with and what the content begins with "
                            + "must be of one kind: PDF, PNG, JPEG, Word, Excel, PowerPoint without macros, or UTF-8 text.")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Response add(
            @PathParam("tenant") TenantId tenant,
            @PathParam("attestation") AttestationId attestation,
            @QueryParam("name")
                    @Parameter(description = "of the file, with its ending; at most 120 characters")
                    @Nullable
                    String name,
            @Nullable InputStream content) {
        InputStream body = content == null ? InputStream.nullInputStream() : content;
        Evidence made;
        try {
            made = changeEvidence.add(tenant, attestation, name, body, caller.get());
        } catch (Problem refused) {
            readOn(body);
            throw refused;
        }
        return Response.created(
                        URI.create("/tenants/%s/attestations/%s/evidence/%s".formatted(tenant, attestation, made.id())))
                .entity(made)
                .build();
    }

    /** As far as the server lets it come: who is still sending would not hear the answer. */
    private static void readOn(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @DELETE
    @Path("/{evidence}")
    @Operation(summary = "Take a file away, as long as it waits")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Response remove(
            @PathParam("tenant") TenantId tenant,
            @PathParam("attestation") AttestationId attestation,
            @PathParam("evidence") String evidence) {
        changeEvidence.remove(tenant, attestation, id(evidence), caller.get());
        return Response.noContent().build();
    }

    @GET
    @Path("/{evidence}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The file itself, as it came")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public Response content(
            @PathParam("tenant") TenantId tenant,
            @PathParam("attestation") AttestationId attestation,
            @PathParam("evidence") String evidence) {
        ReadAttestations.Content found = readAttestations.open(tenant, attestation, id(evidence));
        return Response.ok(found.bytes(), found.evidence().mediaType())
                .header(
                        "Content-Disposition",
                        EvidenceName.attachment(found.evidence().name()))
                .header("Content-Length", found.evidence().bytes())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("nothing is here");
        }
    }
}
