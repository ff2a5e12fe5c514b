package dev.ziggurat.experiment.results;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.Shard;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.machine.yaml.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code manifest.json}: who made the results, from what, on which host and when. The only result file that differs from host to host and
 * from day to day; a sweep that was taken up again lists each of its sessions.
 */
public final class Manifest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    /** The key of what curves are known by. */
    private static final String CURVES = "curves_digest";

    /** The key that says that more runs may be needed than are listed. */
    public static final String GROWING = "growing";

    private Manifest() {}

    /**
     * One use of the program.
     *
     * @param arguments of the command line
     * @param started when it began
     * @param ended when it ended
     * @param runs how many runs it finished, or curves
     * @param shard the part of the sweep that the folder holds; null for all
     * @param growing whether it may turn out that more runs are needed than the manifest lists
     */
    public record Session(
            List<String> arguments,
            Instant started,
            Instant ended,
            int runs,
            @Nullable Shard shard,
            boolean growing) {
        /** One that knows what is needed. */
        Session(List<String> arguments, Instant started, Instant ended, int runs, @Nullable Shard shard) {
            this(arguments, started, ended, runs, shard, false);
        }
    }

    /** Returns the sessions that a manifest lists; none if there is no manifest. */
    public static List<JsonNode> sessions(Path file) {
        List<JsonNode> sessions = new ArrayList<>();
        read(file).path("sessions").forEach(sessions::add);
        return sessions;
    }

    /**
     * Returns the text of the manifest, with a session more than those before it.
     *
     * @param rows the runs that the results need
     */
    public static String text(Plan plan, List<Run> rows, Tool tool, List<JsonNode> earlier, Session session) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("name", plan.spec().name());
        root.put("version", tool.version());
        root.put("commit", tool.commit());
        root.put("dirty", tool.dirty());
        root.put("machine", plan.spec().machine().name());
        root.put("workloads", plan.spec().workloads().stream().map(Source::name).toList());
        root.put("files", files(plan));
        if (session.shard() != null) {
            root.put("shard", session.shard().toString());
        }
        if (session.growing()) {
            root.put(GROWING, true);
        }
        root.put("sessions", sessions(earlier, session));
        root.put("runs", runs(rows));
        return print(root);
    }

    /** Whether a manifest tells of a plan and of just these runs. */
    public static boolean isOf(Path file, Plan plan, List<Run> rows) {
        JsonNode root = read(file);
        return root.path("name").asString("").equals(plan.spec().name())
                && root.path("runs").equals(JSON.valueToTree(runs(rows)));
    }

    /** Returns the text of the manifest of curves, which were made once or not at all. */
    public static String text(CurvePlan plan, Tool tool, Session session) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("name", plan.name());
        root.put("version", tool.version());
        root.put("commit", tool.commit());
        root.put("dirty", tool.dirty());
        root.put("workloads", List.of(plan.source().name()));
        root.put("sessions", sessions(List.of(), session));
        root.put(CURVES, plan.digest());
        return print(root);
    }

    /** Returns the digest of the curves whose manifest this is; empty if it is another's, or there is none. */
    static String curves(Path file) {
        return read(file).path(CURVES).asString("");
    }

    private static List<Object> sessions(List<JsonNode> earlier, Session session) {
        List<Object> sessions = new ArrayList<>(earlier);
        sessions.add(describe(session));
        return sessions;
    }

    private static String print(Map<String, Object> root) {
        return JSON.writer().with(PRINTER).writeValueAsString(root) + "\n";
    }

    private static List<Map<String, String>> files(Plan plan) {
        Map<Path, String> files = new LinkedHashMap<>();
        plan.setups().forEach(setup -> files.putAll(setup.files()));
        List<Map<String, String>> all = new ArrayList<>();
        files.forEach((file, digest) -> {
            Map<String, String> each = new LinkedHashMap<>();
            each.put("file", file.toString());
            each.put("sha256", digest);
            all.add(each);
        });
        return all;
    }

    private static Map<String, Object> describe(Session session) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("started", session.started().truncatedTo(ChronoUnit.SECONDS).toString());
        map.put("ended", session.ended().truncatedTo(ChronoUnit.SECONDS).toString());
        map.put("runs", session.runs());
        map.put("arguments", session.arguments());
        map.put("host", host());
        map.put("system", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
        map.put("processors", Runtime.getRuntime().availableProcessors());
        map.put("jdk", property("java.vendor") + " " + Runtime.version());
        return map;
    }

    private static List<Map<String, Object>> runs(List<Run> rows) {
        List<Map<String, Object>> runs = new ArrayList<>();
        for (Run run : rows) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("run", run.id());
            map.put("point", run.point());
            map.put("digest", run.digest());
            map.put("machine_digest", run.setup().machineDigest());
            map.put("workload_digest", run.setup().workloadDigest());
            runs.add(map);
        }
        return runs;
    }

    /** Returns whose results a folder holds, in words. */
    public static String describe(Path file) {
        JsonNode root = read(file);
        String name = root.path("name").asString("");
        return name.isEmpty()
                ? "something else"
                : "'" + name + "' by version "
                        + new Tool(
                                        root.path("version").asString(""),
                                        root.path("commit").asString(""),
                                        root.path("dirty").asString(""))
                                .name();
    }

    /** A manifest that cannot be read is no reason to lose results. */
    public static JsonNode read(Path file) {
        try {
            return Files.exists(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
        } catch (IOException | JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Objects.requireNonNullElse(e.getMessage(), "unknown");
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
