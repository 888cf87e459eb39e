package io.vigil.reports.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.securityhub.model.BatchImportFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.ComplianceStatus;
import software.amazon.awssdk.services.securityhub.model.Partition;
import software.amazon.awssdk.services.securityhub.model.RecordState;
import software.amazon.awssdk.services.securityhub.model.SeverityLabel;
import software.amazon.awssdk.services.securityhub.model.WorkflowStatus;

/** What is written for Security Hub, held against AWS's own model of the call. */
class AwsModelTest {
    @Test
    void everyAttributeIsOneThatAwsKnows() throws Exception {
        for (JsonNode batch : batches()) known("", batch, BatchImportFindingsRequest.builder());
    }

    @Test
    void everyWordIsOfAwssLists() throws Exception {
        for (JsonNode batch : batches())
            for (JsonNode finding : batch.path("Findings")) {
                assertThat(ComplianceStatus.knownValues())
                        .contains(ComplianceStatus.fromValue(
                                finding.at("/Compliance/Status").asText()));
                assertThat(SeverityLabel.knownValues())
                        .contains(SeverityLabel.fromValue(
                                finding.at("/Severity/Label").asText()));
                assertThat(WorkflowStatus.knownValues())
                        .contains(WorkflowStatus.fromValue(
                                finding.at("/Workflow/Status").asText()));
                assertThat(RecordState.knownValues())
                        .contains(RecordState.fromValue(
                                finding.path("RecordState").asText()));
                assertThat(Partition.knownValues())
                        .contains(Partition.fromValue(
                                finding.at("/Resources/0/Partition").asText()));
            }
    }

    private static List<JsonNode> batches() throws Exception {
        String lines = new String(Sample.written(ExportFormat.ASFF, Sample.findings()), StandardCharsets.UTF_8);
        List<JsonNode> batches = new ArrayList<>();
        for (String line : lines.lines().toList()) batches.add(EventJson.MAPPER.readTree(line));
        assertThat(batches).isNotEmpty();
        return batches;
    }

    private static void known(String at, JsonNode json, SdkPojo shape) {
        Map<String, SdkField<?>> fields =
                shape.sdkFields().stream().collect(Collectors.toMap(SdkField::locationName, Function.identity()));
        json.properties().forEach(property -> {
            String name = at + "/" + property.getKey();
            assertThat(fields).as(name).containsKey(property.getKey());
            value(name, property.getValue(), fields.get(property.getKey()));
        });
    }

    private static void value(String at, JsonNode json, SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO)
            known(at, json, (SdkPojo) field.constructor().get());
        else if (type == MarshallingType.LIST)
            for (JsonNode item : json)
                value(at, item, field.getTrait(ListTrait.class).memberFieldInfo());
        else if (type == MarshallingType.STRING)
            assertThat(json.isTextual()).as(at).isTrue();
        else if (type == MarshallingType.INTEGER)
            assertThat(json.isInt()).as(at).isTrue();
        else if (type == MarshallingType.MAP) assertThat(json.isObject()).as(at).isTrue();
        else throw new AssertionError(at + " is of a type that is not told: " + type);
    }
}
