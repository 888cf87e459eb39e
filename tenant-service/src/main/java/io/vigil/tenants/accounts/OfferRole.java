package io.vigil.tenants.accounts;

import io.vigil.checks.iam.CloudFormation;
import io.vigil.checks.iam.ReadRole;
import io.vigil.checks.iam.RoleFormat;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** All the ways in which an account's owner can make the role, each of them generated from the one description. */
@ApplicationScoped
class OfferRole {
    /** CloudFormation takes templates from Amazon S3 only. */
    private static final Pattern IN_S3 =
            Pattern.compile("https://[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?/[A-Za-z0-9/._-]+");

    private static final String STACK = "vigil";
    private static final String ORGANIZATION_FILE = "vigil-organization.yaml";

    private final DescribeRole describeRole;
    private final ProviderConfig provider;

    OfferRole(DescribeRole describeRole, ProviderConfig provider) {
        this.describeRole = describeRole;
        this.provider = provider;
    }

    /** @throws Problem as {@link DescribeRole#describe} */
    Offers offers(TenantId tenant, AccountId account) {
        ReadRole role = describeRole.describe(tenant, account);
        List<Offers.Offer> offers = new ArrayList<>();
        for (RoleFormat format : RoleFormat.values()) {
            if (format == RoleFormat.JSON) continue;
            offers.add(offer(RoleFile.of(role, format)));
        }
        offers.add(offer(organization(tenant)));
        return new Offers(
                account,
                role.name(),
                "arn:aws:iam::%s:role/%s".formatted(account, role.name()),
                role.principal(),
                role.externalId(),
                quickCreate(role).orElse(null),
                offers,
                json(role));
    }

    private static Offers.Offer offer(RoleFile file) {
        return new Offers.Offer(file.format(), file.name(), file.type(), file.text());
    }

    private static List<Offers.Document> json(ReadRole role) {
        List<Offers.Document> documents = new ArrayList<>();
        for (Map.Entry<String, String> file : RoleFormat.JSON.files(role).entrySet())
            documents.add(new Offers.Document(file.getKey(), file.getValue()));
        return documents;
    }

    /**
     * For a StackSet: every account that the tenant has connected, since each has an ExternalId of its own.
     *
     * @throws Problem 409 when they are more than a template takes
     */
    RoleFile organization(TenantId tenant) {
        SortedMap<String, ReadRole> roles = describeRole.describeAll(tenant);
        if (roles.size() > CloudFormation.MAX_ACCOUNTS)
            throw Problem.conflict("%d accounts are connected and a template takes %d; use one of the other offers"
                    .formatted(roles.size(), CloudFormation.MAX_ACCOUNTS));
        return new RoleFile("STACKSET", ORGANIZATION_FILE, RoleFile.YAML, CloudFormation.organization(roles));
    }

    private Optional<URI> quickCreate(ReadRole role) {
        return provider.templateUrl()
                .filter(url -> IN_S3.matcher(url.toString()).matches())
                .map(url -> URI.create(
                        "https://console.aws.amazon.com/cloudformation/home#/stacks/create/review?templateURL=%s&stackName=%s&param_RoleName=%s&param_Principal=%s&param_ExternalId=%s"
                                .formatted(
                                        encoded(url.toString()),
                                        STACK,
                                        encoded(role.name()),
                                        encoded(role.principal()),
                                        encoded(role.externalId()))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
