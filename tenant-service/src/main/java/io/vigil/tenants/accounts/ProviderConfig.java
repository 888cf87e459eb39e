package io.vigil.tenants.accounts;

import io.smallrye.config.ConfigMapping;
import io.vigil.contracts.AccountId;
import java.net.URI;
import java.util.Optional;

/** The one who runs this installation, as AWS knows it. */
@ConfigMapping(prefix = "vigil.provider")
public interface ProviderConfig {

    /** The AWS principal that customers' roles must trust; without it no role can be described. */
    Optional<String> principal();

    /**
     * Where the provider has published the CloudFormation template: an https address of Amazon S3, as quick-create links
     * demand. Without it there is no such link.
     */
    Optional<URI> templateUrl();

    /** The AWS account of {@link #principal}. */
    default Optional<AccountId> account() {
        return principal()
                .map(named -> named.startsWith("arn:") ? named.split(":", -1)[4] : named)
                .map(AccountId::new);
    }
}
