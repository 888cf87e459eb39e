package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ReadingOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a tenant's organizations, and how they were read. */
record AwsOrganizations(List<Summary> organizations, List<Reading> readings) {

    /**
     * @param readThrough the account that told of it
     * @param accounts how many stand how
     * @param enrols whether new accounts are connected by themselves
     */
    record Summary(
            OrganizationId id,
            AccountId management,
            AccountId readThrough,
            Instant readAt,
            Map<Member.State, Integer> accounts,
            boolean enrols) {}

    /**
     * The last reading through an account.
     *
     * @param waiting whether another answer is awaited
     * @param outcome absent until one was answered
     * @param title what came of it, in a sentence
     * @param fix what to do about it; absent where nothing is to be done
     * @param words AWS's own
     * @param missingAction of IAM
     */
    record Reading(
            AccountId account,
            Instant askedAt,
            boolean waiting,
            @Nullable Instant answeredAt,
            @Nullable ReadingOutcome outcome,
            String title,
            @Nullable String fix,
            @Nullable String words,
            @Nullable String missingAction,
            @Nullable OrganizationId organization,
            @Nullable AccountId management) {}

    /**
     * One organization with its units; each unit stands after its parent.
     *
     * @param nextReadingAt by itself
     * @param reading the last one through that account; of another organization if it has moved
     */
    record Tree(
            OrganizationId id,
            AccountId management,
            AccountId readThrough,
            Instant readAt,
            @Nullable Instant nextReadingAt,
            @Nullable Reading reading,
            Map<Member.State, Integer> accounts,
            List<UnitShown> units,
            @Nullable EnrolRule rule) {}

    /**
     * @param parent absent for a root
     * @param level 1 for a root
     * @param accounts of its own, how many stand how
     * @param below how many accounts it and all below it have
     */
    record UnitShown(
            String id,
            @Nullable String parent,
            String name,
            int level,
            Map<Member.State, Integer> accounts,
            int below) {}

    /** @param next what to ask for after these; absent after the last */
    record Page(List<Member> accounts, @Nullable AccountId next) {}
}
