package dev.ziggurat.workload.trace;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ProgramSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code kind: script}: a few steps written by hand, through which exact tables are fed.
 *
 * @param file the script
 */
public record ScriptSpec(Path file) implements ProgramSpec {
    public ScriptSpec {
        SpecException.requirePresent("file", file, "steps.txt");
    }

    /** Throws {@link TraceException} if the script cannot be read. */
    @Override
    public Program create(RandomStream random) {
        return script();
    }

    /** Reads the script; throws {@link TraceException} if it cannot be read. */
    public Script script() {
        return ScriptParser.parse(file);
    }

    @Override
    public List<Path> files() {
        return List.of(file.toAbsolutePath().normalize());
    }

    @Override
    public boolean finite() {
        return true;
    }

    @Override
    public Set<String> calls() {
        return script().calls();
    }
}
