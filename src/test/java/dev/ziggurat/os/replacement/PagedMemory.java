package dev.ziggurat.os.replacement;

import dev.ziggurat.engine.RandomStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The kernel of the policies' tests: a page table, frames filled in order, accessed and dirty bits, and pure demand paging. */
final class PagedMemory {
    private final PageReplacement policy;
    private final boolean watching;
    private final Map<Long, Integer> table = new HashMap<>();
    private final long[] pages;
    private final boolean[] accessed;
    private final boolean[] dirty;
    long faults;
    long evictions;
    long dirtyEvictions;

    PagedMemory(PageReplacementSpec spec, int frames, Future future) {
        pages = new long[frames];
        Arrays.fill(pages, -1);
        accessed = new boolean[frames];
        dirty = new boolean[frames];
        watching = spec.watchesReferences();
        policy = spec.create(new PageReplacementSpec.Kernel(
                frames, RandomStream.of(1, "os.replacement"), this::takeAccessed, future));
    }

    static PagedMemory run(PageReplacementSpec spec, int frames, ReferenceString string) {
        PagedMemory memory = new PagedMemory(spec, frames, string.future());
        for (int i = 0; i < string.length(); i++) {
            memory.use(string.page(i), string.writes(i));
        }
        return memory;
    }

    /** Uses a page; true if that was a fault. */
    boolean use(long page, boolean write) {
        Integer frame = table.get(page);
        boolean fault = frame == null;
        int at = frame == null ? fault(page) : frame;
        accessed[at] = true;
        dirty[at] |= write;
        if (watching) {
            policy.referenced(at, write ? PageReplacement.Use.WRITE : PageReplacement.Use.READ);
        }
        return fault;
    }

    private int fault(long page) {
        faults++;
        int frame = table.size() < pages.length ? table.size() : evict();
        pages[frame] = page;
        table.put(page, frame);
        accessed[frame] = true;
        dirty[frame] = false;
        policy.loaded(frame, page);
        return frame;
    }

    private int evict() {
        int frame = (int) policy.victim(each -> false);
        evictions++;
        if (dirty[frame]) {
            dirtyEvictions++;
        }
        table.remove(pages[frame]);
        return frame;
    }

    private boolean takeAccessed(long frame) {
        boolean was = accessed[(int) frame];
        accessed[(int) frame] = false;
        return was;
    }
}
