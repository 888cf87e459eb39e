package io.vigil.scanner.collect.account;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.ListRegionsRequest;
import software.amazon.awssdk.services.account.model.ListRegionsResponse;
import software.amazon.awssdk.services.account.model.Region;
import software.amazon.awssdk.services.account.model.RegionOptStatus;

/** The regions that somebody switched on; those that AWS switches on for everybody are not among them. */
final class OptInRegions {
    static final String OPERATION = "account:ListRegions";
    private static final int PAGE = 50;

    private OptInRegions() {}

    static Read<List<String>> of(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        AccountClient.class,
                        scope.region(),
                        ListRegionsRequest.builder().maxResults(PAGE).build(),
                        AccountClient::listRegionsPaginator,
                        ListRegionsResponse::regions)
                .whole()
                .map(regions -> regions.stream()
                        .filter(region -> region.regionOptStatus() == RegionOptStatus.ENABLED
                                || region.regionOptStatus() == RegionOptStatus.ENABLING)
                        .map(Region::regionName)
                        .toList());
    }
}
