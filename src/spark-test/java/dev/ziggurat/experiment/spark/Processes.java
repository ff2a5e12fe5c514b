package dev.ziggurat.experiment.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A master, workers and drivers, each a process of this host that listens on the loopback only; each writes a log. */
final class Processes {
    private static final long LONGEST_MINUTES = 10;
    private static final String LOOPBACK = "127.0.0.1";
    private static final String[] OPENED = {
        "java.lang",
        "java.lang.invoke",
        "java.lang.reflect",
        "java.io",
        "java.net",
        "java.nio",
        "java.util",
        "java.util.concurrent",
        "java.util.concurrent.atomic",
        "sun.nio.ch",
        "sun.nio.cs",
        "sun.security.action",
        "sun.util.calendar"
    };

    private final Path folder;
    private final List<Process> started = new ArrayList<>();

    Processes(Path folder) {
        this.folder = folder;
    }

    /** Starts a master and returns its address when it listens. */
    String master() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start(
                "master",
                List.of("-Xmx256m"),
                jars(),
                "org.apache.spark.deploy.master.Master",
                "--host",
                LOOPBACK,
                "--port",
                port,
                "--webui-port",
                "0");
        String address = "spark://" + LOOPBACK + ":" + port;
        await(
                "a master",
                () -> log("master").contains("Starting Spark master at " + address)
                        && log("master").contains("ALIVE"));
        return address;
    }

    /** Starts a worker with one processor. */
    Process worker(String name, String address) throws IOException {
        return start(
                name,
                List.of("-Xmx256m"),
                jars(),
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                LOOPBACK,
                "--cores",
                "1",
                "--memory",
                "1g",
                "--webui-port",
                "0",
                "--work-dir",
                folder.resolve("work-" + name),
                address);
    }

    /** Starts the program as {@code scripts/ziggurat-spark} does. */
    Process ziggurat(String log, List<String> settings, Object... arguments) throws IOException {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of("-Dspark.ui.enabled=false", "-Dspark.driver.host=" + LOOPBACK));
        List<Object> words = new ArrayList<>(List.of("dev.ziggurat.cli.Ziggurat"));
        words.addAll(List.of(arguments));
        return start(log, all, jars() + File.pathSeparator + System.getProperty("ziggurat.jar"), words.toArray());
    }

    private static String jars() {
        return home().resolve("jars") + File.separator + "*";
    }

    private static Path home() {
        return Path.of(System.getProperty("spark.home"));
    }

    private Process start(String log, List<String> settings, String classPath, Object... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream.of(OPENED)
                .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
                .forEach(command::add);
        command.addAll(settings);
        command.addAll(List.of("-cp", classPath));
        Stream.of(words).map(String::valueOf).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log + ".log").toFile());
        builder.environment().put("SPARK_HOME", home().toString());
        // Else executors look for the folders of a Spark source tree.
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Returns what a process has said. */
    String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    /** Returns whether the executor of a worker has begun a task. */
    boolean works(String worker) throws IOException {
        Path folders = folder.resolve("work-" + worker);
        if (!Files.exists(folders)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folders)) {
            for (Path file : files.filter(each -> each.endsWith("stderr")).toList()) {
                if (Files.readString(file).contains("Running task")) {
                    return true;
                }
            }
        }
        return false;
    }

    void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        while (!condition.call()) {
            assertThat(System.nanoTime() - end).as("waiting for " + what).isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Kills a process and those that it started, without warning. */
    void kill(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills all that are left. */
    void kill() {
        started.forEach(this::kill);
    }
}
