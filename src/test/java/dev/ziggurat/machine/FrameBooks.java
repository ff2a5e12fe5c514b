package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.PageTableEntry;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.paging.PagedMemory;
import dev.ziggurat.os.proc.MemoryCounts;
import dev.ziggurat.stats.Statistics;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * At any step every frame is free or used, and by one page only: what the kernel says of its frames adds up, and is what its page tables say, which
 * are read here word by word as a walker would.
 */
final class FrameBooks {
    /** Reading all tables takes a thousand times as long as asking. */
    private static final int ASKS_A_READING = 4_096;

    private static final int LEVELS = 4;
    private static final int ENTRIES = 512;
    private static final int PAGE = 4096;

    private final MemoryCounts numbers;
    private final Statistics laws = new Statistics();
    private final List<Process> processes;
    private final WordStore words;
    private final long frames;
    private final Set<Process> over = new HashSet<>();
    private final Set<Long> mapped = new HashSet<>();
    private long asked;
    long readings;

    FrameBooks(PagedMemory memory, List<Process> processes, WordStore words, long frames) {
        numbers = memory.numbers();
        memory.describe(laws, List.of());
        this.processes = processes;
        this.words = words;
        this.frames = frames;
    }

    /** An address space has been given back. */
    void ended(Process process) {
        over.add(process);
    }

    /** A step of the machine has come. */
    void check() {
        long used = numbers.pagesGiven() - numbers.pagesReturned();
        long free = numbers.freePages();
        if (free < 0 || free + used != frames || numbers.anonymousPages() > used) {
            throw new AssertionError(free + " frames free, " + used + " used, " + numbers.anonymousPages()
                    + " of them with a page, of " + frames);
        }
        laws.checkLaws();
        if (asked++ % ASKS_A_READING == 0) {
            read();
        }
    }

    private void read() {
        readings++;
        mapped.clear();
        long tables = 0;
        for (Process process : processes) {
            if (!over.contains(process)) {
                AddressSpace space = Objects.requireNonNull(process.space());
                tables += read(space.root(), LEVELS);
            }
        }
        assertThat(mapped).as("frames in page tables").hasSize((int) numbers.anonymousPages());
        assertThat(tables).as("pages of page tables").isEqualTo(numbers.tablePages());
    }

    /** Returns how many tables there are. */
    private long read(long table, int level) {
        assertThat(table).as("a page table").isGreaterThanOrEqualTo(frames * PAGE);
        long tables = 1;
        for (int i = 0; i < ENTRIES; i++) {
            long word = words.read(table + 8L * i);
            if (PageTableEntry.present(word)) {
                long address = PageTableEntry.address(word, 12);
                if (level > 1) {
                    tables += read(address, level - 1);
                } else {
                    assertThat(address).as("a frame").isBetween(0L, frames * PAGE - 1);
                    assertThat(mapped.add(address))
                            .as("frame %x is mapped once", address)
                            .isTrue();
                }
            }
        }
        return tables;
    }
}
