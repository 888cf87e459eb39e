package io.vigil.checks.reach;

/** Where a way into an instance can end, in the order in which it is looked at. */
public enum Hop {
    ADDRESS("address"),
    BLOCK_PUBLIC_ACCESS("block-public-access"),
    ROUTE("route"),
    SECURITY_GROUP("security-group"),
    NETWORK_ACL("network-acl"),
    INSPECTION("inspection"),
    BALANCER_BLOCK_PUBLIC_ACCESS("balancer-block-public-access"),
    BALANCER_ROUTE("balancer-route"),
    BALANCER_SECURITY_GROUP("balancer-security-group"),
    BALANCER_NETWORK_ACL("balancer-network-acl"),
    BALANCER_EGRESS("balancer-egress"),
    TARGET_STATE("target-state"),
    TARGET_SECURITY_GROUP("target-security-group"),
    TARGET_NETWORK_ACL("target-network-acl");

    private final String text;

    Hop(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
