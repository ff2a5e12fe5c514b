package dev.ziggurat.os.paging;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.mmu.Rights;
import dev.ziggurat.mmu.SegmentTable;
import dev.ziggurat.os.SegmentCall;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a system call that is about a segment over pages: its area, the store of its descriptor, and a shoot-down of what was. The pages of a
 * segment that goes are the caller's to unmap.
 */
final class SegmentChange {
    private final PagingProgram program;
    private @Nullable Space space;
    private Step step = Step.DONE;

    // The segment, whether there was one before, and the range of its area that is to be unmapped.
    private int number;
    private long entry;
    private boolean forgets;
    private long from;
    private long to;

    private long answer;

    private enum Step {
        STORE,
        SHOOT,
        DONE
    }

    SegmentChange(PagingProgram program) {
        this.program = program;
    }

    /** Begins for a call on a space with segments; returns false if there is no such call here. */
    boolean begin(Space of, SegmentCall call, long first, long second) {
        LinearSegments segments = Objects.requireNonNull(of.segments);
        space = of;
        number = segments.at(first);
        forgets = true;
        from = 0;
        to = 0;
        answer = 0;
        step = Step.DONE;
        switch (call) {
            case CREATE_SEGMENT -> create(of, segments, first, second);
            case DELETE_SEGMENT -> delete(of, segments);
            case RESIZE_SEGMENT -> resize(of, segments, second);
            case PROTECT_SEGMENT -> protect(segments, second);
            case SEGMENT_BASE -> answer = number == LinearSegments.NONE ? SystemCall.INVALID : segments.base(number);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void create(Space of, LinearSegments segments, long bytes, long rights) {
        if (!segments.allows(bytes) || !SystemCall.areRights(rights)) {
            answer = SystemCall.INVALID;
            return;
        }
        long length = of.areas.roundedUp(bytes);
        long start = of.areas.highestFree(length);
        number = segments.freeNumber();
        if (start == Areas.NOWHERE || number == LinearSegments.NONE) {
            answer = SystemCall.NO_MEMORY;
            return;
        }
        of.areas.place(start, length, Rights.ALL);
        answer = segments.address(number);
        forgets = false;
        changed(segments.set(number, start, bytes, SystemCall.rights(rights)));
    }

    private void delete(Space of, LinearSegments segments) {
        if (number == LinearSegments.NONE) {
            answer = SystemCall.INVALID;
            return;
        }
        unmap(of, segments.base(number), of.areas.roundedUp(segments.base(number) + segments.limit(number)));
        changed(segments.remove(number));
    }

    private void unmap(Space of, long start, long end) {
        of.areas.remove(start, end);
        from = start;
        to = end;
    }

    private void protect(LinearSegments segments, long rights) {
        if (number == LinearSegments.NONE || !SystemCall.areRights(rights)) {
            answer = SystemCall.INVALID;
            return;
        }
        changed(segments.set(number, segments.base(number), segments.limit(number), SystemCall.rights(rights)));
    }

    private void resize(Space of, LinearSegments segments, long bytes) {
        if (number == LinearSegments.NONE || !segments.allows(bytes)) {
            answer = SystemCall.INVALID;
            return;
        }
        long base = segments.base(number);
        long end = of.areas.roundedUp(base + segments.limit(number));
        long newEnd = of.areas.roundedUp(base + bytes);
        boolean fits = newEnd <= end || (newEnd <= Areas.USER_END && of.areas.place(end, newEnd - end, Rights.ALL));
        if (!fits) {
            answer = SystemCall.NO_MEMORY;
            return;
        }
        if (newEnd < end) {
            unmap(of, newEnd, end);
        }
        changed(segments.resize(number, bytes));
    }

    private void changed(long descriptor) {
        entry = descriptor;
        step = Step.STORE;
    }

    /** Yields the next step; false if there is none. */
    boolean next(Reference into) {
        switch (step) {
            case STORE -> {
                into.set(Kind.STORE, entry, SegmentTable.ENTRY);
                step = forgets ? Step.SHOOT : Step.DONE;
                return true;
            }
            case SHOOT -> {
                program.shootDownSegment(into, Objects.requireNonNull(space), number);
                step = Step.DONE;
                return true;
            }
            case DONE -> {
                return false;
            }
        }
        throw new IllegalStateException("no step");
    }

    long answer() {
        return answer;
    }

    /** Whether pages are to be unmapped at the end. */
    boolean unmaps() {
        return from != to;
    }

    /** Returns the first address that is to be unmapped at the end. */
    long from() {
        return from;
    }

    long to() {
        return to;
    }
}
