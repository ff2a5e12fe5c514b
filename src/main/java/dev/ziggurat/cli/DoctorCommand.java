package dev.ziggurat.cli;

import dev.ziggurat.cli.doctor.Finding;
import dev.ziggurat.cli.doctor.Finding.Verdict;
import dev.ziggurat.cli.doctor.FolderCheckup;
import dev.ziggurat.cli.doctor.Host;
import dev.ziggurat.cli.doctor.HostCheckup;
import dev.ziggurat.cli.doctor.SelfTest;
import dev.ziggurat.cli.view.Ink;
import dev.ziggurat.cli.view.TextTable;
import dev.ziggurat.experiment.results.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code ziggurat doctor}. */
@Command(
        name = "doctor",
        description =
                "Look at Java, memory, processors, disk and terminal, carry out a run whose answer is known, and say what to"
                        + " do about whatever is not as it should be. Exit code 1 if simulations would not work.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Host host = Host.here();
        String home = System.getProperty("ziggurat.home");
        @Nullable Path sources = home == null ? null : Path.of(home);
        List<Finding> findings = new ArrayList<>(new HostCheckup(host).findings());
        findings.addAll(
                new FolderCheckup(Path.of(""), sources, host.environment().getOrDefault("PATH", "")).findings());
        findings.add(terminal(host));
        findings.addAll(SelfTest.findings());
        return print(findings);
    }

    /** Of standard output; no colours are as good as colours. */
    private static Finding terminal(Host host) {
        String hindrance = new Colour(Colour.When.AUTO, host.environment()).hindrance(Console.isScreen());
        String found = hindrance.isEmpty() ? "colours" : "no colours: " + hindrance + "; --color always has them";
        return new Finding("output", Verdict.FINE, found, "");
    }

    int print(List<Finding> findings) {
        TextTable table = new TextTable(List.of("ziggurat " + Tool.ofBuild().name(), "", ""));
        for (Finding finding : findings) {
            List<String> row =
                    List.of(finding.subject(), finding.verdict().name().toLowerCase(Locale.ROOT), finding.found());
            if (finding.verdict() == Verdict.FINE) {
                table.add(row);
            } else {
                Ink ink = finding.verdict() == Verdict.NOTE ? Ink.NOTE : Ink.ERROR;
                table.add(row, ink);
                table.add(List.of("", "", "-> " + finding.advice()), ink);
            }
        }
        table.print(console.out());
        long problems = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.PROBLEM)
                .count();
        console.out().println();
        console.out().println(problems == 0 ? "Simulations work here." : "Simulations do not work here; see above.");
        return problems == 0 ? 0 : Ziggurat.FAILED;
    }
}
