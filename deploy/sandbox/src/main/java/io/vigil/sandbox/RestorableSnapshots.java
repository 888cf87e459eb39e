package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Leaves of DescribeSnapshots those that the named accounts, or everyone, may make a volume of. */
final class RestorableSnapshots {
    private static final String ARGUMENT = "RestorableByUserIds";

    private final AccountFiles files;
    private final Defaults defaults;

    RestorableSnapshots(AccountFiles files, Defaults defaults) {
        this.files = files;
        this.defaults = defaults;
    }

    ObjectNode narrow(Call call, ObjectNode document) {
        if (!call.operation().key().equals("ec2:describesnapshots")
                || call.arguments().path(ARGUMENT).isEmpty()) return document;
        var narrowed = document.deepCopy();
        var kept = narrowed.putArray("Snapshots");
        for (var snapshot : document.path("Snapshots")) {
            if (isRestorable(call, snapshot)) {
                kept.add(snapshot);
            }
        }
        return narrowed;
    }

    private boolean isRestorable(Call call, JsonNode snapshot) {
        var sharing = sharing(call, snapshot.path("SnapshotId").asText());
        if (sharing.isEmpty() || sharing.get().has("Error")) {
            return true;
        }
        for (var asked : call.arguments().path(ARGUMENT)) {
            for (var permission : sharing.get().path("CreateVolumePermissions")) {
                if (holds(permission, asked.asText().equals("self") ? call.account() : asked.asText())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holds(JsonNode permission, String asked) {
        return asked.equals(permission.path("Group").asText())
                || asked.equals(permission.path("UserId").asText());
    }

    private Optional<ObjectNode> sharing(Call call, String snapshotId) {
        return call.service().operation("DescribeSnapshotAttribute").flatMap(operation -> {
            var arguments = JsonNodeFactory.instance.objectNode().put("SnapshotId", snapshotId);
            var asked = new Call(call.session(), call.region(), operation, arguments, /* isEndless */ false);
            return files.answer(asked).map(AccountFiles.Answer::document).or(() -> defaults.answer(asked));
        });
    }
}
