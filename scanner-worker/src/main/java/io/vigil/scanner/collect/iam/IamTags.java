package io.vigil.scanner.collect.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Tag;

/** What IAM lists beside a principal, in the form that resources and documents have. */
final class IamTags {
    private IamTags() {}

    static Map<String, String> of(List<Tag> tags) {
        Map<String, String> byKey = new LinkedHashMap<>();
        tags.forEach(tag -> byKey.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return byKey;
    }

    static List<String> arns(List<AttachedPolicy> attached) {
        return attached.stream().map(AttachedPolicy::policyArn).toList();
    }
}
