package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.CacheSpec.Serves;
import dev.ziggurat.cache.LinkSpec;
import dev.ziggurat.cpu.OpenLoop;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.mmu.TranslationSpec.Format;
import dev.ziggurat.os.KernelSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a machine file says without effect: no errors, but worth knowing before a result is believed. */
final class MachineNotes {
    private static final String NO_PAGES = "this machine has no pages";
    private static final String NO_SEGMENTS = "addresses of this format have no segments";

    private final Config<MachineSpec> config;
    private final List<Problem> notes = new ArrayList<>();

    private MachineNotes(Config<MachineSpec> config) {
        this.config = config;
    }

    static List<Problem> of(Config<MachineSpec> config) {
        MachineNotes notes = new MachineNotes(config);
        config.spec().caches().forEach(notes::look);
        notes.look("memory.link", config.spec().memory().link());
        if (config.spec().cores().count() == 1) {
            notes.without("simulation.coherence", "one core shares nothing with others");
        }
        notes.lookAtTranslation();
        if (config.spec().kernel() == null && config.spec().os() != null) {
            notes.without("os", "no address of this machine is translated; neither it nor 'storage' is built");
        } else {
            notes.lookAtStorage();
        }
        return notes.notes;
    }

    private void look(String name, CacheSpec cache) {
        String path = "caches." + name;
        look(path + ".link", cache.link());
        if (cache.ways() == 1) {
            without(path + ".replacement", "one way leaves no choice");
        }
        List<Serves> serves = cache.serves();
        if (serves != null && !serves.contains(Serves.DATA)) {
            for (String key : List.of("write", "allocate", "write-buffer")) {
                without(path + "." + key, "a cache that serves only fetch sees no stores");
            }
        }
    }

    private void lookAtTranslation() {
        Format format = config.spec().translation().format();
        if (format != Format.NONE && config.spec().cores() instanceof OpenLoop.Spec) {
            without("translation", "an open-loop driver's addresses are physical");
        } else if (format.paged()) {
            lookAtPages(format);
        } else if (format.segmented()) {
            for (String key : List.of("translation.tlbs", "translation.walk-caches")) {
                without(key, NO_PAGES);
            }
            for (String key : List.of("page-replacement", "frames", "accessed-flush")) {
                without("os." + key, NO_PAGES);
            }
        }
    }

    private void lookAtPages(Format format) {
        if (!format.segmented()) {
            without("translation.offset-bits", NO_SEGMENTS);
            without("translation.descriptors", NO_SEGMENTS);
        }
        if (config.spec().kernel() != null) {
            without(
                    "os.segments",
                    "pages need no hole; segments lie in memory with 'translation: {format: segmented}'");
        }
    }

    private void lookAtStorage() {
        KernelSpec os = config.spec().kernel();
        KernelSpec.Swap swap = os == null ? null : os.swap();
        for (String name : config.spec().storage().keySet()) {
            if (swap == null || !swap.device().equals(name)) {
                without(Devices.PATH + "." + name, "no operating system of this machine swaps to this device");
            }
        }
    }

    private void look(String path, @Nullable LinkSpec link) {
        if (link != null && link.latency().amount() == 0 && link.width() == null) {
            without(path, "a link with neither latency nor width delays nothing");
        }
    }

    private void without(String path, String reason) {
        if (config.says(path)) {
            notes.add(config.problem(path, "without effect: " + reason));
        }
    }
}
