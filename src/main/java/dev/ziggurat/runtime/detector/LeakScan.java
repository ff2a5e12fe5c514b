package dev.ziggurat.runtime.detector;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.detector.KnownBlocks.Block;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which live blocks can be reached, as LeakSanitizer finds it: every word of the roots, and of what they lead to, that is an address in a live block leads
 * to that block; each word is loaded. What cannot be reached is lost. Answers how many blocks are.
 */
final class LeakScan extends Routine {
    private final KnownBlocks blocks;
    private final Findings findings;

    // Blocks by address; those not reached yet; those whose words are still to be looked at.
    private final TreeMap<Long, Block> byAddress = new TreeMap<>();
    private final TreeSet<Long> lost = new TreeSet<>();
    private final Deque<Block> reached = new ArrayDeque<>();

    private long at;
    private long end;

    LeakScan(KnownBlocks blocks, Findings findings) {
        this.blocks = blocks;
        this.findings = findings;
    }

    LeakScan begin() {
        byAddress.clear();
        lost.clear();
        reached.clear();
        for (Block each : blocks.live()) {
            byAddress.put(each.address(), each);
            lost.add(each.address());
        }
        at = Roots.START;
        end = Roots.START + Roots.BYTES;
        return this;
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (at + Redzones.WORD <= end) {
            look(thread.load(at));
            at += Redzones.WORD;
        } else if (reached.isEmpty()) {
            report();
            thread.end(lost.size());
        } else {
            Block next = reached.remove();
            at = (next.address() + Redzones.WORD - 1) / Redzones.WORD * Redzones.WORD;
            end = next.end();
        }
    }

    private void look(long word) {
        Map.Entry<Long, Block> entry = byAddress.floorEntry(word);
        if (entry != null && word < entry.getValue().end() && lost.remove(entry.getKey())) {
            reached.add(entry.getValue());
        }
    }

    /** By site, in the order of sites, as the tools do. */
    private void report() {
        TreeMap<Long, List<Block>> bySite = new TreeMap<>();
        for (long address : lost) {
            Block block = byAddress.get(address);
            if (block != null) {
                bySite.computeIfAbsent(block.site(), unknown -> new ArrayList<>())
                        .add(block);
            }
        }
        bySite.forEach((site, all) ->
                findings.report(all.stream().mapToLong(Block::bytes).sum() + " B in " + all.size()
                        + " blocks from site " + site
                        + " are lost: nothing leads to them; what is live from it grows by "
                        + blocks.growth().slope(site)
                        + " B/ms"));
    }
}
