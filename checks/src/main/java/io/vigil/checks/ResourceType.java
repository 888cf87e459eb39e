package io.vigil.checks;

import io.vigil.contracts.UnitKind;

/**
 * A kind of resource that checks judge.
 *
 * @param name such as {@code aws.ec2.security-group}
 * @param document the record that a collector fills; it is the schema of the check language
 * @param kind the only kind of unit that collects it
 */
public record ResourceType<R extends Record>(String name, Class<R> document, UnitKind kind) {
    @Override
    public String toString() {
        return name;
    }
}
