package dev.ziggurat.mmu;

import org.jspecify.annotations.Nullable;

/** The address space in which a core runs, and under which tag each space's translations are kept. */
final class Spaces {
    private static final int ONLY_TAG = 0;

    private final boolean tags;
    private @Nullable AddressSpace current;

    Spaces(boolean tags) {
        this.tags = tags;
    }

    /** Whether translations of several spaces are kept side by side. */
    boolean tagged() {
        return tags;
    }

    void current(AddressSpace space) {
        current = space;
    }

    boolean isCurrent(AddressSpace space) {
        return space.equals(current);
    }

    /** Returns the space in which the core runs. */
    AddressSpace current() {
        if (current == null) {
            throw new IllegalStateException("a translation before the first address space");
        }
        return current;
    }

    /** Returns the tag under which a space's translations are kept; {@link Tlb#NO_TAG} if none may be: without tags another space runs. */
    int tagOf(AddressSpace space) {
        if (tags) {
            return space.tag();
        }
        return current != null && current.root() == space.root() ? ONLY_TAG : Tlb.NO_TAG;
    }

    /** Returns the same for the space of which only its own tag is known. */
    int tagOf(int tag) {
        if (tags) {
            return tag;
        }
        return current != null && current.tag() == tag ? ONLY_TAG : Tlb.NO_TAG;
    }
}
