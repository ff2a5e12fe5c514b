package dev.ziggurat.cpu;

import dev.ziggurat.os.KernelCauses;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import dev.ziggurat.stats.TimeBook;
import org.jspecify.annotations.Nullable;

/**
 * A core's time as {@code /proc/stat} divides it, at any instant. A book is written when what the time was spent on is over. What is not booked yet
 * is of the kind of which it will be booked: nothing but a call of the operating system changes the kind, and a call finds everything booked. So
 * the kinds sum to the instant and none ever falls.
 */
final class CpuTimes {
    private final TimeBook book;
    private final int idle;
    private final @Nullable KernelCauses kernel;

    CpuTimes(TimeBook book, int idle, @Nullable KernelCauses kernel) {
        this.book = book;
        this.idle = idle;
        this.kernel = kernel;
    }

    /**
     * Returns the time of a kind up to an instant, in picoseconds.
     *
     * @param mode a cause in the mode at hand, to which what is not booked belongs up to {@code modeEnd}
     * @param open the cause to which the rest belongs
     */
    long upTo(long time, CpuTime kind, int mode, long modeEnd, int open) {
        long sum = booked(kind);
        long settled = book.settled();
        if (book.closed()) {
            return sum;
        }
        long between = Math.min(time, Math.max(settled, modeEnd));
        if (kind(mode) == kind) {
            sum += between - settled;
        }
        if (kind(open) == kind) {
            sum += time - between;
        }
        return sum;
    }

    private long booked(CpuTime kind) {
        return switch (kind) {
            case IDLE -> book.booked(idle);
            case IOWAIT -> kernel == null ? 0 : book.booked(kernel.iowait());
            case SYSTEM -> system();
            case USER -> book.booked() - book.booked(idle) - booked(CpuTime.IOWAIT) - system();
            default -> 0;
        };
    }

    private long system() {
        return kernel == null
                ? 0
                : book.booked(kernel.kernel())
                        + book.booked(kernel.trap())
                        + book.booked(kernel.contextSwitch())
                        + book.booked(kernel.shootdown());
    }

    private CpuTime kind(int cause) {
        if (cause == idle) {
            return CpuTime.IDLE;
        }
        if (kernel == null) {
            return CpuTime.USER;
        }
        if (cause == kernel.iowait()) {
            return CpuTime.IOWAIT;
        }
        return kernel.system(cause) ? CpuTime.SYSTEM : CpuTime.USER;
    }
}
