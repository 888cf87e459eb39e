package io.vigil.checks.aws.sqs;

/**
 * How a queue's messages are encrypted at rest.
 *
 * @param kmsKey id, ARN or alias of a KMS key, empty when none is set
 * @param sqsManaged whether SQS encrypts with keys of its own ({@code SqsManagedSseEnabled})
 */
public record QueueEncryption(String kmsKey, boolean sqsManaged) {}
