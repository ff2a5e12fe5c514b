package dev.ziggurat.mmu;

/** Who may have a page appear just when a walk finds that it is absent: memory without an operating system, where that costs nothing. */
public interface AbsentPages {
    /** Nobody: a page that is absent is a fault. */
    AbsentPages FAULT = (space, virtual) -> false;

    /**
     * Maps the page of an address, if that can be done at once.
     *
     * @return whether it is there now; the walk then goes on with what it finds in the entry that it has read
     */
    boolean provide(AddressSpace space, long virtual);
}
