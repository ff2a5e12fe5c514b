package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cpu.CoreSpec;
import dev.ziggurat.cpu.OpenLoop;
import dev.ziggurat.mmu.TranslationSpec;
import dev.ziggurat.mmu.TranslationSpec.Format;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.units.SpecException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine file.
 *
 * @param machine its name in the results
 * @param description a sentence for readers
 * @param simulation how it is simulated; it changes how things are done or booked, never what happens
 * @param cores the cores
 * @param translation from virtual to physical addresses; default none
 * @param caches the caches by name, in the order of the file; default none, so that the cores reach memory directly
 * @param memory main memory
 * @param storage the storage devices by name, in the order of the file; default none
 * @param os the operating system; default none: one thread a core, and no page is ever absent
 */
public record MachineSpec(
        String machine,
        @Nullable String description,
        SimulationSpec simulation,
        CoreSpec cores,
        TranslationSpec translation,
        Map<String, CacheSpec> caches,
        MainMemory memory,
        Map<String, StorageSpec> storage,
        @Nullable KernelSpec os) {
    public MachineSpec {
        SpecException.requirePresent("machine", machine, "desktop");
        SpecException.requirePresent("cores", cores, "{count: 1, kind: in-order, clock: 1 GHz}");
        SpecException.requirePresent("memory", memory, "{kind: fixed, latency: 80 ns}");
        if (!machine.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
            throw new SpecException(
                    "machine", "a name has letters, digits, '-', '_' and '.'; write for example 'desktop'");
        }
        simulation = simulation == null ? new SimulationSpec(null, null, null) : simulation;
        translation = translation == null ? TranslationSpec.none() : translation;
        caches = caches == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(caches));
        storage = storage == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(storage));
    }

    /** Returns the operating system, null if there is none: without translation, and under an open-loop driver, it has nothing to do. */
    public @Nullable KernelSpec kernel() {
        return translates() ? os : null;
    }

    /** Whether the cores' addresses are translated: those of an open-loop driver are physical, whatever the format. */
    boolean translates() {
        return translation.format() != Format.NONE && !(cores instanceof OpenLoop.Spec);
    }

    /** Whether memory is of segments and no pages. */
    boolean contiguous() {
        return translates() && !translation.format().paged();
    }

    /** Returns the storage devices that are built: an operating system that has nothing to do leaves none for others. */
    Map<String, StorageSpec> devices() {
        return os != null && kernel() == null ? Map.of() : storage;
    }

    /** Whether a directory keeps the caches of its cores coherent: under an operating system they share memory. */
    boolean coherent() {
        boolean wanted = switch (simulation.coherence()) {
            case AUTO -> kernel() != null;
            case ALWAYS -> true;
            case NONE -> false;
        };
        return wanted && cores.count() > 1;
    }
}
