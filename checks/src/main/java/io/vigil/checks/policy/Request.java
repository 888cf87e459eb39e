package io.vigil.checks.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What somebody tries.
 *
 * @param action in small letters, such as {@code iam:passrole}
 * @param resources any of these serves the purpose; empty means that whatever the policy names does
 * @param context condition keys in small letters whose values are known
 * @param makes whether the asker makes a thing of its own, whose tags, size and place are its choice
 */
record Request(String action, List<String> resources, Map<String, String> context, boolean makes) {
    Request(String action, List<String> resources, Map<String, String> context) {
        this(action, resources, context, /* makes */ false);
    }

    Request {
        action = action.toLowerCase(Locale.ROOT);
    }

    String service() {
        return action.substring(0, action.indexOf(':'));
    }
}
