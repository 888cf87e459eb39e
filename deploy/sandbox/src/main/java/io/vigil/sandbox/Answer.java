package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Finds the document that answers a call: the account's file, else AWS's own default, else an empty list or a refusal. */
final class Answer {
    private final AccountFiles files;
    private final AssumeRole assumeRole;
    private final PageTokens tokens = new PageTokens();
    private final Defaults defaults = new Defaults();
    private final RestorableSnapshots restorable;
    private final int pageSize;

    Answer(AccountFiles files, AssumeRole assumeRole, int pageSize) {
        this.files = files;
        this.assumeRole = assumeRole;
        this.restorable = new RestorableSnapshots(files, defaults);
        this.pageSize = pageSize;
    }

    /** The document, and the file to blame when it does not fit. */
    record Sourced(ObjectNode document, String source) {}

    Sourced answer(Call call) {
        return switch (call.operation().key()) {
            case "sts:assumerole" -> new Sourced(assumeRole.assume(call), "AssumeRole");
            case "sts:getcalleridentity" -> new Sourced(identity(call.session()), "GetCallerIdentity");
            default -> fromFiles(call);
        };
    }

    private Sourced fromFiles(Call call) {
        var found = files.answer(call)
                .map(answer -> new Sourced(answer.document(), answer.source()))
                .or(() -> defaults.answer(call).map(document -> new Sourced(document, "defaults")))
                .orElseGet(() -> nothing(call));
        var error = found.document().get("Error");
        if (error != null && found.document().size() == 1) {
            throw declared(call, error);
        }
        try {
            var narrowed = Narrow.narrow(call, restorable.narrow(call, found.document()));
            var paged = Paging.of(call.operation())
                    .map(paging -> paging.page(call, narrowed, tokens, pageSize))
                    .orElse(narrowed);
            return new Sourced(paged, found.source());
        } catch (BadData e) {
            throw e.in(found.source());
        }
    }

    private static Sourced nothing(Call call) {
        if (!call.operation().listsOnly()) {
            throw Refusals.notServed(call.operation(), call.account(), call.region());
        }
        var empty = JsonNodeFactory.instance.objectNode();
        call.operation().responseFields().stream()
                .filter(field -> field.marshallingType() == software.amazon.awssdk.core.protocol.MarshallingType.LIST)
                .forEach(field -> empty.putArray(field.memberName()));
        return new Sourced(empty, "nothing");
    }

    private static AwsError declared(Call call, JsonNode error) {
        var code = error.path("Code").asText();
        var status = error.has("Status") ? error.path("Status").asInt() : usualStatus(call, code);
        return new AwsError(status, code, error.path("Message").asText());
    }

    private static int usualStatus(Call call, String code) {
        if (call.service().protocol() == Protocol.JSON) {
            return 400;
        }
        if (code.startsWith("NoSuch") || code.contains("NotFound") || code.endsWith("ForAccount")) {
            return 404;
        }
        return code.startsWith("AccessDenied") || code.equals("UnauthorizedOperation") ? 403 : 400;
    }

    private static ObjectNode identity(Session session) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("UserId", session.userId())
                .put("Account", session.account())
                .put("Arn", session.arn());
    }
}
