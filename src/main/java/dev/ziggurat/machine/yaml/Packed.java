package dev.ziggurat.machine.yaml;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The configurations that are packed with the program: in its jar, or beside its classes. */
public final class Packed {
    private static final String SUFFIX = ".yaml";

    /** The program's own files, which cannot change while it runs; listed when they are first asked for. */
    private static final class Listing {
        static final List<String> PATHS = files();
    }

    private Packed() {}

    /** Returns the names of the presets in a packed folder ({@code configs/machines}), sorted, without {@code .yaml}. */
    public static List<String> names(String folder) {
        String prefix = folder + "/";
        return Listing.PATHS.stream()
                .filter(path -> path.startsWith(prefix) && path.endsWith(SUFFIX))
                .map(path -> path.substring(prefix.length(), path.length() - SUFFIX.length()))
                .filter(name -> name.indexOf('/') < 0)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    static boolean exists(String resource) {
        return Packed.class.getResource("/" + resource) != null;
    }

    static InputStream open(String resource) throws IOException {
        InputStream in = Packed.class.getResourceAsStream("/" + resource);
        if (in == null) {
            throw new FileNotFoundException(resource);
        }
        return in;
    }

    private static List<String> files() {
        CodeSource code = Packed.class.getProtectionDomain().getCodeSource();
        try {
            Path root = Path.of(code.getLocation().toURI());
            return Files.isDirectory(root) ? inFolder(root) : inJar(root);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own files cannot be listed", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program does not lie in a file", e);
        }
    }

    private static List<String> inFolder(Path root) throws IOException {
        Path configs = root.resolve("configs");
        Path workloads = root.resolve("workloads");
        try (Stream<Path> first = Files.isDirectory(configs) ? Files.walk(configs) : Stream.empty();
                Stream<Path> second = Files.isDirectory(workloads) ? Files.walk(workloads) : Stream.empty()) {
            return Stream.concat(first, second)
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static List<String> inJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
