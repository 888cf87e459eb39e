package io.vigil.checks.aws.codebuild;

import io.vigil.checks.secrets.SecretTrace;
import java.util.List;

/**
 * A build project. AWS's own shape is left out on purpose: variables, source addresses, build commands, webhooks and
 * badges of a project all may hold credentials.
 *
 * @param secretTraces of plain text variables, source addresses and inline build commands
 */
public record CodeBuildProject(String name, List<SecretTrace> secretTraces) {}
