package io.vigil.reports.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.ResourceType;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.reports.findings.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every line that is written for another tool, held against what that tool's definition demands. */
class ForeignSchemasTest {
    private static final Schema OCSF = schema("ocsf-compliance-finding.schema.json");
    private static final Schema ASFF = schema("asff-batch.schema.json");
    private static final List<String> STATES = List.of("CLEAR", "OPEN", "EXCEPTED", "RESOLVED");

    @Test
    void everyEventHasWhatOcsfDemands() {
        List<String> lines = lines(ExportFormat.OCSF, everything());
        assertThat(lines).hasSameSizeAs(everything());
        lines.forEach(line -> fits(OCSF, line));
    }

    @Test
    void everyBatchIsOneThatSecurityHubTakes() throws IOException {
        List<String> lines = lines(ExportFormat.ASFF, everything());
        Set<String> ids = new HashSet<>();
        for (String line : lines) {
            fits(ASFF, line);
            Set<String> places = new TreeSet<>();
            for (JsonNode finding : EventJson.MAPPER.readTree(line).path("Findings")) {
                ids.add(finding.path("Id").asText());
                places.add(finding.path("ProductArn").asText());
            }
            assertThat(places)
                    .as("a call's findings are of one account and region")
                    .hasSize(1);
        }
        assertThat(ids).hasSameSizeAs(everything());
    }

    @Test
    void theSchemasRefuseWhatLacksAnything() throws IOException {
        for (ExportFormat format : List.of(ExportFormat.OCSF, ExportFormat.ASFF)) {
            Schema schema = format == ExportFormat.OCSF ? OCSF : ASFF;
            String line = lines(format, Sample.findings()).getFirst();
            JsonNode whole = EventJson.MAPPER.readTree(line);
            JsonNode event = format == ExportFormat.OCSF ? whole : whole.at("/Findings/0");
            List<String> names = new ArrayList<>();
            event.fieldNames().forEachRemaining(names::add);
            Set<String> demanded = format == ExportFormat.OCSF
                    ? Set.of(
                            "class_uid",
                            "category_uid",
                            "activity_id",
                            "type_uid",
                            "time",
                            "severity_id",
                            "metadata",
                            "finding_info",
                            "compliance",
                            "cloud")
                    : Set.of(
                            "SchemaVersion",
                            "Id",
                            "ProductArn",
                            "GeneratorId",
                            "AwsAccountId",
                            "Types",
                            "CreatedAt",
                            "UpdatedAt",
                            "Severity",
                            "Title",
                            "Description",
                            "Resources");
            assertThat(names).containsAll(demanded);
            for (String name : demanded) {
                JsonNode less = whole.deepCopy();
                ((ObjectNode) (format == ExportFormat.OCSF ? less : less.at("/Findings/0"))).remove(name);
                assertThat(schema.validate(less.toString(), InputFormat.JSON))
                        .as("without " + name)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void everyTypeThatIsTranslatedIsOneOfTheChecks() {
        Set<String> known = CheckCatalogue.load().checks().stream()
                .flatMap(check -> check.resourceTypes().stream())
                .map(ResourceType::name)
                .collect(Collectors.toSet());
        assertThat(AsffTypes.RESOURCES.keySet()).isSubsetOf(known);
    }

    /** The sample, and each severity in each state and status. */
    private static List<Finding> everything() {
        List<Finding> all = new ArrayList<>(Sample.findings());
        Finding like = all.getFirst();
        for (Severity severity : Severity.values())
            for (Status status : Status.values())
                for (String state : STATES) all.add(like(like, all.size() + 1, severity, status, state));
        return all;
    }

    private static Finding like(Finding like, int n, Severity severity, Status status, String state) {
        return new Finding(
                new FindingId(new UUID(7, n)),
                like.check(),
                like.title(),
                severity,
                like.layer(),
                like.service(),
                like.owner(),
                like.account(),
                like.region(),
                like.resource(),
                like.resourceType(),
                like.resourceName(),
                status,
                state,
                state.equals("RESOLVED") ? "FIXED" : null,
                /* decidedOut */ false,
                like.message(),
                status == Status.UNDETERMINED ? "THROTTLED" : null,
                /* missingAction */ null,
                like.firstSeen(),
                like.lastSeen(),
                like.lastChanged(),
                like.openedAt(),
                like.resolvedAt(),
                like.undeterminedSince(),
                like.dueAt(),
                like.assignee(),
                like.tickets(),
                /* exception */ null);
    }

    private static List<String> lines(ExportFormat format, List<Finding> findings) {
        String text = new String(Sample.written(format, findings), StandardCharsets.UTF_8);
        assertThat(text).endsWith("}\n");
        return Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
    }

    private static void fits(Schema schema, String line) {
        assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }

    private static Schema schema(String name) {
        try (InputStream file = ForeignSchemasTest.class.getResourceAsStream(name)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(
                            new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8),
                            InputFormat.JSON);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
