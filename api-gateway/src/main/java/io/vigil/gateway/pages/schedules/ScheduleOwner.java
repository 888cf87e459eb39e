package io.vigil.gateway.pages.schedules;

import io.vigil.tenancy.Caller;

/**
 * Whose schedules a page is about.
 *
 * @param path below which they are at tenant-service
 * @param at address of the page
 * @param edits whether the person may change them; the service decides again
 */
record ScheduleOwner(Caller caller, String path, String at, boolean ofProvider, boolean edits) {}
