package io.vigil.reports.exports;

import io.vigil.reports.attestations.Attestation;
import io.vigil.reports.exceptions.ReadExceptions;
import io.vigil.reports.packs.PacksSaid;
import java.util.List;

/**
 * What a report says behind its findings.
 *
 * @param exceptions in force, first those that end first
 * @param attestations likewise
 */
record Behind(PacksSaid packs, List<ReadExceptions.Shown> exceptions, List<Attestation> attestations) {}
