package io.vigil.scanner.sandbox;

import io.vigil.checks.ResourceType;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which calls go wrong how: of all operations and ways, as few scans as no two calls need that one resource type meets.
 */
final class TrialPlan {
    /** What hangs or is tried again and again takes longest and waits most of the time. */
    private static final Comparator<Trial> LONGEST_FIRST = Comparator.comparing(trial -> !Set.of(
                    Disturbance.Way.ANSWERED_TOO_LATE,
                    Disturbance.Way.THROTTLED_FOR_EVER,
                    Disturbance.Way.THROTTLED_TWICE)
            .contains(trial.way));

    private final SoundScan sound;
    private final List<String> operations;
    private final List<Trial> trials = new ArrayList<>();
    private final Map<Disturbance.Way, Set<CheckId>> covered = new EnumMap<>(Disturbance.Way.class);

    private final Map<Asked, Set<CheckId>> told = new HashMap<>();

    private record Asked(AccountId account, Set<ResourceType<?>> types) {}

    private TrialPlan(SoundScan sound, List<String> operations) {
        this.sound = sound;
        this.operations = operations;
        for (Disturbance.Way way : Disturbance.Way.values()) covered.put(way, new TreeSet<>());
    }

    List<Trial> trials() {
        return trials.stream().sorted(LONGEST_FIRST).toList();
    }

    /** The checks that meet a way in some trial. */
    Set<CheckId> covered(Disturbance.Way way) {
        return covered.get(way);
    }

    Set<CheckId> covered() {
        Set<CheckId> all = new TreeSet<>();
        covered.values().forEach(all::addAll);
        return all;
    }

    /** Every operation in every way, in each account that has a word of its own of a check behind it. */
    static TrialPlan whole(SoundScan sound, List<String> operations) {
        TrialPlan plan = new TrialPlan(sound, operations);
        for (Disturbance.Way way : Disturbance.Way.values())
            for (String operation : operations) {
                Set<CheckId> told = new TreeSet<>();
                boolean met = false;
                for (AccountId account : DemoLab.ACCOUNTS) {
                    Disturbance disturbance = new Disturbance(operation, way);
                    if (plan.cannotMeet(account, disturbance)) continue;
                    if (told.addAll(plan.told(account, disturbance)) || !met)
                        plan.put(account, disturbance, /* open */ true);
                    met = true;
                }
            }
        return plan;
    }

    /** So many rounds; each lets every check meet one way and every way some check. */
    static TrialPlan sample(SoundScan sound, List<String> operations, long seed, int rounds) {
        TrialPlan plan = new TrialPlan(sound, new ArrayList<>(operations));
        Random random = new Random(seed);
        for (int i = 0; i < rounds; i++) plan.round(random);
        return plan;
    }

    private void round(Random random) {
        Set<CheckId> left = new TreeSet<>();
        for (AccountId account : DemoLab.ACCOUNTS)
            for (String operation : operations)
                left.addAll(told(account, new Disturbance(operation, Disturbance.Way.DENIED)));
        int before;
        do {
            before = left.size();
            List<Disturbance.Way> ways = new ArrayList<>(Arrays.asList(Disturbance.Way.values()));
            Collections.shuffle(ways, random);
            for (int i = 0; i < ways.size(); i++)
                cover(ways.get(i), left, Math.ceilDiv(left.size(), ways.size() - i), random);
        } while (!left.isEmpty() && left.size() < before);
    }

    /** Lets about so many of the checks that are left meet the way. */
    private void cover(Disturbance.Way way, Set<CheckId> left, int share, Random random) {
        List<AccountId> accounts = new ArrayList<>(DemoLab.ACCOUNTS);
        Collections.shuffle(accounts, random);
        Collections.shuffle(operations, random);
        int wanted = left.size() - share;
        boolean open = true;
        for (AccountId account : accounts)
            for (String operation : operations) {
                Disturbance disturbance = new Disturbance(operation, way);
                if (left.size() <= wanted || cannotMeet(account, disturbance)) continue;
                Set<CheckId> told = told(account, disturbance);
                if (Collections.disjoint(told, left) || !put(account, disturbance, open)) continue;
                open = false;
                left.removeAll(told);
            }
    }

    private Set<CheckId> told(AccountId account, Disturbance disturbance) {
        return told.computeIfAbsent(
                new Asked(account, disturbance.types()), asked -> sound.told(asked.account(), asked.types()));
    }

    private boolean cannotMeet(AccountId account, Disturbance disturbance) {
        return !disturbance.canHappen() || !sound.meets(account, disturbance);
    }

    /** @param open whether a further trial may be opened for it */
    private boolean put(AccountId account, Disturbance disturbance, boolean open) {
        Trial trial = trials.stream()
                .filter(each -> each.account.equals(account) && each.takes(disturbance))
                .findFirst()
                .orElseGet(() -> new Trial(disturbance.way(), account));
        if (trial.disturbances.isEmpty()) {
            if (!open) return false;
            trials.add(trial);
        }
        trial.add(disturbance);
        covered.get(disturbance.way()).addAll(told(account, disturbance));
        return true;
    }
}
