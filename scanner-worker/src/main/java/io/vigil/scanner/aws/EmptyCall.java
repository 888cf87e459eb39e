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
 */
record EmptyCall(AwsService service, Method method) {
    /** Long enough that nobody has anything of this name. */
    private static final String NOTHING = "vigil-probe-of-nothing-7c1d9e52b04f";

    /** Empty when the SDK has no plain call of this name. */
    static Optional<EmptyCall> of(String operation) {
        int colon = operation.indexOf(':');
        String name = operation.substring(colon + 1);
        return Arrays.stream(AwsService.values())
                .filter(service -> service.prefix.equals(operation.substring(0, colon)))
                .flatMap(service -> Arrays.stream(service.client.getMethods())
                        .filter(method -> method.getName().equalsIgnoreCase(name))
                        .filter(method -> method.getParameterCount() == 1
                                && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                                && !Modifier.isStatic(method.getModifiers()))
                        .map(method -> new EmptyCall(service, method)))
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
                || field.location() == MarshallLocation.PATH
                || (service == AwsService.S3_CONTROL && field.memberName().equals("AccountId"));
    }

    private static Optional<Object> value(SdkField<?> field, AccountId account, Region region) {
        MarshallingType<?> type = field.marshallingType();
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
