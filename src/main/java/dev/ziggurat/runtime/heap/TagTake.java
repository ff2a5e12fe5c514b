package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;
import org.jspecify.annotations.Nullable;

/** Takes a chunk of a {@link FreeList}, all of it or its low end; the rest takes its place in the list. Answers the chunk, or 0. */
final class TagTake extends Routine {
    private final Tags tags;
    private final Fit fit;
    private final HeapCounts counts;
    private final Search search;
    private final @Nullable Reach reach;
    private final @Nullable TagGrow grow;
    private final Writes writes = new Writes();
    private Step step = Step.SEARCH;

    private long bytes;
    private long chunk;
    private long size;
    private long before;
    private long next;

    private enum Step {
        SEARCH,
        FOUND,
        GROWN,
        NEXT,
        BEHIND,
        END
    }

    TagTake(Tags tags, Fit fit, @Nullable Reach reach, TagGive give, HeapCounts counts) {
        this.tags = tags;
        this.fit = fit;
        this.reach = reach;
        this.counts = counts;
        grow = reach == null ? null : new TagGrow(tags, reach, give, counts);
        search = new Search(fit, tags.head, tags.rover, 0, Tags.NEXT) {
            @Override
            protected long room(long word) {
                return Tags.size(word);
            }
        };
    }

    /** States the bytes of the chunk. */
    TagTake of(long all) {
        bytes = all;
        step = Step.SEARCH;
        return this;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case SEARCH -> {
                step = Step.FOUND;
                search.begin(thread, bytes);
            }
            case FOUND -> found(thread);
            case GROWN -> {
                step = Step.SEARCH;
                if (thread.answer() < 0) {
                    thread.end(0);
                }
            }
            case NEXT -> {
                next = thread.load(chunk + Tags.NEXT);
                if (size - bytes >= tags.chunk(1)) {
                    split();
                    step = Step.END;
                } else {
                    step = Step.BEHIND;
                }
            }
            case BEHIND -> {
                takeAll(thread.load(chunk + size));
                step = Step.END;
            }
            case END -> {
                thread.end(chunk);
                writes.begin(thread);
            }
        }
    }

    private void found(RuntimeThread thread) {
        chunk = thread.answer();
        size = search.size();
        if (chunk != 0) {
            before = thread.load(chunk + Tags.BEFORE);
            step = Step.NEXT;
        } else if (reach != null && grow != null && reach.growth(bytes + Tags.WORD) > 0) {
            step = Step.GROWN;
            thread.call(grow.by(reach.growth(bytes + Tags.WORD)));
        } else {
            thread.end(0);
        }
    }

    /** The low end is used; what is left takes its place in the list. */
    private void split() {
        long rest = chunk + bytes;
        long left = size - bytes;
        counts.split();
        counts.holes.remove(chunk);
        counts.holes.add(rest, left);
        counts.take(bytes);
        writes.add(chunk, bytes | Tags.USED | Tags.BEFORE_USED);
        writes.add(rest, left | Tags.BEFORE_USED);
        writes.add(rest + Tags.NEXT, next);
        writes.add(rest + Tags.BEFORE, before);
        writes.add(rest + left - Tags.WORD, left);
        link(rest, rest);
        placed(rest);
    }

    private void takeAll(long behind) {
        counts.holes.remove(chunk);
        counts.take(size);
        writes.add(chunk, size | Tags.USED | Tags.BEFORE_USED);
        writes.add(chunk + size, behind | Tags.BEFORE_USED);
        link(next, before);
        placed(next);
    }

    private void link(long after, long ahead) {
        writes.add(before == 0 ? tags.head : before + Tags.NEXT, after);
        if (next != 0) {
            writes.add(next + Tags.BEFORE, ahead);
        }
    }

    private void placed(long following) {
        if (fit.roves()) {
            writes.add(tags.rover, following);
            writes.add(tags.roverPlace, chunk + bytes);
        }
    }
}
