package io.vigil.scanner.aws;

/**
 * How many calls AWS takes from an account in a region, by a token bucket.
 *
 * <p>Published and used here: EC2's non-mutating actions (20 a second, 100 at once, each action by itself), Lambda's
 * control plane (15 a second), CloudWatch and CloudWatch Logs (9 and 10 a second for alarms and log groups), CloudTrail
 * (10), API Gateway (10 a second, 40 at once), Route 53 (5), KMS (500 a second for the slowest of its lists).
 *
 * @param perSecond tokens that come back
 * @param burst tokens that the full bucket holds
 * @param isOfOperation whether each operation has a bucket of its own
 */
record Grant(int perSecond, int burst, boolean isOfOperation) {
    static Grant eachOperation(int perSecond, int burst) {
        return new Grant(perSecond, burst, true);
    }

    static Grant together(int perSecond, int burst) {
        return new Grant(perSecond, burst, false);
    }
}
