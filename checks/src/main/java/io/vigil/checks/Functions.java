package io.vigil.checks;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import io.vigil.checks.policy.Wildcard;
import io.vigil.checks.trailevents.FilterPattern;
import io.vigil.checks.trailevents.TrailEvent;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the check language cannot say itself. */
final class Functions {

    private static final TypeParamType ELEMENT = TypeParamType.create("E");

    static final List<CelFunctionDecl> DECLARATIONS = List.of(
            CelFunctionDecl.newFunctionDeclaration(
                    "cidr.coversInternet",
                    CelOverloadDecl.newGlobalOverload(
                            "cidr_covers_internet", SimpleType.BOOL, ListType.create(SimpleType.DYN))),
            CelFunctionDecl.newFunctionDeclaration(
                    "ports.cover",
                    CelOverloadDecl.newGlobalOverload(
                            "ports_cover",
                            SimpleType.BOOL,
                            SimpleType.INT,
                            SimpleType.INT,
                            ListType.create(SimpleType.INT))),
            CelFunctionDecl.newFunctionDeclaration(
                    "cidr.hold",
                    CelOverloadDecl.newGlobalOverload(
                            "cidr_hold", SimpleType.BOOL, ListType.create(SimpleType.STRING), SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                    "lists.sure",
                    CelOverloadDecl.newGlobalOverload(
                            "lists_sure", ListType.create(ELEMENT), ListType.create(ELEMENT), SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                    "texts.like",
                    CelOverloadDecl.newGlobalOverload(
                            "texts_like", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                    "dates.day",
                    CelOverloadDecl.newGlobalOverload("dates_day", SimpleType.STRING, SimpleType.TIMESTAMP)),
            CelFunctionDecl.newFunctionDeclaration(
                    "dates.listed",
                    CelOverloadDecl.newGlobalOverload(
                            "dates_listed",
                            SimpleType.TIMESTAMP,
                            ListType.create(SimpleType.STRING),
                            SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                    "lists.declared",
                    CelOverloadDecl.newGlobalOverload(
                            "lists_declared", ELEMENT, ListType.create(ELEMENT), SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                    "events.pickedBy",
                    CelOverloadDecl.newGlobalOverload(
                            "events_picked_by", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)));

    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from(
                    "cidr_covers_internet", List.class, ranges -> CidrRanges.coverInternet(texts(ranges))),
            CelFunctionBinding.from(
                    "ports_cover",
                    List.<Class<?>>of(Long.class, Long.class, List.class),
                    arguments -> cover((Long) arguments[0], (Long) arguments[1], (List<?>) arguments[2])),
            CelFunctionBinding.from(
                    "cidr_hold", List.class, String.class, (ranges, range) -> CidrRanges.hold(texts(ranges), range)),
            CelFunctionBinding.from("lists_sure", List.class, String.class, Functions::sure),
            CelFunctionBinding.from(
                    "texts_like", String.class, String.class, (text, pattern) -> Wildcard.matches(pattern, text)),
            CelFunctionBinding.from("dates_day", Instant.class, ListedDates::day),
            CelFunctionBinding.from("dates_listed", List.class, String.class, ListedDates::of),
            CelFunctionBinding.from("lists_declared", List.class, String.class, Functions::declared),
            CelFunctionBinding.from("events_picked_by", String.class, String.class, Functions::pickedBy));

    /** Those whose cost is bounded by their arguments: what is added here comes to own checks only once it is listed. */
    private static final Set<String> BOUNDED =
            Set.of("cidr.coversInternet", "ports.cover", "dates.day", "dates.listed", "lists.declared");

    static final List<CelFunctionDecl> OWN_DECLARATIONS =
            DECLARATIONS.stream().filter(each -> BOUNDED.contains(each.name())).toList();

    /** The rest of {@link #OWN_DECLARATIONS} is {@link BoundedText}'s. */
    static final List<CelFunctionBinding> OWN_BINDINGS = BINDINGS.stream()
            .filter(each -> !Set.of("cidr_covers_internet", "events_picked_by").contains(each.getOverloadId()))
            .toList();

    /** Those that checks name. */
    private static final Remembered<TrailEvent> EVENTS = new Remembered<>(TrailEvent::of, /* most */ 500);

    /** An account is asked about each of its patterns by every check of alarms. */
    private static final Remembered<FilterPattern> PATTERNS = new Remembered<>(FilterPattern::parse, /* most */ 500);

    private Functions() {}

    /** Lists of lists too, since the language cannot flatten. */
    static List<String> texts(List<?> ranges) {
        List<String> texts = new ArrayList<>();
        for (Object range : ranges)
            if (range instanceof List<?> inner) texts.addAll(texts(inner));
            else texts.add((String) range);
        return texts;
    }

    /** Those of which a member is known to be true; a filter could not leave out what is not known. */
    private static List<?> sure(List<?> list, String member) {
        return list.stream().filter(each -> isSure((Map<?, ?>) each, member)).toList();
    }

    private static boolean isSure(Map<?, ?> element, String member) {
        try {
            return Boolean.TRUE.equals(element.get(member));
        } catch (NotRead unknown) {
            return false;
        }
    }

    /** Whether a range of ports, ends included, takes in one of the ports. */
    private static boolean cover(long from, long to, List<?> ports) {
        return ports.stream().anyMatch(port -> from <= (Long) port && (Long) port <= to);
    }

    /** The first of what was declared; when nothing was, what is compared with it is undetermined. */
    private static Object declared(List<?> list, String what) {
        if (!list.isEmpty()) return list.getFirst();
        throw new NotRead(new Unread(UnreadReason.NOT_DECLARED, null, null, "the tenant has not declared " + what));
    }

    /** Whether a metric filter's pattern picks out the event; one that nobody understands makes it unknown. */
    private static boolean pickedBy(String event, String pattern) {
        try {
            return EVENTS.of(event).isPickedBy(PATTERNS.of(pattern));
        } catch (IllegalArgumentException notUnderstood) {
            String detail = "the filter pattern is not readable: " + notUnderstood.getMessage();
            throw new NotRead(new Unread(UnreadReason.MALFORMED, "logs:DescribeMetricFilters", null, detail));
        }
    }
}
