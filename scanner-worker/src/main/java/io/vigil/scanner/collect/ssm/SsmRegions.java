package io.vigil.scanner.collect.ssm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ssm.SessionPreferences;
import io.vigil.checks.aws.ssm.SsmRegionSettings;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetDocumentResponse;
import software.amazon.awssdk.services.ssm.model.GetServiceSettingRequest;
import software.amazon.awssdk.services.ssm.model.ServiceSetting;

/** What Systems Manager is set to in a region; there is always exactly one. */
public final class SsmRegions implements Collector<SsmRegionSettings> {
    private static final String SETTING = "ssm:GetServiceSetting";
    private static final String PUBLIC_SHARING = "/ssm/documents/console/public-sharing-permission";

    /** The document in which Session Manager keeps a region's preferences. */
    private static final String PREFERENCES = "SSM-SessionManagerRunShell";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public ResourceType<SsmRegionSettings> type() {
        return ResourceTypes.SSM_REGION_SETTINGS;
    }

    @Override
    public Set<String> operations() {
        return Set.of(SETTING, DocumentTexts.OPERATION, NodeList.OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<SsmRegionSettings> sink) throws InterruptedException {
        sink.accept(new Resource<>(
                type(),
                scope.region(),
                "%s/%s".formatted(scope.account(), scope.region()),
                "Systems Manager in " + scope.region(),
                Map.of(),
                new SsmRegionSettings(
                        scope.region().value(),
                        publicSharing(scope),
                        sessions(DocumentTexts.of(scope, PREFERENCES)),
                        NodeList.of(scope).whole().map(List::size))));
        return ListEnd.REACHED;
    }

    private static Read<ServiceSetting> publicSharing(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .get(
                        SsmClient.class,
                        scope.region(),
                        GetServiceSettingRequest.builder()
                                .settingId(PUBLIC_SHARING)
                                .build(),
                        SsmClient::getServiceSetting)
                .flatMap(answer -> ReadParts.told(SETTING, answer.serviceSetting()));
    }

    static Read<Optional<SessionPreferences>> sessions(Read<Optional<GetDocumentResponse>> document) {
        return ReadParts.toldIfAny(DocumentTexts.OPERATION, document, GetDocumentResponse::content)
                .flatMap(content -> content.map(text -> preferences(text).map(Optional::of))
                        .orElseGet(() -> Read.known(Optional.empty())));
    }

    private static Read<SessionPreferences> preferences(String content) {
        try {
            JsonNode inputs = JSON.readTree(content).path("inputs");
            return Read.known(new SessionPreferences(
                    inputs.path("s3BucketName").asText("").strip(),
                    inputs.path("s3EncryptionEnabled").asBoolean(false),
                    inputs.path("cloudWatchLogGroupName").asText("").strip(),
                    inputs.path("cloudWatchEncryptionEnabled").asBoolean(false)));
        } catch (JsonProcessingException noJson) {
            return Read.missing(new Unread(
                    UnreadReason.MALFORMED,
                    DocumentTexts.OPERATION,
                    null,
                    "the preferences of Session Manager are no JSON"));
        }
    }
}
