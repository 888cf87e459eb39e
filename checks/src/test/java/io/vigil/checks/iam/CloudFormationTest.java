package io.vigil.checks.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.contracts.EffectivePack;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The templates of the real role, held against the shapes of CloudFormation's resource schemas. */
class CloudFormationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TRUST_CHARACTERS = 2048;

    /** What a call takes at once; more lies in S3, up to 1 MB. */
    private static final int INLINE_BYTES = 51_200;

    private static final ReadRole ROLE = role("VigilReadOnly", "0123456789abcdef".repeat(4));

    private static ReadRole role(String name, String externalId) {
        CompiledChecks all = CompiledChecks.compile(CheckCatalogue.load(), EffectivePack.BASELINE);
        return ReadRole.of(
                name, "999988887777", externalId, DeclaredOperations.load().of(all));
    }

    @Test
    void theTemplateOfAnAccountFitsTheSchemas() {
        // When
        String text = RoleFormat.CLOUDFORMATION.files(ROLE).get("VigilReadOnly.yaml");
        // Then
        JsonNode template = read(text);
        fitsTheSchemas(template);
        assertThat(text.length()).isLessThanOrEqualTo(INLINE_BYTES);
        template.path("Parameters")
                .forEach(parameter -> assertThat(parameter.path("Default").asText())
                        .matches(parameter.path("AllowedPattern").asText()));
    }

    @Test
    void theTemplateOfAnAccountMakesTheRoleThatIsMeant() {
        // When
        JsonNode template = read(RoleFormat.CLOUDFORMATION.files(ROLE).get("VigilReadOnly.yaml"));
        // Then
        JsonNode made = resolved(
                template.path("Resources"),
                name -> template.at("/Parameters/%s/Default".formatted(name)).asText());
        isTheRole(made, ROLE);
        assertThat(made.at("/Role/Properties/MaxSessionDuration").asInt()).isEqualTo(3600);
    }

    @Test
    void theTemplateOfAnOrganizationGivesEachAccountItsOwnExternalId() {
        // Given
        SortedMap<String, ReadRole> roles = new TreeMap<>(Map.of(
                "111122223333",
                role("VigilReadOnly", "a".repeat(64)),
                "444455556666",
                role("VigilOther", "b".repeat(64))));
        // When
        JsonNode template = read(CloudFormation.organization(roles));
        // Then
        fitsTheSchemas(template);
        roles.forEach((account, role) -> isTheRole(
                resolved(
                        template.path("Resources"),
                        name -> name.equals("AWS::AccountId")
                                ? account
                                : template.at("/Mappings/Accounts/%s/%s".formatted(account, name))
                                        .asText()),
                role));
        assertThat(template.has("Parameters")).isFalse();
    }

    @Test
    void anOrganizationOfTooManyAccountsIsRefused() {
        SortedMap<String, ReadRole> roles = new TreeMap<>();
        IntStream.rangeClosed(0, CloudFormation.MAX_ACCOUNTS).forEach(n -> roles.put("%012d".formatted(n), ROLE));
        assertThatThrownBy(() -> CloudFormation.organization(roles)).hasMessageContaining("for 1 to 200 accounts");
        roles.remove(roles.firstKey());
        fitsTheSchemas(read(CloudFormation.organization(roles)));
    }

    @Test
    void noDocumentIsLongerThanAwsTakes() {
        assertThat(ROLE.trust().toString().length()).isLessThanOrEqualTo(MOST_TRUST_CHARACTERS);
        assertThat(ROLE.policies())
                .hasSizeLessThanOrEqualTo(ReadRole.MAX_POLICIES)
                .allSatisfy(policy -> assertThat(Json.pretty(policy.document()).length())
                        .isLessThanOrEqualTo(ReadRole.MAX_CHARACTERS));
    }

    @Test
    void aParserOfTerraformsLanguageReadsTheModule() throws Exception {
        // When
        Map<String, Object> module =
                new HCLParser().parse(RoleFormat.TERRAFORM.files(ROLE).get("VigilReadOnly.tf"));
        // Then
        assertThat(module).containsKeys("terraform", "resource", "output");
        Map<?, ?> resources = (Map<?, ?>) module.get("resource");
        assertThat(((Map<?, ?>) resources.get("aws_iam_role")).keySet().toString())
                .isEqualTo("[vigil]");
        assertThat(((Map<?, ?>) resources.get("aws_iam_policy"))).hasSameSizeAs(ROLE.policies());
        assertThat(((Map<?, ?>) resources.get("aws_iam_role_policy_attachment")))
                .hasSameSizeAs(ROLE.policies());
    }

    private static void isTheRole(JsonNode resources, ReadRole role) {
        assertThat(resources.at("/Role/Properties/RoleName").asText()).isEqualTo(role.name());
        assertThat(resources.at("/Role/Properties/AssumeRolePolicyDocument")).isEqualTo(role.trust());
        assertThat(resources.at("/Role/Properties/ManagedPolicyArns")).hasSameSizeAs(role.policies());
        for (int i = 0; i < role.policies().size(); i++) {
            JsonNode policy = resources.at("/Policy%d/Properties".formatted(i + 1));
            assertThat(policy.path("ManagedPolicyName").asText())
                    .isEqualTo(role.policies().get(i).name());
            assertThat(policy.path("PolicyDocument"))
                    .isEqualTo(role.policies().get(i).document());
        }
        assertThat(resources).hasSize(1 + role.policies().size());
    }

    private static void fitsTheSchemas(JsonNode template) {
        fits(template, "Template");
        template.path("Resources").forEach(resource -> {
            assertThat(resource.size()).isEqualTo(2);
            fits(resource.path("Properties"), resource.path("Type").asText());
        });
    }

    private static void fits(JsonNode document, String shape) {
        JsonNode schema = schemas().path(shape);
        assertThat(schema.isObject()).as(shape).isTrue();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema.toString(), InputFormat.JSON)
                        .validate(document.toString(), InputFormat.JSON))
                .as(shape)
                .isEmpty();
    }

    private static JsonNode schemas() {
        try (InputStream file = CloudFormationTest.class.getResourceAsStream("resource-schemas.json")) {
            return JSON.readTree(Objects.requireNonNull(file));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static JsonNode read(String template) {
        return JSON.valueToTree(new Yaml().load(template));
    }

    /** What CloudFormation makes of its functions, as far as the templates use them. */
    private static JsonNode resolved(JsonNode node, UnaryOperator<String> values) {
        if (node.isObject()) {
            if (node.has("Ref")) {
                String name = node.path("Ref").asText();
                return TextNode.valueOf(name.startsWith("Policy") ? name : values.apply(name));
            }
            if (node.has("Fn::FindInMap"))
                return TextNode.valueOf(values.apply(node.at("/Fn::FindInMap/2").asText()));
            if (node.has("Fn::Join")) {
                JsonNode parts = resolved(node.at("/Fn::Join/1"), values);
                return TextNode.valueOf(parts.get(0).asText()
                        + node.at("/Fn::Join/0").asText()
                        + parts.get(1).asText());
            }
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> copy.set(field.getKey(), resolved(field.getValue(), values)));
            return copy;
        }
        if (!node.isArray()) return node;
        var copy = JsonNodeFactory.instance.arrayNode();
        node.forEach(item -> copy.add(resolved(item, values)));
        return copy;
    }
}
