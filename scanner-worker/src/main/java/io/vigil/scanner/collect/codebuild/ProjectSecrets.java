package io.vigil.scanner.collect.codebuild;

import io.vigil.checks.secrets.SecretTrace;
import io.vigil.scanner.collect.secrets.FindSecrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;

/** What looks like a secret in a build project. Variables of other types than plain text hold a reference only. */
final class ProjectSecrets {
    private static final String SOURCE = "source";
    private static final Pattern PASSWORD = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://[^\\s/@:]*:[^\\s/@]+@");

    private ProjectSecrets() {}

    static List<SecretTrace> of(Project project) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (project.environment() != null)
            for (EnvironmentVariable variable : project.environment().environmentVariables())
                if (variable.value() != null && isPlain(variable))
                    texts.put("environment/" + variable.name(), variable.value());
        if (project.source() != null) add(texts, SOURCE, project.source());
        for (ProjectSource source : project.secondarySources()) add(texts, name(source), source);
        List<SecretTrace> traces = new ArrayList<>(FindSecrets.in(texts));
        locations(project)
                .filter(source ->
                        traces.stream().noneMatch(trace -> trace.member().equals(source)))
                .map(source -> new SecretTrace("url-password", source, /* offset */ 0, /* count */ 1))
                .forEach(traces::add);
        return List.copyOf(traces);
    }

    /** Sources whose address has a password, whatever it looks like: it stands for nothing but itself there. */
    private static Stream<String> locations(Project project) {
        Stream<String> first =
                project.source() != null && hasPassword(project.source()) ? Stream.of(SOURCE) : Stream.of();
        return Stream.concat(
                first,
                project.secondarySources().stream()
                        .filter(ProjectSecrets::hasPassword)
                        .map(ProjectSecrets::name));
    }

    private static boolean hasPassword(ProjectSource source) {
        return source.location() != null && PASSWORD.matcher(source.location()).lookingAt();
    }

    private static String name(ProjectSource secondary) {
        return SOURCE + "/" + secondary.sourceIdentifier();
    }

    private static boolean isPlain(EnvironmentVariable variable) {
        return variable.type() == null || variable.type() == EnvironmentVariableType.PLAINTEXT;
    }

    private static void add(Map<String, String> texts, String name, ProjectSource source) {
        if (source.location() != null) texts.put(name, source.location());
        if (source.buildspec() != null) texts.put(name + " buildspec", source.buildspec());
    }
}
