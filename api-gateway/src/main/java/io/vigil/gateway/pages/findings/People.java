package io.vigil.gateway.pages.findings;

import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.Finding;
import io.vigil.gateway.upstream.Member;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who can be given a finding.
 *
 * @param me subject of who looks
 * @param names by subject; empty for who may not know, and while tenant-service does not answer
 */
public record People(String me, Map<String, String> names) {
    private static final String MYSELF = "me";
    private static final String NOBODY = "none";

    public record Choice(String value, String name, boolean chosen) {}

    static CompletableFuture<List<Member>> asking(Services services, Visit visit) {
        return visit.mayOperate()
                ? services.listing(Service.TENANTS, visit.caller(), visit.path() + "/members", Member.class)
                : CompletableFuture.completedFuture(List.of());
    }

    static People of(Visit visit, CompletableFuture<List<Member>> asked) {
        Map<String, String> names = new LinkedHashMap<>();
        try {
            Services.await(asked).forEach(member -> names.put(member.subject(), member.email()));
        } catch (ServiceUnavailable | Problem unknown) {
            // the page is about findings; who could have them is not worth failing for
        }
        return new People(visit.caller().subject(), names);
    }

    /** With nobody first, then who looks; whoever has it stays a choice. */
    public List<Choice> to(Finding.@Nullable Assignee now) {
        String has = now == null ? "" : now.subject();
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", "Nobody", has.isEmpty()));
        choices.add(new Choice(MYSELF, "Me", has.equals(me)));
        names.forEach((subject, name) -> {
            if (!subject.equals(me)) choices.add(new Choice(subject, name, has.equals(subject)));
        });
        if (now != null && !has.equals(me) && !names.containsKey(has)) choices.add(new Choice(has, now.name(), true));
        return choices;
    }

    /** For many that may have been given to different people; taking them from all of these comes last. */
    public List<Choice> anybody() {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(MYSELF, "Me", true));
        names.forEach((subject, name) -> {
            if (!subject.equals(me)) choices.add(new Choice(subject, name, false));
        });
        choices.add(new Choice(NOBODY, "Nobody", false));
        return choices;
    }

    /** What a list can be narrowed to. */
    public List<Choice> of(String wanted) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice(MYSELF, "Me", wanted.equals(MYSELF)));
        choices.add(new Choice(NOBODY, "Nobody", wanted.equals(NOBODY)));
        names.forEach((subject, name) -> choices.add(new Choice(subject, name, wanted.equals(subject))));
        return choices;
    }
}
