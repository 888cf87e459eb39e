package io.vigil.checks.aws.ssm;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import software.amazon.awssdk.services.ssm.model.DocumentIdentifier;

/**
 * A document of the account's own; its content is looked at and not kept.
 *
 * @param sharedWith account ids, or {@code all}
 */
public record SsmDocument(
        @Itself DocumentIdentifier document, Read<List<SecretTrace>> secretTraces, Read<List<String>> sharedWith) {}
