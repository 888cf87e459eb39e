package io.vigil.scanner.aws;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * A call of an operation by its name, for something that does not exist: what AWS demands is filled with words of ours.
 * Operations are reads, each one; see {@link SessionPolicies}.
 *
 * @param kind of resource that it is about, in the service's word, empty where it is about one alone
 */
record EmptyCall(AwsService service, Method method, String kind) {
    /** Long enough that nobody has anything of this name. */
    private static final String NOTHING = "vigil-probe-of-nothing-7c1d9e52b04f";

    /** By kind, as only an ARN tells it. */
    private static final Map<String, String> OF_KIND = Map.of(
            "APP_RUNNER_SERVICE", "arn:aws:apprunner:%s:%s:service/%s/00000000000000000000000000000000",
            "COGNITO_USER_POOL", "arn:aws:cognito-idp:%s:%s:userpool/%s",
            "VERIFIED_ACCESS_INSTANCE", "arn:aws:ec2:%s:%s:verified-access-instance/%s");

    /** Empty when the SDK has no plain call of this name. */
    static Optional<EmptyCall> of(String operation) {
        int colon = operation.indexOf(':');
        String[] parts = operation.substring(colon + 1).split("/", /* limit */ 2);
        String name = parts[0];
        String kind = parts.length > 1 ? parts[1] : "";
        return Arrays.stream(AwsService.values())
                .filter(service -> service.prefix.equals(operation.substring(0, colon)))
                .flatMap(service -> Arrays.stream(service.client.getMethods())
                        .filter(method -> method.getName().equalsIgnoreCase(name))
                        .filter(method -> method.getParameterCount() == 1
                                && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                                && !Modifier.isStatic(method.getModifiers()))
                        .map(method -> new EmptyCall(service, method, kind)))
                .findFirst();
    }

    /** @throws RuntimeException what the SDK throws */
    void send(AwsSession session, Region region) {
        SdkClient client = session.client(service.client, region);
        try {
            method.invoke(client, request(session.account(), region));
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException failure) throw failure;
            if (thrown.getCause() instanceof Error error) throw error;
            throw new IllegalStateException(thrown.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the SDK's public methods can be called", impossible);
        }
    }

    private AwsRequest request(AccountId account, Region region) throws ReflectiveOperationException {
        Object builder = method.getParameterTypes()[0].getMethod("builder").invoke(null);
        for (SdkField<?> field : ((SdkPojo) builder).sdkFields())
            if (isDemanded(field)) value(field, account, region).ifPresent(value -> field.set(builder, value));
        return (AwsRequest) ((SdkBuilder<?, ?>) builder).build();
    }

    /** S3 Control's account is part of its host name, which the SDK's description of the field does not say. */
    private boolean isDemanded(SdkField<?> field) {
        return field.containsTrait(RequiredTrait.class)
                || (!kind.isEmpty() && (tellsKind(field) || isAbout(field)))
                || field.location() == MarshallLocation.PATH
                || (service == AwsService.S3_CONTROL && field.memberName().equals("AccountId"));
    }

    private static boolean tellsKind(SdkField<?> field) {
        return field.memberName().equals("ResourceType");
    }

    private static boolean isAbout(SdkField<?> field) {
        return field.memberName().equals("ResourceArn");
    }

    private Optional<Object> value(SdkField<?> field, AccountId account, Region region) {
        MarshallingType<?> type = field.marshallingType();
        if (tellsKind(field) && !kind.isEmpty()) return Optional.of(kind);
        if (isAbout(field) && OF_KIND.containsKey(kind))
            return Optional.of(OF_KIND.get(kind).formatted(region, account, NOTHING));
        if (type == MarshallingType.STRING) return Optional.of(text(field.memberName(), account, region));
        if (type == MarshallingType.LIST) return Optional.of(List.of(text(field.memberName(), account, region)));
        if (type == MarshallingType.INTEGER) return Optional.of(1);
        if (type == MarshallingType.LONG) return Optional.of(1L);
        if (type == MarshallingType.BOOLEAN) return Optional.of(false);
        if (type == MarshallingType.INSTANT) return Optional.of(Instant.EPOCH);
        return Optional.empty();
    }

    private static String text(String member, AccountId account, Region region) {
        String name = member.toLowerCase(Locale.ROOT);
        if (name.equals("accountid")) return account.value();
        if (name.contains("arn")) return "arn:aws:vigil:%s:%s:probe/%s".formatted(region, account, NOTHING);
        return NOTHING;
    }
}
