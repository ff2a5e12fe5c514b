package dev.ziggurat.machine;

import dev.ziggurat.cache.replacement.Fifo;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.RandomReplacement;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.cpu.CoreSpec;
import dev.ziggurat.cpu.InOrder;
import dev.ziggurat.cpu.OutOfOrder;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.machine.yaml.Catalog;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.workload.ProgramSpec;

/**
 * Every plug-in, one line each. The line gives it its name in files, its keys, sweeping by path, a place in {@code ziggurat list} and the
 * contract tests that are run over the whole catalog.
 */
public final class Catalogs {
    private Catalogs() {}

    /** Returns a new registry of all that ships. */
    public static Registry standard() {
        Registry registry = new Registry();
        cores(registry.catalog("cores", CoreSpec.class));
        replacement(registry.catalog("replacement", ReplacementSpec.class));
        registry.catalog("memory", MemorySpec.class);
        registry.catalog("program", ProgramSpec.class);
        return registry;
    }

    private static void cores(Catalog<CoreSpec> cores) {
        cores.add("in-order", InOrder.Spec.class, "one reference at a time; stores through a buffer, or blocking");
        cores.add("out-of-order", OutOfOrder.Spec.class, "a window of instructions, retired in order");
    }

    private static void replacement(Catalog<ReplacementSpec> replacement) {
        replacement.add("lru", Lru.Spec.class, "the way that was used longest ago");
        replacement.add("fifo", Fifo.Spec.class, "the way that was filled longest ago");
        replacement.add("random", RandomReplacement.Spec.class, "any way, each as likely");
    }
}
