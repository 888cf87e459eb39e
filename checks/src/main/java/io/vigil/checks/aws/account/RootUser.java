package io.vigil.checks.aws.account;

/**
 * Root's credentials, of {@code iam:GetAccountSummary}: AccountPasswordPresent, AccountAccessKeysPresent and
 * AccountMFAEnabled (1 is true).
 */
public record RootUser(boolean passwordEnabled, boolean accessKeyActive, boolean mfaActive) {}
