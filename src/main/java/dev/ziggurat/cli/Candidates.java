package dev.ziggurat.cli;

import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.yaml.Packed;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** What completion offers where the name of something that ships may stand. Paths the shell offers itself. */
final class Candidates {
    private Candidates() {}

    private static List<String> names(ConfigKind kind) {
        return Packed.names(kind.folder());
    }

    /** The machines. */
    static final class Machines implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(ConfigKind.MACHINE).iterator();
        }
    }

    /** The workloads. */
    static final class Workloads implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(ConfigKind.WORKLOAD).iterator();
        }
    }

    /** The sweeps. */
    static final class Sweeps implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(ConfigKind.SWEEP).iterator();
        }
    }

    /** Whatever {@code check} can read. */
    static final class Files implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ConfigKind.values())
                    .flatMap(kind -> names(kind).stream())
                    .distinct()
                    .iterator();
        }
    }

    /** Whatever {@code list} has a list of. */
    static final class Lists implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ListCommand.allKinds().iterator();
        }
    }

    /** The formats of traces. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Catalogs.standard().catalogs().stream()
                    .filter(catalog -> catalog.thing().equals("format"))
                    .flatMap(catalog -> Stream.of(catalog.kinds().toArray(String[]::new)))
                    .iterator();
        }
    }
}
