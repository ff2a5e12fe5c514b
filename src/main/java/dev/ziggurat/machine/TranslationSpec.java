package dev.ziggurat.machine;

import org.jspecify.annotations.Nullable;

/**
 * How virtual addresses become physical ones.
 *
 * @param format the page-table format, default none
 */
public record TranslationSpec(Format format) {
    /** The page-table formats. */
    public enum Format {
        /** Addresses are used as the programs give them; no TLBs, no walks. */
        NONE
    }

    public TranslationSpec(@Nullable Format format) {
        this.format = format == null ? Format.NONE : format;
    }
}
