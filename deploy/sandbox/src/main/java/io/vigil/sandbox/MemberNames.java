package io.vigil.sandbox;

import java.util.Map;
import software.amazon.awssdk.core.SdkField;

/** AWS's own names of members, which the command line prints; the Java SDK renames two of them. */
final class MemberNames {
    private static final Map<String, String> RENAMED =
            Map.of("PublicLaunchPermissions", "Public", "isPublic", "Public");

    private MemberNames() {}

    static String of(SdkField<?> field) {
        return RENAMED.getOrDefault(field.memberName(), field.memberName());
    }
}
