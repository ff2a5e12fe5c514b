package dev.ziggurat.os.replacement;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.os.frames.PagedLongs;
import java.util.Arrays;

/** A page at random, each resident one as likely. A frame that is pinned gives its turn to the next in the order kept here. */
public final class PageRandom implements PageReplacement {
    private static final int FIRST_LENGTH = 64;

    private final RandomStream random;

    /** The resident frames in no order that matters: the last takes the place of one that goes. */
    private long[] frames = new long[FIRST_LENGTH];

    /** By frame: its place there + 1, 0 if it holds no page. */
    private final PagedLongs places = new PagedLongs();

    private int resident;

    private PageRandom(RandomStream random) {
        this.random = random;
    }

    /** {@code page-replacement: random}. */
    public record Spec() implements PageReplacementSpec {
        @Override
        public PageReplacement create(Kernel kernel) {
            return new PageRandom(kernel.random());
        }
    }

    @Override
    public void loaded(long frame, long page) {
        if (resident == frames.length) {
            frames = Arrays.copyOf(frames, 2 * resident);
        }
        frames[resident] = frame;
        resident++;
        places.set(frame, resident);
    }

    @Override
    public void freed(long frame) {
        int place = (int) places.at(frame);
        if (place > 0) {
            resident--;
            frames[place - 1] = frames[resident];
            places.set(frames[resident], place);
            places.set(frame, 0);
        }
    }

    @Override
    public long victim(Pins pins) {
        if (resident == 0) {
            return NONE;
        }
        int place = random.nextInt(resident);
        for (int looks = 0; looks < resident; looks++) {
            long frame = frames[place];
            if (!pins.pinned(frame)) {
                freed(frame);
                return frame;
            }
            place = place + 1 == resident ? 0 : place + 1;
        }
        return NONE;
    }
}
