package io.vigil.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes an account's files as a person would. */
record AccountFolder(Path accounts, String account) {
    static AccountFolder trusting(Path accounts, String externalId) throws IOException {
        var folder = new AccountFolder(accounts, Clients.ACCOUNT);
        folder.write(
                "global/iam/trust/VigilReadOnly.json",
                trust("\"StringEquals\": {\"sts:ExternalId\": \"%s\"}".formatted(externalId)));
        return folder;
    }

    static String trust(String condition) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"AWS": "arn:aws:iam::999988887777:root"}, "Action": "sts:AssumeRole",
                  "Condition": {%s}}]}""".formatted(condition);
    }

    void write(String file, String content) throws IOException {
        var path = accounts.resolve(account).resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
