package dev.ziggurat.mmu;

import dev.ziggurat.memory.AccessType;
import java.util.stream.Stream;

/** What each type of access needs of a translation: bits of {@link Rights}, and DIRTY, by the type's ordinal. */
final class Needs {
    private static final int[] BY_TYPE =
            Stream.of(AccessType.values()).mapToInt(Needs::ofType).toArray();

    private Needs() {}

    static int of(AccessType type) {
        return BY_TYPE[type.ordinal()];
    }

    /** Returns what of it is a right: without it the access is refused. */
    static int rights(AccessType type) {
        return of(type) & Rights.ALL;
    }

    private static int ofType(AccessType type) {
        if (type == AccessType.FETCH) {
            return Rights.USER | Rights.EXECUTE;
        }
        return type.writes() ? Rights.USER | Rights.WRITE | Rights.DIRTY : Rights.USER;
    }
}
