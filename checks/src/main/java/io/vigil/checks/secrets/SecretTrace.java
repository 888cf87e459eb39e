package io.vigil.checks.secrets;

/**
 * That something which looks like a secret stands somewhere; never the thing itself.
 *
 * @param rule what it looks like, such as {@code aws-access-key}
 * @param member where it stands, such as the name of an environment variable
 * @param offset of the first match in the member's text, in characters from 0
 * @param count of matches of the rule in that text
 */
public record SecretTrace(String rule, String member, int offset, int count) {}
