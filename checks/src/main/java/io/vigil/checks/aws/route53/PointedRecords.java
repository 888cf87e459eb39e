package io.vigil.checks.aws.route53;

import io.vigil.checks.Read;
import java.util.List;

/**
 * The records of a zone that lead to an address or a bucket which the account does not hold.
 *
 * @param dangling where anybody can get what they lead to
 * @param doubtful where that is not known
 */
public record PointedRecords(List<PointedRecord> dangling, List<DoubtfulRecord> doubtful) {

    /**
     * @param name without the dot at its end
     * @param target as the record has it
     * @param address the IPv4 address that it leads to, empty for a bucket
     */
    public record PointedRecord(String name, String target, String address) {}

    /** @param dangling always missing, with the reason */
    public record DoubtfulRecord(String name, String target, String address, Read<Boolean> dangling) {}
}
