package dev.ziggurat.experiment.mrc;

import java.util.ArrayList;
import java.util.List;

/** The LRU stack as Mattson describes it: a list that is searched from the top. */
final class LruStack {
    private final List<Long> lines = new ArrayList<>();

    /** Returns where a line was, from 1, or 0, and puts it on top. */
    int touch(long line) {
        int place = lines.indexOf(line);
        if (place >= 0) {
            lines.remove(place);
        }
        lines.add(0, line);
        return place + 1;
    }

    void remove(long line) {
        lines.remove(Long.valueOf(line));
    }

    int size() {
        return lines.size();
    }
}
