package dev.ziggurat.os.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgramFutureTest {
    /** Nine steps, and their pages of 4 KiB. */
    private static final class Steps implements Program {
        private int done;

        @Override
        public List<Area> areas() {
            return List.of();
        }

        @Override
        public void skipTo(long n) {
            done = (int) n;
        }

        @Override
        public void next(Reference into) {
            switch (done++) {
                case 0 -> into.set(Kind.LOAD, 0x5ff8, 8); // 5
                case 1 -> into.set(Kind.STORE, 0x5ffc, 8); // 5 6
                case 2 -> into.kind = Kind.SYSTEM_CALL;
                case 3 -> into.set(Kind.FETCH, 0x400000, 4); // 400
                case 4 -> into.set(Kind.MODIFY, 0xfff, 0x2002); // 0 1 2 3
                case 5 -> into.kind = Kind.SLEEP;
                case 6 -> into.set(Kind.LOAD, 0x7fff_ffff_f000L, 1); // 7ffffffff
                default -> into.exit();
            }
        }

        @Override
        public void returned(long value) {}

        @Override
        public boolean waits(long address) {
            return true;
        }
    }

    private static List<Long> pages(long references) {
        Future future = new ProgramFuture(new Steps(), 12, references);
        List<Long> pages = new ArrayList<>();
        for (long page = future.next(); page != Future.END; page = future.next()) {
            pages.add(page);
        }
        assertThat(future.next()).as("asked again after the end").isEqualTo(Future.END);
        return pages;
    }

    @Test
    void tellsEachPageOfEachReferenceUpToTheExit() {
        assertThat(pages(Long.MAX_VALUE)).containsExactly(5L, 5L, 6L, 0x400L, 0L, 1L, 2L, 3L, 0x7_ffff_ffffL);
    }

    @Test
    void endsWithTheThreadsShare() {
        assertThat(pages(2)).containsExactly(5L, 5L, 6L);
        assertThat(pages(3)).containsExactly(5L, 5L, 6L, 0x400L, 0L, 1L, 2L, 3L);
        assertThat(pages(0)).isEmpty();
    }
}
