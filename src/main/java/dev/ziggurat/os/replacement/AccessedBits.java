package dev.ziggurat.os.replacement;

/**
 * The accessed bits of the page-table entries, as the kernel gives them to a policy. The walker sets the bit of an entry that it brings into a
 * TLB; the kernel maps a page with the bit set.
 */
public interface AccessedBits {
    /**
     * Reads and clears the bit of the entry that maps a frame; with several entries, whether it was set in any. After that the page's
     * TLB entries are gone, so that the next use sets it again. Each call is one look of the kernel into its tables.
     */
    boolean takeAccessed(long frame);
}
