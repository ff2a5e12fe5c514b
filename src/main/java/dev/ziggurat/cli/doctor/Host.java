package dev.ziggurat.cli.doctor;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * What a check-up wants to know of the Java that runs and of the shell that started it.
 *
 * @param java the version of Java, 17
 * @param vendor whose it is, with the whole version
 * @param heap the most bytes that its heap may have
 * @param processors how many it may use
 * @param collectors the names of its garbage collectors
 * @param names the encoding in which it reads names of files
 * @param environment the variables of the shell
 */
public record Host(
        int java,
        String vendor,
        long heap,
        int processors,
        List<String> collectors,
        String names,
        Map<String, String> environment) {
    public Host {
        collectors = List.copyOf(collectors);
        environment = Map.copyOf(environment);
    }

    /** Returns that of this process. */
    public static Host here() {
        Runtime runtime = Runtime.getRuntime();
        return new Host(
                Runtime.version().feature(),
                System.getProperty("java.vendor", "unknown vendor") + " " + Runtime.version(),
                runtime.maxMemory(),
                runtime.availableProcessors(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                System.getProperty("sun.jnu.encoding", "unknown"),
                System.getenv());
    }
}
