package io.vigil.reports.comments;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/findings/{finding}/comments")
@Tag(name = "Findings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CommentsApi {

    /** @param text plain, at most 4,000 characters; {@code @address} mentions a member */
    @Schema(name = "NewComment")
    public record Draft(@Nullable String text) {}

    /** @param next hand back as {@code cursor} for older ones; null at the end */
    @Schema(name = "Comments")
    public record Page(List<Comment> items, @Nullable UUID next) {}

    private final TenantTransaction transaction;
    private final WriteComment writeComment;
    private final DeleteComment deleteComment;
    private final CurrentCaller caller;

    CommentsApi(
            TenantTransaction transaction,
            WriteComment writeComment,
            DeleteComment deleteComment,
            CurrentCaller caller) {
        this.transaction = transaction;
        this.writeComment = writeComment;
        this.deleteComment = deleteComment;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "What was said of a finding, newest first, a page at a time")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public Page list(
            @PathParam("tenant") TenantId tenant,
            @PathParam("finding") FindingId finding,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return transaction.call(tenant, handle -> {
            if (!CommentTable.hasFinding(handle, tenant, finding)) throw Problem.notFound("no finding " + finding);
            Comment after = cursor == null || cursor.isEmpty()
                    ? null
                    : CommentTable.find(handle, tenant, finding, id(cursor)).orElseThrow(CommentsApi::noCursor);
            List<Comment> rows = CommentTable.page(handle, tenant, finding, after, limit + 1);
            boolean more = rows.size() > limit;
            List<Comment> items = more ? List.copyOf(rows.subList(0, limit)) : rows;
            return new Page(items, more ? items.getLast().id() : null);
        });
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say something of a finding; members who are mentioned get a mail")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Response write(
            @PathParam("tenant") TenantId tenant,
            @PathParam("finding") FindingId finding,
            @NotNull(message = "the body is missing") Draft draft) {
        Comment written = writeComment.write(tenant, finding, draft.text(), caller.get());
        return Response.created(
                        URI.create("/tenants/%s/findings/%s/comments/%s".formatted(tenant, finding, written.id())))
                .entity(written)
                .build();
    }

    @DELETE
    @Path("/{comment}")
    @Operation(summary = "Take back what one said oneself; who said something when stays")
    @Permitted({OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public void delete(
            @PathParam("tenant") TenantId tenant,
            @PathParam("finding") FindingId finding,
            @PathParam("comment") UUID comment) {
        deleteComment.delete(tenant, finding, comment, caller.get());
    }

    private static UUID id(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException none) {
            throw noCursor();
        }
    }

    private static Problem noCursor() {
        return Problem.badRequest("cursor is not one of this list");
    }
}
