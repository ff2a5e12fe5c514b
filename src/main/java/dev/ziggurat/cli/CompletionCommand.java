package dev.ziggurat.cli;

import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.machine.yaml.Words;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ziggurat completion SHELL}. */
@Command(
        name = "completion",
        description = {
            "Print a script by which a shell completes commands, options and the names of what ships.",
            "For this shell alone:",
            "  source <(ziggurat completion bash)"
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    /** Where a name may stand a path may, so what the script says against files is left out: they are offered where no name fits. */
    private static final String NO_FILES = "(?m)^ *type compopt .* compopt \\+o default\n";

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SHELL",
            completionCandidates = Shells.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String shell = "";

    /** The shells; both read the same script, which tells them apart. */
    static final class Shells implements Iterable<String> {
        static final List<String> NAMES = List.of("bash", "zsh");

        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!Shells.NAMES.contains(shell)) {
            throw new ExperimentException(
                    "there is no completion for '" + shell + "'; " + Words.hint(shell, Shells.NAMES));
        }
        CommandLine root = spec.root().commandLine();
        console.out().print(AutoComplete.bash(root.getCommandName(), root).replaceAll(NO_FILES, ""));
        return 0;
    }
}
