package io.vigil.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vigil.checks.Declarations.ApprovedRegions;
import io.vigil.checks.Declarations.Attestation;
import io.vigil.checks.Declarations.AuditLogs;
import io.vigil.checks.Declarations.DataClass;
import io.vigil.checks.Declarations.EndpointAgent;
import io.vigil.checks.Declarations.FlowLogs;
import io.vigil.checks.Declarations.KeyTiers;
import io.vigil.checks.Declarations.PublicAddress;
import io.vigil.checks.Declarations.PublicEndpoint;
import io.vigil.checks.Declarations.ShieldDecision;
import io.vigil.checks.Declarations.SubnetTier;
import io.vigil.checks.Declarations.TrustedAccounts;
import io.vigil.checks.Declarations.WebAclPolicy;
import io.vigil.checks.PackFaults.Fault;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody declares is whole: no member is missing, unknown or of another type. A check would take a hole for
 * something that nobody declared.
 */
final class DeclarationFaults {
    private static final int MAX_ENTRIES = 1_000;
    private static final int MAX_TEXT_CHARS = 1_000;
    private static final int MOST_DAYS = 36_500;
    private static final Pattern ADDRESS = Pattern.compile(
            "eipalloc-[0-9a-f]{8,17}|((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final String path;
    private final List<Fault> faults = new ArrayList<>();

    private DeclarationFaults(String path) {
        this.path = path;
    }

    static List<Fault> of(String kind, @Nullable Object value) {
        var found = new DeclarationFaults("declarations/" + kind);
        Optional<JavaType> type = type(kind);
        if (type.isEmpty()) found.add("", "there is no such kind of declaration");
        else if (value == null) found.add("", "null is no value");
        else found.read(type.get(), value);
        return found.faults;
    }

    private static Optional<JavaType> type(String kind) {
        return Arrays.stream(Declarations.class.getRecordComponents())
                .filter(component -> component.getName().equals(kind))
                .map(RecordComponent::getGenericType)
                .map(read -> STRICT.constructType(((ParameterizedType) read).getActualTypeArguments()[0]))
                .findFirst();
    }

    private void read(JavaType type, Object value) {
        try {
            // by its text: what was read into a tree would be taken over without a look at its type
            Object declared = STRICT.readValue(STRICT.writeValueAsString(value), type);
            if (declared instanceof List<?> entries) entries(entries);
            else judge("", declared);
        } catch (JsonMappingException misfit) {
            add(
                    misfit.getPath().stream()
                            .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                            .collect(Collectors.joining()),
                    firstLine(misfit.getOriginalMessage()));
        } catch (JsonProcessingException unreadable) {
            add("", "it cannot be read");
        }
    }

    private static String firstLine(String message) {
        return message.lines()
                .findFirst()
                .orElse("it does not fit")
                .replaceAll("`?io\\.vigil[\\w.$]*`?|java[\\w.]*\\.(\\w+)", "$1");
    }

    private void entries(List<?> entries) {
        if (entries.size() > MAX_ENTRIES) {
            add("", "%d entries are given, %d is the most".formatted(entries.size(), MAX_ENTRIES));
            return;
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            Object entry = entries.get(i);
            if (entry == null) {
                add("/" + i, "null is no value");
                continue;
            }
            judge("/" + i, entry);
            String key = key(entry);
            if (!key.isEmpty() && !keys.add(key)) add("/" + i, "'%s' stands here twice".formatted(key));
        }
    }

    private static String key(Object entry) {
        return switch (entry) {
            case PublicEndpoint endpoint -> endpoint.resource();
            case PublicAddress address -> address.address();
            case WebAclPolicy policy -> policy.webAcl();
            case SubnetTier tier -> tier.subnets();
            default -> "";
        };
    }

    private void judge(String at, Object declared) {
        switch (declared) {
            case ShieldDecision decision -> text(at + "/reason", decision.reason());
            case ApprovedRegions regions -> each(at + "/regions", regions.regions(), Region::new);
            case TrustedAccounts trusted -> each(at + "/accounts", trusted.accounts(), AccountId::new);
            case Attestation word -> {
                text(at + "/by", word.by());
                if (!word.validUntil().isAfter(word.attestedOn()))
                    add(at + "/validUntil", "it is not after attestedOn");
            }
            case PublicEndpoint endpoint -> {
                text(at + "/resource", endpoint.resource());
                text(at + "/owner", endpoint.owner());
                text(at + "/purpose", endpoint.purpose());
            }
            case PublicAddress address -> {
                if (!ADDRESS.matcher(address.address()).matches())
                    add(at + "/address", "it is neither an IPv4 address nor the id of an allocation (eipalloc-…)");
                text(at + "/owner", address.owner());
                text(at + "/purpose", address.purpose());
            }
            case WebAclPolicy policy -> {
                text(at + "/webAcl", policy.webAcl());
                oneOf(at + "/defaultAction", policy.defaultAction(), "ALLOW", "BLOCK");
                oneOf(at + "/botControl", policy.botControl(), "NONE", "COMMON", "TARGETED");
            }
            case AuditLogs logs -> days(at + "/days", logs.days());
            case FlowLogs logs -> days(at + "/days", logs.days());
            case KeyTiers tiers -> {
                text(at + "/tag", tiers.tag());
                for (int i = 0; i < tiers.classes().size(); i++)
                    dataClass(at + "/classes/" + i, tiers.classes().get(i));
            }
            case EndpointAgent agent -> {
                oneOf(at + "/platform", agent.platform(), "Linux", "Windows", "MacOS");
                text(at + "/application", agent.application());
            }
            case SubnetTier tier -> {
                text(at + "/tier", tier.tier());
                text(at + "/subnets", tier.subnets());
                oneOf(at + "/route", tier.route(), "PUBLIC", "PRIVATE", "ISOLATED");
                if (tier.zones() < 1 || tier.zones() > 10)
                    add(at + "/zones", "%d is not within 1 and 10".formatted(tier.zones()));
            }
            default -> {}
        }
    }

    private void dataClass(String at, @Nullable DataClass data) {
        if (data == null) {
            add(at, "null is no value");
            return;
        }
        text(at + "/name", data.name());
        oneOf(at + "/keyTier", data.keyTier(), "NONE", "AWS_OWNED", "AWS_MANAGED", "CUSTOMER_MANAGED", "CUSTOMER_HSM");
    }

    private void text(String at, String text) {
        if (text.isBlank()) add(at, "it is empty");
        else if (text.length() > MAX_TEXT_CHARS) add(at, "it has %d characters at most".formatted(MAX_TEXT_CHARS));
    }

    private void oneOf(String at, String word, String... allowed) {
        if (!Arrays.asList(allowed).contains(word))
            add(at, "'%s' is none of %s".formatted(word, String.join(", ", allowed)));
    }

    private void days(String at, int days) {
        if (days < 1 || days > MOST_DAYS) add(at, "%d is not within 1 and %d".formatted(days, MOST_DAYS));
    }

    private void each(String at, List<String> texts, Consumer<String> parse) {
        if (texts.size() > MAX_ENTRIES) add(at, "%d is the most".formatted(MAX_ENTRIES));
        for (int i = 0; i < texts.size(); i++) {
            try {
                String text = texts.get(i);
                if (text == null) add(at + "/" + i, "null is no value");
                else parse.accept(text);
            } catch (IllegalArgumentException wrong) {
                add(at + "/" + i, String.valueOf(wrong.getMessage()));
            }
        }
    }

    private void add(String at, String message) {
        faults.add(new Fault(path + at, message));
    }
}
