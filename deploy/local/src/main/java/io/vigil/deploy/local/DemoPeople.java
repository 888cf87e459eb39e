package io.vigil.deploy.local;

import java.util.List;

/**
 * The logins of the local realm; their subjects are fixed there.
 *
 * @param who of the platform's roles the person is, in words
 */
record DemoPeople(String login, String subject, String email, String role, String who) {
    static final DemoPeople TIDEWATER_VIEWER = new DemoPeople(
            "vera",
            "a1000000-0000-4000-8000-000000000001",
            "vera@tidewater-energy.example",
            "VIEWER",
            "reads what concerns Tidewater Energy");
    static final DemoPeople TIDEWATER_ADMIN = new DemoPeople(
            "amir",
            "a1000000-0000-4000-8000-000000000002",
            "amir@tidewater-energy.example",
            "ADMIN",
            "administrator of Tidewater Energy");
    static final DemoPeople JUNIPER_ADMIN = new DemoPeople(
            "bruna",
            "b2000000-0000-4000-8000-000000000001",
            "bruna@juniper-clinics.example",
            "ADMIN",
            "administrator of Juniper Clinics");
    static final DemoPeople MSP_ANALYST = new DemoPeople(
            "nadia",
            "c3000000-0000-4000-8000-000000000001",
            "nadia@lanternfield.example",
            "MSP_ANALYST",
            "the provider's analyst, sees all customers' counts and enters by a grant");
    static final DemoPeople MSP_ADMIN = new DemoPeople(
            "marek",
            "c3000000-0000-4000-8000-000000000002",
            "marek@lanternfield.example",
            "MSP_ADMIN",
            "the provider's administrator");
    static final List<DemoPeople> ALL =
            List.of(TIDEWATER_VIEWER, TIDEWATER_ADMIN, JUNIPER_ADMIN, MSP_ANALYST, MSP_ADMIN);
}
