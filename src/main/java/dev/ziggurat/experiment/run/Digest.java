package dev.ziggurat.experiment.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over texts, each told apart from the next, in hexadecimal digits. */
public final class Digest {
    private final MessageDigest sha;

    public Digest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Adds a text with its length, so that moving a character from one text to the next changes the digest. */
    public Digest add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
        return this;
    }

    /**
     * Returns the digest of a file's content.
     *
     * @throws ExperimentException if it cannot be read
     */
    public static String ofFile(Path file) {
        Digest digest = new Digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.sha.update(buffer, 0, length);
            }
        } catch (IOException e) {
            throw new ExperimentException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return digest.hex();
    }

    /** Returns 64 hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(sha.digest());
    }
}
