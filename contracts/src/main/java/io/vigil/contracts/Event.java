package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** What one service tells the others; named in the past tense, carried by Kafka as JSON with its {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(ScanUnitRequested.class),
    @JsonSubTypes.Type(ScanUnitRevoked.class),
    @JsonSubTypes.Type(UnitStarted.class),
    @JsonSubTypes.Type(UnitBeat.class),
    @JsonSubTypes.Type(UnitReturned.class),
    @JsonSubTypes.Type(UnitFailed.class),
    @JsonSubTypes.Type(WorkerBeat.class),
    @JsonSubTypes.Type(VerdictsReported.class),
    @JsonSubTypes.Type(ResourcesReported.class),
    @JsonSubTypes.Type(UnitClosed.class),
    @JsonSubTypes.Type(ScanUnitFolded.class),
    @JsonSubTypes.Type(FindingChanged.class),
    @JsonSubTypes.Type(TenantChanged.class),
    @JsonSubTypes.Type(MemberRemoved.class),
    @JsonSubTypes.Type(AccountChanged.class),
    @JsonSubTypes.Type(PackPublished.class),
    @JsonSubTypes.Type(ProbeRequested.class),
    @JsonSubTypes.Type(AccountProbed.class),
    @JsonSubTypes.Type(OrganizationRequested.class),
    @JsonSubTypes.Type(OrganizationRead.class),
    @JsonSubTypes.Type(TenantClosing.class),
    @JsonSubTypes.Type(TenantPartClosed.class),
})
public sealed interface Event
        permits Event.OfUnit,
                WorkerBeat,
                FindingChanged,
                TenantChanged,
                MemberRemoved,
                AccountChanged,
                PackPublished,
                ProbeRequested,
                AccountProbed,
                OrganizationRequested,
                OrganizationRead,
                TenantClosing,
                TenantPartClosed {

    /** Equal for every copy of the same happening, so that a consumer can drop the second. */
    UUID eventId();

    /** The Kafka key. */
    String key();

    /** Whatever a unit's worker says of the unit it holds. */
    sealed interface OfUnit extends Event
            permits UnitProgress, UnitReport, ScanUnitRequested, ScanUnitRevoked, ScanUnitFolded {
        UnitRef unit();

        @Override
        default String key() {
            return unit().key();
        }
    }

    /** How a unit is getting on, told to the ledger; topic {@link Topics#UNIT_PROGRESSED}. */
    sealed interface UnitProgress extends OfUnit permits UnitStarted, UnitBeat, UnitReturned, UnitFailed {
        RunId run();
    }

    /** What a unit found, in chunks numbered from 0 and a closing record; topic {@link Topics#UNIT_REPORTED}. */
    sealed interface UnitReport extends OfUnit permits VerdictsReported, ResourcesReported, UnitClosed {
        RunId run();

        int chunk();

        @Override
        default UUID eventId() {
            return Uuids.ofName(unit().unit(), unit().attempt(), run(), chunk());
        }
    }
}
