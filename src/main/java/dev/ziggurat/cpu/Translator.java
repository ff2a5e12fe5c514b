package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.mmu.Translated;
import dev.ziggurat.os.Thread;
import org.jspecify.annotations.Nullable;

/**
 * How a core's virtual addresses become physical ones: by its MMU or, where there is no translation, by adding the base of the process. A kernel
 * program has physical addresses.
 */
final class Translator {
    /** The smallest page. Of a reference the page of its first byte and the next one are translated; what lies beyond follows the second. */
    static final int PAGE = 4096;

    static final long MISS = Mmu.MISS;
    static final int ABSENT = Mmu.ABSENT;

    private final @Nullable Mmu own;

    // Of the program that runs.
    private @Nullable Mmu mmu;
    private long base;

    Translator(@Nullable Mmu own) {
        this.own = own;
    }

    /** Goes on for a thread, in the mode in which that is. */
    void enter(Thread thread) {
        boolean translated = !thread.inKernel() && thread.process().space() != null;
        mmu = translated ? own : null;
        base = thread.inKernel() ? 0 : thread.process().base();
    }

    /** Whether pages are translated at all. */
    boolean translates() {
        return mmu != null;
    }

    /** Returns the physical address if knowing it takes no time, else {@link #MISS}: then nothing has changed, and {@link #translate} goes on. */
    long hit(AccessType type, long virtual, long time) {
        return mmu == null ? base + virtual : mmu.hit(type, virtual, time);
    }

    /** Returns by what {@link #hit} would translate, {@link #ABSENT} if it would not; nothing has changed. */
    int find(AccessType type, long virtual, long time) {
        return mmu == null ? 0 : mmu.find(type, virtual, time);
    }

    /** Returns the physical address by what was found. */
    long physical(AccessType type, int entry, long virtual) {
        return mmu == null ? base + virtual : mmu.physical(type, entry, virtual);
    }

    /** A reference is translated by what was found. */
    void use(AccessType type, int entry) {
        if (mmu != null) {
            mmu.use(type, entry);
        }
    }

    /** Translates a request's virtual address; see {@link Mmu#translate}. */
    long translate(MemoryRequest request, Translated asker) {
        if (mmu != null) {
            return mmu.translate(request, asker);
        }
        request.physicalAddress = base + request.virtualAddress;
        return request.time;
    }

    /** Returns how many bytes from an address on lie in its page, the smallest there is. */
    static int room(long virtual) {
        return PAGE - (int) (virtual & (PAGE - 1));
    }
}
