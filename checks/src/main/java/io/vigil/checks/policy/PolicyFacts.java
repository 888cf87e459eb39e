package io.vigil.checks.policy;

import java.util.List;

/**
 * What a policy document means, as far as checks ask.
 *
 * @param isPublic some statement lets anyone in, no condition holds them to known accounts, networks or services, and no
 *     denial keeps strangers out again
 * @param allowsPublicWrite such a statement allows an action that changes something
 * @param requiresTls a statement denies everyone everything on a plain connection ({@code aws:SecureTransport} false)
 * @param allowsFullAdmin it allows every action on every resource without a condition
 * @param publicStatements the Sid of each statement that makes it public, or its number from 1
 * @param openServices services that it lets in without saying for which account, such as {@code s3.amazonaws.com}; a
 *     bucket's ARN names none
 * @param letsIn other accounts (twelve digits) and organizations ({@code o-…}) that it names as those whom it lets in, and
 *     the ARN of a thing for whose owner it lets somebody in, where it does not say who that is
 */
public record PolicyFacts(
        boolean isPublic,
        boolean allowsPublicWrite,
        boolean requiresTls,
        boolean allowsFullAdmin,
        List<String> publicStatements,
        List<String> openServices,
        List<String> letsIn) {}
