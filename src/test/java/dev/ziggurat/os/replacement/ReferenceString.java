package dev.ziggurat.os.replacement;

import dev.ziggurat.os.ReferenceTables;
import java.util.List;
import java.util.SplittableRandom;

/** A string of references to pages: the page that each uses, and whether it writes it. */
final class ReferenceString {
    private final long[] pages;
    private final boolean[] written;

    private ReferenceString(int length) {
        pages = new long[length];
        written = new boolean[length];
    }

    static ReferenceString reference(String name) {
        List<String> lines = ReferenceTables.lines("strings/" + name + ".txt.gz");
        ReferenceString string = new ReferenceString(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ", -1);
            string.pages[i] = Long.parseLong(words[0]);
            string.written[i] = words[1].equals("W");
        }
        return string;
    }

    /** Pages near a place that moves, now and then any page: some locality, as programs have. */
    static ReferenceString random(SplittableRandom random, int length, int distinct) {
        ReferenceString string = new ReferenceString(length);
        int centre = 0;
        for (int i = 0; i < length; i++) {
            if (random.nextInt(20) == 0) {
                centre = random.nextInt(distinct);
            }
            int near = (centre + random.nextInt(1 + distinct / 4)) % distinct;
            string.pages[i] = random.nextInt(10) == 0 ? random.nextInt(distinct) : near;
            string.written[i] = random.nextInt(3) == 0;
        }
        return string;
    }

    long page(int i) {
        return pages[i];
    }

    boolean writes(int i) {
        return written[i];
    }

    int length() {
        return pages.length;
    }

    /** The string as its own future. */
    Future future() {
        return new Future() {
            private int next;

            @Override
            public long next() {
                return next == pages.length ? END : pages[next++];
            }
        };
    }
}
