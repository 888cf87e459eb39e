package io.vigil.scanner.collect.codebuild;

import io.vigil.checks.secrets.SecretTrace;
import io.vigil.scanner.collect.secrets.FindSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;

/** What looks like a secret in a build project. Variables of other types than plain text hold a reference only. */
final class ProjectSecrets {
    private ProjectSecrets() {}

    static List<SecretTrace> of(Project project) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (project.environment() != null)
            for (EnvironmentVariable variable : project.environment().environmentVariables())
                if (variable.value() != null && isPlain(variable))
                    texts.put("environment/" + variable.name(), variable.value());
        if (project.source() != null) add(texts, "source", project.source());
        for (ProjectSource source : project.secondarySources())
            add(texts, "source/" + source.sourceIdentifier(), source);
        return FindSecrets.in(texts);
    }

    private static boolean isPlain(EnvironmentVariable variable) {
        return variable.type() == null || variable.type() == EnvironmentVariableType.PLAINTEXT;
    }

    private static void add(Map<String, String> texts, String name, ProjectSource source) {
        if (source.location() != null) texts.put(name, source.location());
        if (source.buildspec() != null) texts.put(name + " buildspec", source.buildspec());
    }
}
