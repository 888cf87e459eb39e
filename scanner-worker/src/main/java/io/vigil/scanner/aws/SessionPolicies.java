package io.vigil.scanner.aws;

import io.vigil.checks.iam.DataReads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The inline session policies of one account's sessions: AWS takes 2,048 characters a session, so services are put into
 * as many groups as that needs. A policy allows what the collectors call and nothing else, and denies what holds
 * customers' data, whatever the role allows.
 */
public final class SessionPolicies {
    /** AWS's limit for the inline policy of AssumeRole. */
    static final int MAX_CHARACTERS = 2048;

    private static final Pattern READS = Pattern.compile(
            "[a-z0-9-]+:(Get|List|Describe|BatchGet|Lookup|Search|GenerateCredentialReport)[A-Za-z0-9]*|apigateway:GET");

    /**
     * @param services operation prefixes of the services that use this session, such as {@code ec2}
     * @param policy JSON, at most 2,048 characters
     */
    public record Group(SortedSet<String> services, SortedSet<String> actions, String policy) {}

    private final List<Group> groups;

    /**
     * @param operations that collectors declare
     * @param iamActions from an operation to the IAM action that allows it
     * @throws IllegalArgumentException if an operation is no read, hands out data, or one service fills a session alone
     */
    public SessionPolicies(Collection<String> operations, UnaryOperator<String> iamActions) {
        this.groups = groups(actionsByService(operations, iamActions));
    }

    public List<Group> groups() {
        return groups;
    }

    private static Map<String, SortedSet<String>> actionsByService(
            Collection<String> operations, UnaryOperator<String> iamActions) {
        Map<String, SortedSet<String>> actions = new TreeMap<>();
        for (String operation : operations) {
            String action = iamActions.apply(operation);
            if (!READS.matcher(action).matches())
                throw new IllegalArgumentException(
                        "operation %s needs %s, which is no read".formatted(operation, action));
            if (DataReads.include(action))
                throw new IllegalArgumentException("operation %s hands out customers' data".formatted(operation));
            actions.computeIfAbsent(operation.substring(0, operation.indexOf(':')), s -> new TreeSet<>())
                    .add(action);
        }
        return actions;
    }

    private static List<Group> groups(Map<String, SortedSet<String>> actionsByService) {
        List<Group> groups = new ArrayList<>();
        Group open = group(new TreeSet<>(), new TreeSet<>());
        for (var service : actionsByService.entrySet()) {
            Group wider = with(open, service.getKey(), service.getValue());
            if (wider.policy().length() <= MAX_CHARACTERS) {
                open = wider;
                continue;
            }
            groups.add(open);
            open = with(group(new TreeSet<>(), new TreeSet<>()), service.getKey(), service.getValue());
            if (open.policy().length() > MAX_CHARACTERS)
                throw new IllegalArgumentException("service %s alone needs a session policy of %d characters"
                        .formatted(service.getKey(), open.policy().length()));
        }
        if (!open.services().isEmpty()) groups.add(open);
        return List.copyOf(groups);
    }

    private static Group with(Group group, String service, SortedSet<String> actions) {
        SortedSet<String> services = new TreeSet<>(group.services());
        services.add(service);
        SortedSet<String> all = new TreeSet<>(group.actions());
        all.addAll(actions);
        return group(services, all);
    }

    private static Group group(SortedSet<String> services, SortedSet<String> actions) {
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[%s],"Resource":"*"},{"Effect":"Deny","Action":[%s],"Resource":"*"}]}""".formatted(quoted(actions), quoted(DataReads.OF_SESSIONS));
        return new Group(services, actions, policy);
    }

    private static String quoted(Collection<String> actions) {
        return actions.stream().collect(Collectors.joining("\",\"", "\"", "\""));
    }
}
