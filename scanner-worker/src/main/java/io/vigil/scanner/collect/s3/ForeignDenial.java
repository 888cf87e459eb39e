package io.vigil.scanner.collect.s3;

import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.regex.Pattern;

/** Tells a denial by the owner of another account's bucket, which proves that the bucket exists, from one of our own. */
public final class ForeignDenial {
    /** AWS names the kind of policy of the caller's own account that does not allow a call, and of another's nothing. */
    private static final Pattern OF_OWN_ACCOUNT = Pattern.compile("because no (?!resource-based policy)");

    private ForeignDenial() {}

    public static boolean is(Unread why) {
        return why.reason() == UnreadReason.ACCESS_DENIED
                && !OF_OWN_ACCOUNT.matcher(why.detail()).find();
    }
}
