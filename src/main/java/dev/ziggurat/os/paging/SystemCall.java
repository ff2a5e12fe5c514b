package dev.ziggurat.os.paging;

import dev.ziggurat.mmu.Rights;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The system calls there are. Programs know them by name ({@link dev.ziggurat.memory.Program#operation}). Answers below 0 are Linux's error numbers (include/uapi/asm-generic/errno-base.h).
 */
public enum SystemCall {
    /**
     * {@code mmap ADDRESS BYTES RIGHTS}: a new area, empty. With address 0 the kernel chooses the highest place that is free; otherwise the area lies
     * there and nowhere else, as with MAP_FIXED_NOREPLACE. Answers its address.
     */
    MMAP,

    /** {@code munmap ADDRESS BYTES}: the addresses are in no area any more, and what is in memory or swap for them is free. Answers 0. */
    MUNMAP,

    /** {@code mprotect ADDRESS BYTES RIGHTS}: other rights for addresses that all lie in areas. Answers 0. */
    MPROTECT,

    /** {@code exit}: the process ends. */
    EXIT;

    /** The right to read, in {@code RIGHTS} (PROT_READ of Linux); each right contains it, as in hardware. */
    public static final long READ = 1;

    /** The right to write (PROT_WRITE). */
    public static final long WRITE = 2;

    /** The right to execute (PROT_EXEC). */
    public static final long EXECUTE = 4;

    /** There is no memory for it, or no area (ENOMEM). */
    public static final long NO_MEMORY = -12;

    /** Something is there already (EEXIST). */
    public static final long EXISTS = -17;

    /** Not what the call takes (EINVAL). */
    public static final long INVALID = -22;

    /** Whether an argument is nothing but rights. */
    public static boolean areRights(long asked) {
        return (asked & ~(READ | WRITE | EXECUTE)) == 0;
    }

    /** Returns the bits of {@link Rights} for those of a call. */
    public static int rights(long asked) {
        return (asked != 0 ? Rights.USER : 0)
                | ((asked & WRITE) != 0 ? Rights.WRITE : 0)
                | ((asked & EXECUTE) != 0 ? Rights.EXECUTE : 0);
    }

    /** Returns the call of a name, null if there is none. */
    static @Nullable SystemCall named(String name) {
        for (SystemCall each : values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
                return each;
            }
        }
        return null;
    }
}
