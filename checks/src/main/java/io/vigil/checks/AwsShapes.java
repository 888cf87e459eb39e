package io.vigil.checks;

import io.vigil.checks.Shape.ListOf;
import io.vigil.checks.Shape.MapOf;
import io.vigil.checks.Shape.Member;
import io.vigil.checks.Shape.Scalar;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * AWS's shapes by the SDK's own metadata. Members are called as in the API reference, with the first letter large
 * where a service writes it small, so that a reader sees by the letter whose word it is.
 */
final class AwsShapes {

    /** May hold secrets: no document has them, no check can name them. */
    static final Set<String> FORBIDDEN = Set.of(
            "apigateway.CanarySettings.StageVariableOverrides",
            "apigateway.Stage.Variables",
            "apigatewayv2.Stage.StageVariables",
            "cloudformation.Output.OutputValue",
            "cloudformation.Parameter.ParameterValue",
            "cloudformation.Parameter.ResolvedValue",
            "cloudfront.OriginCustomHeader.HeaderValue",
            "ecs.ContainerDefinition.Command",
            "ecs.ContainerDefinition.DockerLabels",
            "ecs.ContainerDefinition.EntryPoint",
            "ecs.ContainerDefinition.Environment",
            "ecs.DockerVolumeConfiguration.DriverOpts",
            "ecs.FirelensConfiguration.Options",
            "ecs.HealthCheck.Command",
            "ecs.LogConfiguration.Options",
            "ecs.ProxyConfiguration.Properties",
            "elasticloadbalancingv2.AuthenticateOidcActionConfig.ClientSecret",
            "lambda.FunctionConfiguration.Environment",
            "rds.ClusterPendingModifiedValues.MasterUserPassword",
            "rds.PendingModifiedValues.MasterUserPassword",
            "redshift.PendingModifiedValues.MasterUserPassword",
            "wafv2.CustomHTTPHeader.Value");

    /** Where the SDK for Java calls a member otherwise than the API reference, since Java reserves the word. */
    private static final Map<String, String> RENAMED = Map.of("ec2.Image.PublicLaunchPermissions", "Public");

    private AwsShapes() {}

    /** Such as {@code ec2.SecurityGroup}. */
    static String name(Class<?> type) {
        String service = type.getPackageName()
                .replace("software.amazon.awssdk.services.", "")
                .replace(".model", "");
        return service + "." + type.getSimpleName();
    }

    static Map<String, Member> members(Class<?> type) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (SdkField<?> field : fields(type)) {
            String name = apiName(type, field.memberName());
            if (FORBIDDEN.contains(name(type) + "." + name)) continue;
            members.put(
                    name,
                    new Member(
                            name,
                            shape(field),
                            /* awsOwn */ true,
                            /* mayBeMissing */ false,
                            words(type, field.memberName()),
                            pojo -> {
                                Object value = field.getValueOrDefault(pojo);
                                boolean untold =
                                        value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap;
                                return untold ? null : value;
                            }));
        }
        return Collections.unmodifiableMap(members);
    }

    private static String apiName(Class<?> type, String member) {
        return RENAMED.getOrDefault(
                name(type) + "." + member, Character.toUpperCase(member.charAt(0)) + member.substring(1));
    }

    private static List<SdkField<?>> fields(Class<?> type) {
        try {
            return ((SdkPojo) type.getMethod("builder").invoke(null)).sdkFields();
        } catch (ReflectiveOperationException noShape) {
            throw new IllegalStateException(type + " is no shape of AWS", noShape);
        }
    }

    private static Shape shape(SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) return Scalar.TEXT;
        if (type == MarshallingType.BOOLEAN) return Scalar.FLAG;
        if (type == MarshallingType.INTEGER
                || type == MarshallingType.LONG
                || type == MarshallingType.SHORT
                || type == MarshallingType.BYTE) return Scalar.INTEGER;
        if (type == MarshallingType.FLOAT || type == MarshallingType.DOUBLE || type == MarshallingType.BIG_DECIMAL)
            return Scalar.DECIMAL;
        if (type == MarshallingType.INSTANT) return Scalar.TIME;
        if (type == MarshallingType.LIST)
            return new ListOf(shape(field.getTrait(ListTrait.class).memberFieldInfo()));
        if (type == MarshallingType.MAP)
            return new MapOf(shape(field.getTrait(MapTrait.class).valueFieldInfo()));
        if (type == MarshallingType.SDK_POJO)
            return Shapes.of(field.constructor().get().getClass().getEnclosingClass());
        return Scalar.ANY;
    }

    /** The SDK gives an enum two getters, {@code state()} and {@code stateAsString()}; lists have {@code …AsStrings()}. */
    private static Set<String> words(Class<?> type, String member) {
        for (var getter : type.getMethods()) {
            boolean second = getter.getParameterCount() == 0
                    && (getter.getName().equalsIgnoreCase(member + "AsString")
                            || getter.getName().equalsIgnoreCase(member + "AsStrings"));
            if (!second) continue;
            String first = getter.getName().replaceAll("AsStrings?$", "");
            try {
                var generic = type.getMethod(first).getGenericReturnType();
                Class<?> words = generic instanceof java.lang.reflect.ParameterizedType list
                        ? (Class<?>) list.getActualTypeArguments()[0]
                        : (Class<?>) generic;
                if (!words.isEnum()) return Set.of();
                return Arrays.stream(words.getEnumConstants())
                        .filter(word -> !((Enum<?>) word).name().equals("UNKNOWN_TO_SDK_VERSION"))
                        .map(Object::toString)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (NoSuchMethodException | ClassCastException otherwiseNamed) {
                return Set.of();
            }
        }
        return Set.of();
    }
}
