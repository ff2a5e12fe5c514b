package dev.ziggurat.cli;

import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.run.ExperimentException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder of scripts for other hosts, with a copy of the program: what is built anew meanwhile would be another version, whose results are not put together with
 * those of the first.
 */
record JobFolder(Path path) {
    private static final String PROGRAM = "ziggurat.jar";
    private static final String HOME = "ziggurat.home";

    /** Returns the arguments of {@code java} that start the program as it is now. */
    List<String> start() {
        List<String> start = new ArrayList<>();
        String home = System.getProperty(HOME);
        if (home != null) {
            start.add("-D" + HOME + "=" + home);
        }
        start.addAll(
                isJar()
                        ? List.of("-jar", path.resolve(PROGRAM).toString())
                        : List.of("-cp", classPath(), Ziggurat.class.getName()));
        return start;
    }

    /**
     * Writes the scripts and the copy.
     *
     * @throws ExperimentException if there are others and it is not forced, or the folder cannot be written
     */
    void write(Map<String, String> scripts, boolean force) {
        try {
            Files.createDirectories(path);
            if (!force) {
                refuseOthers(scripts);
            }
            if (isJar()) {
                Path copying = path.resolve(PROGRAM + ".new");
                Files.copy(Path.of(classPath()), copying, StandardCopyOption.REPLACE_EXISTING);
                Files.move(copying, path.resolve(PROGRAM), StandardCopyOption.REPLACE_EXISTING);
            }
            for (Map.Entry<String, String> each : scripts.entrySet()) {
                Path file = Files.writeString(path.resolve(each.getKey()), each.getValue());
                if (!file.toFile().setExecutable(true, false)) {
                    throw new IOException(file + " cannot be made executable");
                }
            }
        } catch (IOException e) {
            throw new ExperimentException(
                    "cannot write to " + path + ": " + ResultFolder.reason(e) + "; give another with --out DIR", e);
        }
    }

    private void refuseOthers(Map<String, String> scripts) throws IOException {
        for (Map.Entry<String, String> each : scripts.entrySet()) {
            Path file = path.resolve(each.getKey());
            if (Files.exists(file) && !Files.readString(file).equals(each.getValue())) {
                throw refusal(file + " is there already and says something else");
            }
        }
        Path program = path.resolve(PROGRAM);
        if (isJar() && Files.exists(program) && Files.mismatch(program, Path.of(classPath())) >= 0) {
            throw refusal(program + " is another build of the program");
        }
    }

    private static ExperimentException refusal(String why) {
        return new ExperimentException(why + "; nothing was changed. Give another folder with --out DIR, or --force to"
                + " write over it; parts that are there are kept");
    }

    private static boolean isJar() {
        return classPath().endsWith(".jar") && !classPath().contains(File.pathSeparator);
    }

    /** Its entries absolute: scripts start elsewhere. */
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
