package dev.ziggurat.mmu;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How virtual addresses become physical ones.
 *
 * @param format how addresses are read, default none
 * @param walksEnter the level at which the loads of walks enter; required with a format
 * @param tlbs the TLBs of each core; required with pages
 * @param walkCaches the walk caches of each core
 * @param walkers how many walks a core can have under way, default 1
 * @param tags whether TLBs and walk caches tell address spaces apart (default); if not, they are flushed at a switch
 * @param offsetBits where the number of the segment begins in an address, default 32
 * @param descriptors the descriptor cache of each core
 */
public record TranslationSpec(
        Format format,
        @Nullable String walksEnter,
        @Nullable TlbsSpec tlbs,
        WalkCachesSpec walkCaches,
        Integer walkers,
        Boolean tags,
        Integer offsetBits,
        DescriptorsSpec descriptors) {
    private static final int MOST_WALKERS = 1024;
    private static final int OFFSET_BITS = 32;
    private static final int LEAST_OFFSET_BITS = 12;
    private static final int MOST_OFFSET_BITS = 48;

    /** The formats of addresses. */
    public enum Format {
        /** Addresses are used as the programs give them; no TLBs, no walks. */
        NONE,
        /** Four levels, pages of 4 KiB, 2 MiB and 1 GiB. */
        X86_64,
        /** Segments in memory. */
        SEGMENTED,
        /** Segments whose bases are addresses that {@link #X86_64} translates. */
        SEGMENTED_X86_64;

        /** Whether there are pages. */
        public boolean paged() {
            return this == X86_64 || this == SEGMENTED_X86_64;
        }

        /** Whether there are segments. */
        public boolean segmented() {
            return this == SEGMENTED || this == SEGMENTED_X86_64;
        }
    }

    public TranslationSpec(
            @Nullable Format format,
            @Nullable String walksEnter,
            @Nullable TlbsSpec tlbs,
            @Nullable WalkCachesSpec walkCaches,
            @Nullable Integer walkers,
            @Nullable Boolean tags,
            @Nullable Integer offsetBits,
            @Nullable DescriptorsSpec descriptors) {
        this.format = format == null ? Format.NONE : format;
        this.walksEnter = walksEnter;
        this.tlbs = tlbs;
        this.walkCaches = walkCaches == null ? new WalkCachesSpec(null, null, null, null) : walkCaches;
        this.walkers = walkers == null ? 1 : walkers;
        this.tags = tags == null || tags;
        this.offsetBits = offsetBits == null ? OFFSET_BITS : offsetBits;
        this.descriptors = descriptors == null ? new DescriptorsSpec(null, null, null, null) : descriptors;
        SpecException.requireRange("walkers", this.walkers, 1, MOST_WALKERS);
        SpecException.requireRange("offset-bits", this.offsetBits, LEAST_OFFSET_BITS, MOST_OFFSET_BITS);
        if (this.format != Format.NONE) {
            SpecException.requirePresent("walks-enter", walksEnter, "l1d");
        }
        if (this.format.paged()) {
            SpecException.requirePresent("tlbs", tlbs, "{l1i: {entries: 64}, l1d: {entries: 64}}");
            checkPages(tlbs, table(this.format));
        }
    }

    /** Makes a translation whose keys about segments have their defaults. */
    public TranslationSpec(
            @Nullable Format format,
            @Nullable String walksEnter,
            @Nullable TlbsSpec tlbs,
            @Nullable WalkCachesSpec walkCaches,
            @Nullable Integer walkers,
            @Nullable Boolean tags) {
        this(format, walksEnter, tlbs, walkCaches, walkers, tags, null, null);
    }

    /**
     * Returns what the format of the pages means.
     *
     * @throws IllegalStateException if there are no pages
     */
    public PageTableFormat table() {
        return table(format);
    }

    private static PageTableFormat table(Format format) {
        return switch (format) {
            case NONE, SEGMENTED -> throw new IllegalStateException("no pages, no page table");
            case X86_64, SEGMENTED_X86_64 -> PageTableFormat.X86_64;
        };
    }

    /** Returns a machine without translation. */
    public static TranslationSpec none() {
        return new TranslationSpec(null, null, null, null, null, null);
    }

    private static void checkPages(@Nullable TlbsSpec tlbs, PageTableFormat format) {
        if (tlbs == null) {
            return;
        }
        List<ByteSize> sizes = format.leafShifts().stream()
                .map(shift -> new ByteSize(1L << shift))
                .toList();
        checkPages("l1i", tlbs.l1i(), sizes);
        checkPages("l1d", tlbs.l1d(), sizes);
        if (tlbs.l2() != null) {
            checkPages("l2", tlbs.l2(), sizes);
        }
    }

    private static void checkPages(String name, TlbSpec tlb, List<ByteSize> sizes) {
        if (!sizes.containsAll(tlb.pages())) {
            throw new SpecException("tlbs." + name + ".pages", "this format has pages of " + sizes + " only");
        }
        if (!tlb.pages().contains(sizes.get(0))) {
            throw new SpecException("tlbs." + name + ".pages", "a TLB holds the smallest pages, " + sizes.get(0));
        }
    }
}
