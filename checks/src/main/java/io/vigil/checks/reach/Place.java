package io.vigil.checks.reach;

import java.util.List;

/**
 * Where an interface stands.
 *
 * @param addresses its own inside the VPC, or the blocks of its subnet
 */
record Place(String vpc, String subnet, List<String> addresses) {
    AddressSet inside(IpVersion version) {
        return AddressSet.of(version, addresses);
    }
}
