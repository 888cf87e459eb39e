package io.vigil.tenants.accounts;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.vigil.contracts.AccountChanged;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "aws_account")
@IdClass(AccountRow.Key.class)
class AccountRow extends PanacheEntityBase {
    @Id
    @Column(name = "tenant_id")
    UUID tenantId;

    @Id
    @Column(name = "account_id")
    String accountId;

    String name;

    @Column(name = "role_name")
    String roleName;

    @Column(name = "external_id")
    String externalId;

    String[] regions;

    @Enumerated(EnumType.STRING)
    Account.State state;

    @Column(name = "state_message")
    @Nullable
    String stateMessage;

    @Column(name = "state_since")
    Instant stateSince;

    @Nullable
    String outcome;

    @Nullable
    String words;

    @Column(name = "checked_at")
    @Nullable
    Instant checkedAt;

    @Column(name = "regions_off")
    String[] regionsOff = new String[0];

    String denied = "[]";

    @Column(name = "actions_checked_at")
    @Nullable
    Instant actionsCheckedAt;

    int allowed;

    int untold;

    @Column(name = "last_scan_at")
    @Nullable
    Instant lastScanAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "disconnected_at")
    @Nullable
    Instant disconnectedAt;

    long revision;

    record Key(UUID tenantId, String accountId) {}

    static Optional<AccountRow> find(TenantId tenant, AccountId account) {
        return findByIdOptional(new Key(tenant.value(), account.value()));
    }

    /** Empty for a disconnected one as well. */
    static Optional<AccountRow> connected(TenantId tenant, AccountId account) {
        return find(tenant, account).filter(row -> row.disconnectedAt == null);
    }

    List<Region> regionsRead() {
        return Arrays.stream(regions).map(Region::new).toList();
    }

    Account shown() {
        return new Account(
                new AccountId(accountId),
                name,
                roleName,
                "arn:aws:iam::" + accountId + ":role/" + roleName,
                externalId,
                regionsRead(),
                state,
                stateMessage,
                stateSince,
                checkedAt,
                lastScanAt,
                createdAt);
    }

    /** As if it had never been here: what a probe told of an earlier registration says nothing of this one. */
    void begin(String drawnExternalId, Instant now) {
        externalId = drawnExternalId;
        state = Account.State.PENDING;
        stateMessage = null;
        stateSince = now;
        outcome = null;
        words = null;
        checkedAt = null;
        regionsOff = new String[0];
        denied = "[]";
        actionsCheckedAt = null;
        allowed = 0;
        untold = 0;
        lastScanAt = null;
        createdAt = now;
        disconnectedAt = null;
        revision++;
    }

    AccountChanged told(Instant now) {
        return new AccountChanged(
                new TenantId(tenantId),
                new AccountId(accountId),
                revision,
                name,
                regionsRead(),
                disconnectedAt == null,
                now);
    }
}
