package dev.ziggurat.machine.yaml;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where YAML text comes from: a file, a preset packed with the program, or an argument of the command line.
 *
 * <p>Each knows how to find what it names itself: {@code ./x.yaml} and {@code ../x.yaml} lie relative to it, a bare name is a preset.
 */
public final class Source {
    /** More than any configuration; a trace given by mistake is refused without reading it whole. */
    private static final int LONGEST = 4 << 20;

    /** Set by the launcher: the source tree, where the traces that shipped workloads name lie. */
    private static final String HOME = "ziggurat.home";

    private final String name;
    private final @Nullable Path file;
    private final @Nullable String resource;
    private final @Nullable String text;
    private final Path folder;

    /** What stands inside another source, already parsed. */
    private final @Nullable Node part;

    private Source(String name, @Nullable Path file, @Nullable String resource, @Nullable String text, Path folder) {
        this.name = name;
        this.file = file;
        this.resource = resource;
        this.text = text;
        this.folder = folder;
        part = null;
    }

    private Source(Source whole, Node part) {
        name = whole.name;
        file = whole.file;
        resource = whole.resource;
        text = whole.text;
        folder = whole.folder;
        this.part = part;
    }

    /** Returns a configuration that stands inside this one, as a whole machine does in a sweep; its lines are this source's. */
    public Source inside(Node configuration) {
        return new Source(this, configuration);
    }

    /** Returns the tree, if it stands inside another source; else null, and it must be parsed. */
    @Nullable
    Node part() {
        return part;
    }

    /** Returns a file, named in messages as it is given here. */
    public static Source file(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return new Source(file.toString(), file, null, null, parent == null ? file.toAbsolutePath() : parent);
    }

    /**
     * Returns what an argument of the command line means: a path if it looks like one or such a file exists, otherwise a preset's name.
     *
     * @param folder the packed folder of its presets, {@code configs/machines}
     */
    public static Source named(String argument, String folder) {
        if (argument.isBlank()) {
            throw new ConfigException(new Problem(
                    "an empty name", 0, 0, "", "", "give a file or one of " + String.join(", ", Packed.names(folder))));
        }
        Path path = path(argument);
        boolean isFile = argument.matches(".*(/|\\\\|\\.ya?ml$).*") || (path != null && Files.isRegularFile(path));
        if (isFile && path != null) {
            return file(path);
        }
        try {
            return preset(argument, folder);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(new Problem(argument, 0, 0, "", "", String.valueOf(e.getMessage())));
        }
    }

    /** Returns text that is already here; what it names lies relative to a folder. */
    public static Source text(String name, Path folder, String text) {
        return new Source(name, null, null, text, folder.toAbsolutePath());
    }

    /** Returns an argument of the command line, without lines; what it names lies relative to the working folder. */
    public static Source argument(String name) {
        return new Source(name, null, null, "", Path.of("").toAbsolutePath());
    }

    private static Source preset(String preset, String packedFolder) {
        List<String> names = Packed.names(packedFolder);
        if (!names.contains(preset)) {
            throw new IllegalArgumentException("no preset of this name in " + packedFolder + "; "
                    + Words.hint(preset, names) + "; a file of yours is written './NAME.yaml'");
        }
        return packed(packedFolder + "/" + preset + ".yaml");
    }

    private static Source packed(String resource) {
        String home = System.getProperty(HOME);
        Path here = Path.of("").toAbsolutePath();
        Path beside = home == null ? null : Path.of(home).resolve(resource).getParent();
        return new Source(resource, null, resource, null, beside == null ? here : beside);
    }

    /**
     * Returns what a reference in this source means.
     *
     * @param reference {@code ./x.yaml}, {@code ../x.yaml}, an absolute path, or a preset's name
     * @param packedFolder the folder of the presets that a bare name means
     * @throws IllegalArgumentException if there is nothing of this name; the message says what there is
     */
    public Source referred(String reference, String packedFolder) {
        boolean relative = reference.startsWith("./") || reference.startsWith("../");
        Path path = path(reference);
        if (relative && resource != null) {
            Path target = Path.of(resource).resolveSibling(reference).normalize();
            return found(packed(target.toString().replace('\\', '/')));
        }
        if (path != null && (relative || path.isAbsolute())) {
            Path shown = file == null ? path : file.resolveSibling(path).normalize();
            Path target = folder.resolve(path).normalize();
            return found(new Source(shown.toString(), target, null, null, parent(target)));
        }
        return preset(reference, packedFolder);
    }

    private static Source found(Source source) {
        boolean exists = source.file == null ? Packed.exists(source.name) : Files.isRegularFile(source.file);
        if (!exists) {
            throw new IllegalArgumentException("no such file: " + source.name
                    + "; './' and '../' start at the file that names it, a bare name is a preset");
        }
        return source;
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Returns a file that this source names, absolute; null if the text cannot be a path. */
    public @Nullable Path resolve(String written) {
        Path path = path(written);
        return path == null ? null : folder.resolve(path).normalize();
    }

    /** Returns the name that messages show: as the user gave it. */
    public String name() {
        return name;
    }

    /** Returns the last part of the name, the same on every host. */
    public String shortName() {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /** Whether both are the same file or the same preset. */
    boolean sameAs(Source other) {
        if (file != null && other.file != null && part == null && other.part == null) {
            return file.toAbsolutePath()
                    .normalize()
                    .equals(other.file.toAbsolutePath().normalize());
        }
        return resource != null && resource.equals(other.resource) && Objects.equals(part, other.part);
    }

    /** Reads the text; a file that is missing, too large, binary or not UTF-8 is a problem. */
    public String read() {
        if (text != null) {
            return text;
        }
        byte[] bytes;
        try (InputStream in = open()) {
            bytes = in.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw new ConfigException(new Problem(name, 0, 0, "", "", reason(e)));
        }
        return decode(bytes);
    }

    private InputStream open() throws IOException {
        if (resource != null) {
            return Packed.open(resource);
        }
        Path path = file == null ? folder : file;
        if (Files.isDirectory(path)) {
            throw new IOException("is a folder; name a file in it");
        }
        return Files.newInputStream(path);
    }

    private String reason(IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "no such file; give the path of a YAML file (relative to the current folder) or the name of a preset";
        }
        if (failure instanceof AccessDeniedException) {
            return "the file cannot be read; check its permissions";
        }
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    private String decode(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw refused(
                    0,
                    "larger than 4 MiB, so it is no configuration; name a YAML file (traces are named inside a workload)");
        }
        int nothing = indexOfZero(bytes);
        if (nothing >= 0) {
            throw refused(
                    lines(bytes, nothing), "a binary file (it holds a zero byte); name a YAML text file in UTF-8");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            String decoded = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
            return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        } catch (CharacterCodingException e) {
            throw refused(
                    lines(bytes, firstBad(bytes)),
                    "not UTF-8, so binary or in another encoding; name a YAML text file in UTF-8");
        }
    }

    private ConfigException refused(int line, String rule) {
        return new ConfigException(new Problem(name, line, line == 0 ? 0 : 1, "", "", rule));
    }

    private static int indexOfZero(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Returns where decoding stops; called for text that is known to be bad. */
    private static int firstBad(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length + 1), true);
        return in.position();
    }

    private static int lines(byte[] bytes, int end) {
        int lines = 1;
        for (byte b : Arrays.copyOf(bytes, end)) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }

    @Override
    public String toString() {
        return name;
    }
}
