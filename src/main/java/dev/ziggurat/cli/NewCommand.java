package dev.ziggurat.cli;

import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.machine.yaml.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat new KIND NAME}. */
@Command(
        name = "new",
        description =
                "Write a file to begin with: it is whole and runs, its comments say what each key means, and choices"
                        + " stand in it behind a #.",
        mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "What it is called, in results too.")
    private String name = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where it goes; default NAME.yaml here.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Put it in the place of a file that is there already.")
    private boolean force;

    /** The kinds, and what is done with one. */
    static final class Kinds implements Iterable<String> {
        static final Map<String, String> NEXT = new LinkedHashMap<>();

        static {
            NEXT.put("machine", "ziggurat run FILE pointer-chase");
            NEXT.put("workload", "ziggurat run desktop FILE");
            NEXT.put("sweep", "ziggurat sweep FILE");
        }

        @Override
        public Iterator<String> iterator() {
            return NEXT.keySet().iterator();
        }
    }

    NewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String next = Kinds.NEXT.get(kind);
        if (next == null) {
            throw new ExperimentException(
                    "a new '" + kind + "' cannot be made; " + Words.hint(kind, Kinds.NEXT.keySet()));
        }
        if (!name.matches(NAME)) {
            throw new ExperimentException(
                    "'" + name + "' is no name: letters, digits, '.', '_' and '-', beginning with a"
                            + " letter or a digit; where the file goes is told by --out");
        }
        Path file = out == null ? Path.of(name + ".yaml") : out;
        String shown = file.isAbsolute() || file.startsWith("..") ? file.toString() : "./" + file.normalize();
        write(file, template(kind).replace("NAME", name).replace("FILE", shown));
        console.out().println("wrote " + shown);
        console.out().println("check it with: ziggurat check " + shown);
        console.out().println("use it with:   " + next.replace("FILE", shown));
        return 0;
    }

    /** Returns the text of a kind, in which NAME and FILE stand for the two. */
    static String template(String kind) {
        try (InputStream in = Objects.requireNonNull(NewCommand.class.getResourceAsStream("new-" + kind + ".yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own files cannot be read", e);
        }
    }

    private void write(Path file, String text) {
        OpenOption[] how = force
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            Files.writeString(file, text, how);
        } catch (FileAlreadyExistsException e) {
            throw new ExperimentException(
                    file + " is there already; give another name, --out FILE, or --force to write over it", e);
        } catch (NoSuchFileException e) {
            throw new ExperimentException(
                    file + " cannot be written: there is no folder "
                            + file.toAbsolutePath().getParent(),
                    e);
        } catch (IOException e) {
            throw new ExperimentException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
