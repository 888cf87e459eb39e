package io.vigil.reports.people;

/**
 * Somebody who may be named in a tenant.
 *
 * @param subject the login's stable id
 * @param name as others know the person
 * @param address where mail goes; empty if nobody knows
 */
public record Person(String subject, String name, String address) {}
