package io.vigil.tenants.admission;

/**
 * What one decision may let in.
 *
 * @param inFlight units out at once, over all tenants
 * @param keptForScheduled units of those that interactive scans leave to scheduled ones that wait
 * @param oneInSo at least one issue in so many is a scheduled one while some wait: for an installation so small that
 *     nothing can be kept
 */
record Limits(int inFlight, int keptForScheduled, int oneInSo, int perTenant, int perAccount) {

    static Limits of(AdmissionConfig config, int liveSlots) {
        int inFlight = (int) Math.floor(config.inFlightPerSlot() * liveSlots);
        int share = (int) Math.ceil(config.scheduledShare() * liveSlots);
        return new Limits(
                inFlight,
                Math.max(0, Math.min(share, inFlight - 1)),
                (int) Math.max(1, Math.round(1 / config.scheduledShare())),
                config.perTenant(),
                config.perAccount());
    }
}
