package io.vigil.checks.policy;

import java.util.List;
import java.util.Optional;

/**
 * Every policy that decides what an identity may do; service control policies and session policies are not known here.
 *
 * @param holder the ARN of the user, role, group or managed policy
 * @param own a principal's inline policies, or the managed policy itself
 * @param inherited attached ones, and those that come by a group
 * @param boundary empty when there is none
 * @param adminRoles the account's, which a narrow grant may reach by their names
 */
public record Access(
        String holder,
        List<HeldPolicy> own,
        List<HeldPolicy> inherited,
        Optional<HeldPolicy> boundary,
        List<AdminRole> adminRoles) {}
