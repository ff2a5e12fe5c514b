package dev.ziggurat.cli;

import dev.ziggurat.cli.view.Ink;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.experiment.run.MachineLaboratory;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.units.UnitException;
import dev.ziggurat.workload.trace.TraceException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The main class: hands the arguments to the command that they name. */
@Command(
        name = "ziggurat",
        description = "A cycle-level emulator of a whole memory hierarchy.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Ziggurat.Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            SweepCommand.class,
            MergeCommand.class,
            StatusCommand.class,
            SlurmCommand.class,
            ReproduceCommand.class,
            MrcCommand.class,
            CurveCommand.class,
            CheckCommand.class,
            ListCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            TraceCommand.class,
            ExplainCommand.class,
            NewCommand.class,
            SchemaCommand.class,
            CompletionCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "Begin with: ziggurat sweep llc-capacity",
            "`ziggurat COMMAND --help` explains a command, `ziggurat list` what there is."
        })
public final class Ziggurat {
    /** A simulation failed. */
    static final int FAILED = 1;

    /** The command or its input was wrong. */
    static final int WRONG = 2;

    /** Says {@code ziggurat 0.1.0}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"ziggurat " + Tool.ofBuild().name()};
        }
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = CommandLine.ScopeType.INHERIT,
            completionCandidates = Colour.Words.class,
            description = "Colours: always, never, or auto, the default: on a terminal, unless NO_COLOR is set.")
    void color(Colour.When when) {
        // Looked for before anything is parsed, by Colour; here the word is checked, and help and completion know of
        // it.
    }

    private Ziggurat() {}

    /** Runs a command and ends the process. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = execute(new MachineLaboratory(), out, err, args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Returns the commands, ready for arguments. */
    static CommandLine line(Laboratory laboratory, Console console) {
        return new CommandLine(new Ziggurat(), new Commands(laboratory, console));
    }

    /** Runs a command and returns the exit code. */
    static int execute(Laboratory laboratory, PrintWriter out, PrintWriter err, String... args) {
        Colour colour = Colour.of(System.getenv(), args);
        PrintWriter shown = colour.on(Console.isScreen()) ? new Ink.Coloured(out) : out;
        PrintWriter told = colour.on(Console.isTerminal()) ? new Ink.Coloured(err) : err;
        return execute(new Console(shown, told, List.of(args)), laboratory);
    }

    private static int execute(Console console, Laboratory laboratory) {
        PrintWriter out = console.out();
        PrintWriter err = console.err();
        String[] args = console.arguments().toArray(String[]::new);
        CommandLine line = line(laboratory, console);
        line.setOut(out).setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setColorScheme(scheme(out));
        line.setParameterExceptionHandler((e, arguments) -> wrongUse(e, err));
        line.setExecutionExceptionHandler((e, command, parsed) -> failure(e, err));
        if (args.length == 0) {
            line.usage(out);
            return WRONG;
        }
        String unreadable = Unreadable.among(args);
        if (unreadable != null) {
            Ink.complain(err, unreadable);
            return WRONG;
        }
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            Ink.complain(
                    err,
                    "the Java heap is too small for this machine; start with ZIGGURAT_JAVA_OPTS=-Xmx8g or"
                            + " make its caches smaller");
            return FAILED;
        }
    }

    private static CommandLine.Help.ColorScheme scheme(PrintWriter to) {
        return CommandLine.Help.defaultColorScheme(
                to instanceof Ink.Coloured ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF);
    }

    private static int wrongUse(ParameterException e, PrintWriter err) {
        CommandLine command = e.getCommandLine();
        Ink.complain(err, message(e));
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            String synopsis = new CommandLine.Help(command.getCommandSpec(), scheme(err))
                    .synopsis(0)
                    .strip();
            err.println("Usage: " + synopsis.lines().map(String::strip).collect(Collectors.joining(" ")));
        }
        err.println("`" + command.getCommandSpec().qualifiedName() + " --help` explains it.");
        err.flush();
        return WRONG;
    }

    private static String message(ParameterException e) {
        boolean atRoot = e.getCommandLine().getCommand() instanceof Ziggurat;
        if (atRoot && e instanceof UnmatchedArgumentException unmatched) {
            return "'" + unmatched.getUnmatched().get(0) + "' is no command";
        }
        return String.valueOf(e.getMessage())
                .replaceFirst("' is not a long$", "' is no whole number of at most " + Long.MAX_VALUE)
                .replaceFirst("' is not an int$", "' is no whole number of at most " + Integer.MAX_VALUE);
    }

    /** Whatever a user can have caused has a message of its own; anything else is a bug and shows where it is. */
    private static int failure(Exception e, PrintWriter err) {
        boolean known = e instanceof ConfigException
                || e instanceof ExperimentException
                || e instanceof ReportException
                || e instanceof TraceException
                || e instanceof UnitException;
        if (known) {
            String.valueOf(e.getMessage()).lines().forEach(text -> Ink.complain(err, text));
        } else {
            Ink.complain(err, "this is a bug in ziggurat " + Tool.ofBuild().name() + "; please report it:");
            e.printStackTrace(err);
        }
        err.flush();
        return known ? WRONG : FAILED;
    }
}
