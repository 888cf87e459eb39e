package io.vigil.checks.aws.ec2;

/** How far a subnet's routes lead. */
public enum SubnetRoute {
    /** To an internet gateway, so that the internet may come in. */
    PUBLIC,
    /** To the internet by something in between, such as a NAT or transit gateway. */
    PRIVATE,
    /** Not to the internet. */
    ISOLATED
}
