package io.vigil.scanner.collect.kms;

import io.vigil.checks.Read;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.UnitScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Whose keys encrypt what, in the words that tenants declare for classes of data. */
public final class KeyTiers {
    public static final String NONE = "NONE";
    public static final String AWS_OWNED = "AWS_OWNED";
    public static final String AWS_MANAGED = "AWS_MANAGED";

    private KeyTiers() {}

    /** Of what is encrypted with this key, or with the one that AWS manages for the service where none is named. */
    public static Read<String> of(UnitScope scope, Region region, @Nullable String key) throws InterruptedException {
        if (key == null || key.isEmpty() || isAliasOfAws(key)) return Read.known(AWS_MANAGED);
        return DescribedKeys.byName(scope, region, key).flatMap(found -> tier(found, key));
    }

    /** Of what is either encrypted with a key of KMS or plain. */
    public static Read<String> of(UnitScope scope, boolean encrypted, @Nullable String key)
            throws InterruptedException {
        return encrypted ? of(scope, scope.region(), key) : Read.known(NONE);
    }

    /** AWS alone may give such a name, also before it makes the key. */
    private static boolean isAliasOfAws(String key) {
        return key.startsWith("alias/aws/") || key.startsWith("arn:") && key.contains(":alias/aws/");
    }

    private static Read<String> tier(Optional<KeyMetadata> found, String name) {
        if (found.isEmpty())
            return Read.missing(new Unread(
                    UnreadReason.NOT_SUPPORTED, DescribedKeys.OPERATION, null, "the key %s is gone".formatted(name)));
        KeyMetadata key = found.get();
        if (key.keyManager() == KeyManagerType.AWS) return Read.known(AWS_MANAGED);
        return Read.known(key.customKeyStoreId() == null ? "CUSTOMER_MANAGED" : "CUSTOMER_HSM");
    }
}
