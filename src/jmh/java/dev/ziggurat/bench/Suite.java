package dev.ziggurat.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A list of subjects, each measured in a JVM of its own as a user's run would be: what one has taught the compiler says nothing about the
 * next. (A brief run, which shows only that each works, stays in this JVM.)
 */
final class Suite {
    static final int REPEATS = 5;

    /** CPU time spent before the first sample. */
    private static final long WARM_UP = 3_000_000_000L;

    private final Class<?> main;
    private final List<String> arguments;

    /** What was measured of one subject: the first run of its JVM, and the samples. */
    record Outcome(Sample first, List<Sample> samples) {}

    /**
     * Makes a suite.
     *
     * @param main the class whose {@code main} answers {@code --measure NAME} by {@link #answer}
     * @param arguments what else it has to be told
     */
    Suite(Class<?> main, List<String> arguments) {
        this.main = main;
        this.arguments = arguments;
    }

    /** Measures all of them, one after the other. */
    Map<String, Outcome> measure(List<? extends Subject> subjects) throws IOException {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            Outcome outcome = inItsOwnJvm(subject.name());
            double speed = Sample.median(outcome.samples(), Sample::perSecond) / 1e6;
            System.err.println(String.format(Locale.ROOT, "  %-40s %.3f M/s", subject.name(), speed));
            outcomes.put(subject.name(), outcome);
        }
        return outcomes;
    }

    /** Runs each once, in this JVM. */
    static Map<String, Outcome> glance(List<? extends Subject> subjects) {
        Calibration calibration = new Calibration();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            List<Sample> samples = subject.samples(1, calibration);
            outcomes.put(subject.name(), new Outcome(samples.get(0), samples));
        }
        return outcomes;
    }

    private Outcome inItsOwnJvm(String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--measure",
                name));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<Sample> samples =
                output.lines().filter(Sample::isLine).map(Sample::of).collect(Collectors.toList());
        if (samples.size() != REPEATS + 1) {
            throw new IOException(name + " could not be measured:\n" + output);
        }
        return new Outcome(samples.get(0), samples.subList(1, samples.size()));
    }

    /** Measures one subject in this JVM and prints what came out, for the JVM that asked. */
    static void answer(List<? extends Subject> subjects, String name) {
        Subject subject = subjects.stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(name));
        System.out.println(subject.warm(WARM_UP).line());
        subject.samples(REPEATS, new Calibration()).forEach(sample -> System.out.println(sample.line()));
    }

    /** Writes a file of results. */
    static void write(String file, List<String> lines) throws IOException {
        Path folder = Path.of("results", "bench");
        Files.createDirectories(folder);
        Files.write(folder.resolve(file), lines);
    }
}
