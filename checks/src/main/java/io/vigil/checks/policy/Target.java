package io.vigil.checks.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * What a step of an escalation is done to. A thing whose name nobody gave: only a policy that leaves the name open reaches
 * it, one that names its own things does not.
 */
enum Target {
    /** Whatever the policy names will do, such as a new thing of the asker's own. */
    ITS_OWN("", "", false),
    OTHER_USER("iam", "user/somebody-else", false),
    ANY_USER("iam", "user/somebody-else", true),
    OTHER_ROLE("iam", "role/some-other-role", false),
    ANY_ROLE("iam", "role/some-other-role", true),
    OTHER_GROUP("iam", "group/some-other-group", false),
    SOME_POLICY("iam", "policy/some-other-policy", false),
    SAML_PROVIDER("iam", "saml-provider/some-provider", false),
    FUNCTION("lambda", "function:some-other-function", false),
    PROJECT("codebuild", "project/some-other-project", false),
    TASK("ecs", "task/some-other-cluster/some-task", false),
    CONTAINER_SERVICE("apprunner", "service/some-other-service/some-id", false),
    DEV_ENDPOINT("glue", "devEndpoint/some-other-endpoint", false),
    NOTEBOOK("sagemaker", "notebook-instance/some-other-notebook", false),
    INSTANCE("ec2", "instance/i-0some0other0instance", false),
    KEY("kms", "key/00000000-0000-0000-0000-000000000000", false),
    TRAIL("cloudtrail", "trail/some-other-trail", false),
    /** Reached only by a policy that leaves open what kind of thing it speaks of. */
    SOMETHING("any-service", "any/thing", false);

    private final String service;
    private final String resource;

    /** The asker itself will do too. */
    private final boolean self;

    Target(String service, String resource, boolean self) {
        this.service = service;
        this.resource = resource;
        this.self = self;
    }

    /** What a service's actions are done to. */
    static Target anyOf(String service) {
        return switch (service) {
            case "sts", "iam" -> OTHER_ROLE;
            case "kms" -> KEY;
            case "cloudtrail" -> TRAIL;
            default -> SOMETHING;
        };
    }

    /** @param holder the asker's ARN, empty where only a policy is looked at */
    List<String> arns(String partition, String account, String holder) {
        if (resource.isEmpty()) return List.of();
        String region = service.equals("iam") ? "" : "any-region-1";
        List<String> arns = new ArrayList<>();
        arns.add("arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource);
        if (!self) return arns;
        String kind = resource.substring(0, resource.indexOf('/') + 1);
        if (holder.contains(":" + kind)) arns.add(holder);
        // a policy that lets users manage themselves names them by this variable
        if (this == ANY_USER) arns.add("arn:" + partition + ":iam::" + account + ":user/${aws:username}");
        return arns;
    }
}
