package io.vigil.e2e;

/** Who can log in on the local stack; their permissions are rows that each test makes. */
enum People {
    VERA("vera", "a1000000-0000-4000-8000-000000000001"),
    AMIR("amir", "a1000000-0000-4000-8000-000000000002"),
    BRUNA("bruna", "b2000000-0000-4000-8000-000000000001"),
    NADIA("nadia", "c3000000-0000-4000-8000-000000000001"),
    /** The provider's administrator. */
    MAREK("marek", "c3000000-0000-4000-8000-000000000002");

    final String user;
    final String subject;

    People(String user, String subject) {
        this.user = user;
        this.subject = subject;
    }

    Api login(Platform platform) {
        return Api.as(platform, user, platform.demoPassword());
    }
}
