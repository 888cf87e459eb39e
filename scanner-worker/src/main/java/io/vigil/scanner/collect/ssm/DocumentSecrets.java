package io.vigil.scanner.collect.ssm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.checks.secrets.SecretTrace;
import io.vigil.scanner.collect.secrets.FindSecrets;
import java.util.ArrayList;
import java.util.List;

/** Looks for secrets in what a document says: in its whole text, and in the defaults of what it is given. */
final class DocumentSecrets {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DocumentSecrets() {}

    static List<SecretTrace> in(String content) {
        List<SecretTrace> traces = new ArrayList<>(FindSecrets.in("content", content));
        try {
            JSON.readTree(content).path("parameters").properties().forEach(parameter -> {
                JsonNode value = parameter.getValue().path("default");
                if (value.isTextual()) add(traces, parameter.getKey(), value.asText());
            });
        } catch (JsonProcessingException noJson) {
            // AWS tells documents as JSON; one that is a mere text was looked at as a whole
        }
        return List.copyOf(traces);
    }

    private static void add(List<SecretTrace> traces, String parameter, String value) {
        for (SecretTrace trace : FindSecrets.in(parameter, value))
            if (traces.stream().noneMatch(known -> known.rule().equals(trace.rule()))) traces.add(trace);
    }
}
