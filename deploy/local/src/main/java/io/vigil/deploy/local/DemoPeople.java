package io.vigil.deploy.local;

/** The logins of the local realm; their subjects are fixed there. */
record DemoPeople(String login, String subject, String email, String role) {
    static final DemoPeople TIDEWATER_VIEWER =
            new DemoPeople("vera", "a1000000-0000-4000-8000-000000000001", "vera@tidewater-energy.example", "VIEWER");
    static final DemoPeople TIDEWATER_ADMIN =
            new DemoPeople("amir", "a1000000-0000-4000-8000-000000000002", "amir@tidewater-energy.example", "ADMIN");
    static final DemoPeople JUNIPER_ADMIN =
            new DemoPeople("bruna", "b2000000-0000-4000-8000-000000000001", "bruna@juniper-clinics.example", "ADMIN");
    static final DemoPeople MSP_ANALYST = new DemoPeople(
            "nadia", "c3000000-0000-4000-8000-000000000001", "nadia@lanternfield.example", "MSP_ANALYST");
    static final DemoPeople MSP_ADMIN =
            new DemoPeople("marek", "c3000000-0000-4000-8000-000000000002", "marek@lanternfield.example", "MSP_ADMIN");
}
