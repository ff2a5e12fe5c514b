package dev.ziggurat.cli;

import dev.ziggurat.experiment.Isolation;
import dev.ziggurat.experiment.OutcomeFile;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Simulates a run in a Java process of its own, which gets the same arguments and three quarters of the host's memory, unless the user has said how much:
 * at that time no other run goes on.
 */
final class OwnProcess implements Isolation {
    /** The option that has the command simulate one run and do nothing else: its digest, an equals sign and the file that its outcome goes to. */
    static final String OPTION = "--outcome-of";

    private static final int SHARE_OF_MEMORY = 75;

    private final List<String> arguments;

    OwnProcess(List<String> arguments) {
        this.arguments = arguments;
    }

    @Override
    public Outcome simulate(Run run) throws IOException, InterruptedException {
        Path file = Files.createTempFile("ziggurat-", ".outcome");
        try {
            Process process = new ProcessBuilder(command(run, file))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Thread hook = new Thread(process::destroyForcibly, "end-own-process");
            Runtime.getRuntime().addShutdownHook(hook);
            int code = process.waitFor();
            forget(hook);
            Optional<Outcome> outcome = OutcomeFile.read(file, run);
            return outcome.orElseGet(() -> Outcome.crashed("the memory did not suffice beside other runs, and alone,"
                    + " in a process of its own, it ended with exit code " + code));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Ctrl-C: this process is ending, and the hook has ended the other.
        }
    }

    private List<String> command(Run run, Path file) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
        command.addAll(given);
        if (given.stream().noneMatch(each -> each.startsWith("-Xmx") || each.startsWith("-XX:MaxRAMPercentage"))) {
            command.add("-XX:MaxRAMPercentage=" + SHARE_OF_MEMORY);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ziggurat.class.getName()));
        command.addAll(arguments);
        command.addAll(List.of(OPTION, run.digest() + "=" + file));
        return command;
    }
}
