package dev.ziggurat.machine;

import dev.ziggurat.stats.Statistic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the causes mean that time is booked to, for the dictionary: in each of them this is so. Results name them {@code CAUSE_ns}. */
public final class Causes {
    private static final Map<String, String> MEANINGS = meanings();

    /** Causes that every cache has one of: the cache's name and these words. */
    private static final Map<String, String> OF_A_LEVEL = ofALevel();

    /** What the sentence of a metric ends with that is the time of a cause. */
    private static final Pattern CAUSE = Pattern.compile(".* spent in '(.+)'");

    private Causes() {}

    private static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("retiring", "instructions retire; of a core only");
        meanings.put(
                "window",
                "nothing retires and no load is to blame: the pipeline fills, or the oldest has just arrived");
        meanings.put("fetch", "dispatch waits for an instruction fetch beyond a first-level hit");
        meanings.put(
                "store buffer",
                "a core waits for an entry of its store queue, a load until an older store that covers part of its bytes is"
                        + " written");
        meanings.put("idle", "the core has nothing to run");
        meanings.put("forward", "a load takes its bytes from an older store, as long as a first-level hit");
        meanings.put("split", "a part of a reference that crosses lines waits until an earlier part has returned");
        meanings.put(
                "coherence",
                "the directory: requests before it to the same line, caches that must give the line up, and the look-up there of"
                        + " a request that only asks to write");
        meanings.put("l1 tlb", "a first-level TLB with a latency of its own looks");
        meanings.put("l2 tlb", "the second-level TLB looks");
        meanings.put("walker wait", "all walkers of the core are in use");
        meanings.put(
                "walk",
                "a page walk or the load of a descriptor; what its loads wait for is in walker.time and descriptors.time");
        meanings.put("descriptor cache", "the descriptor cache looks, if it has a latency of its own");
        meanings.put("merge wait", "an access to a line under way came before the miss that fetches it had set out");
        meanings.put("driver", "a reference of an open-loop core waits for a slot of its table");
        meanings.put("memory", "a memory of one latency answers");
        meanings.put("memory link", "the way down the link before memory, and the waits for it in both directions");
        meanings.put(
                "dram controller",
                "front-latency after the arrival, one cycle after the acceptance, back-latency after the last data");
        meanings.put("dram align", "from there to the next edge of the memory clock");
        meanings.put(
                "dram queue",
                "every wait for other requests: for an entry, for their commands and data, for timing rules that they left");
        meanings.put("dram bank", "the precharge and the activate made for the read: tRP, tRCD");
        meanings.put("dram transfer", "from the read command to the last data");
        meanings.put("refresh", "from the cycle in which a refresh of the rank is due to its end");
        meanings.put("swap queue", "a request waits in a storage device's queue, until the device takes it");
        meanings.put(
                "swap device", "a storage device serves the request: arm and platters, or flash, channels and link");
        addKernel(meanings);
        return meanings;
    }

    private static void addKernel(Map<String, String> meanings) {
        meanings.put("swap dma", "the lines of a page or a segment on their way between memory and a device");
        meanings.put("trap", "the way into the kernel and back: 'os.costs.trap'");
        meanings.put(
                "kernel",
                "a kernel program runs; in kernel.time, which divides that further: what 'os.costs' has it spend");
        meanings.put("context switch", "the change of a core to a thread: 'os.costs.context-switch'");
        meanings.put("retry", "a reference that had faulted, from the kernel's return until it is issued again");
        meanings.put("scheduler", "a thread could run and waits for its core; after a transfer, the interrupt too");
        meanings.put("shootdown", "a core holds until others have forgotten a translation");
        meanings.put("page lock", "a thread waits for another's transfer of the same page");
        meanings.put(
                "segment lock",
                "a thread waits while another one has segments placed, moved or swapped, or for a segment that another needs");
        meanings.put("frame wait", "a thread waits until a frame can be had");
        meanings.put("sleep", "a thread sleeps until an instant that its program named");
        meanings.put("wait", "a thread waits for a word until another wakes it");
        meanings.put("iowait", "the core has nothing to run, and a thread of its own waits for a device");
        meanings.put("killed", "what a thread waited for when its process was ended");
        meanings.put("user", "a thread's program on a core, in user mode");
    }

    private static Map<String, String> ofALevel() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(" mshr", "a miss waits at that level because all its MSHRs are in use");
        meanings.put(
                " write buffer", "a miss, or a store that goes through, waits there because the write buffer is full");
        meanings.put(" set", "a miss waits there because every way of its set waits for a fill");
        meanings.put(" link", "the way down the link before that level, and the waits for it in both directions");
        meanings.put(" fill", "that level's fill-latency on the way up");
        return meanings;
    }

    /** Returns what a statistic means; if it is the time of a cause, also what that is. */
    public static String sentence(Statistic statistic) {
        Matcher cause = CAUSE.matcher(statistic.sentence());
        return statistic.sentence() + (cause.matches() ? ": " + meaning(cause.group(1)) : "");
    }

    /** Returns what a cause ({@code merge wait}, {@code l1d mshr}) means. */
    public static String meaning(String cause) {
        String known = MEANINGS.get(cause);
        if (known != null) {
            return known;
        }
        for (Map.Entry<String, String> each : OF_A_LEVEL.entrySet()) {
            if (cause.endsWith(each.getKey())) {
                return each.getValue();
            }
        }
        return "that level looks its tags up: its own latency, charged once to whatever passes";
    }
}
