package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.cpu.FakeLevel.Came;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference.Kind;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What an out-of-order core does when its window is squashed; the clock is 1 GHz, a cycle 1000 ps, an answer takes 10 cycles. */
class SquashTest {
    private static final long CYCLE = 1000;

    @Test
    void squashedLoadIsSentAgainAndItsFirstAnswerFindsNobody() {
        SquashRun run = new SquashRun(new ListedProgram().then(Kind.LOAD, 0));
        run.at(5 * CYCLE, now -> run.core.squashFrom(0));
        run.toTheEnd();

        assertThat(run.level.came)
                .containsExactly(new Came(AccessType.LOAD, 0, 0), new Came(AccessType.LOAD, 0, 5 * CYCLE));
        assertThat(run.shares.lastEnd()).isEqualTo(15 * CYCLE);
        assertThat(run.process.loads).isEqualTo(1);
    }

    @Test
    void squashedLoadsKeepTheirEntriesUntilTheirAnswersCome() {
        SquashRun run = new SquashRun(new ListedProgram().then(Kind.LOAD, 0));
        for (int cycle = 1; cycle < 9; cycle++) {
            run.at(cycle * CYCLE, now -> run.core.squashFrom(0));
        }
        run.toTheEnd();

        // Six entries: the seventh try waits for the first answer.
        assertThat(run.level.times())
                .containsExactly(0L, CYCLE, 2 * CYCLE, 3 * CYCLE, 4 * CYCLE, 5 * CYCLE, 10 * CYCLE);
    }

    @Test
    void whatIsOlderGoesOnUndisturbed() {
        SquashRun run = new SquashRun(
                new ListedProgram().then(Kind.LOAD, 0).then(Kind.LOAD, 64).needing(2, Kind.LOAD, 128, 0));
        run.at(10 * CYCLE - 1, now -> run.core.squashFrom(1));
        run.toTheEnd();

        // The third needs the first, whose answer comes a picosecond later.
        assertThat(run.level.came)
                .containsExactly(
                        new Came(AccessType.LOAD, 0, 0),
                        new Came(AccessType.LOAD, 64, 0),
                        new Came(AccessType.LOAD, 64, 10 * CYCLE),
                        new Came(AccessType.LOAD, 128, 10 * CYCLE));
    }

    /** The instructions before a reference go with it, also if they are all of it that has been dispatched. */
    @Test
    void dispatchedGapOfTheFirstSquashedIsDispatchedAgain() {
        SquashRun run = new SquashRun(new ListedProgram().then(Kind.LOAD, 0).then(Kind.LOAD, 64, 12, 0));
        // Three and four of twelve have been dispatched.
        run.at(CYCLE + 500, now -> run.core.squashFrom(1));
        run.toTheEnd();

        assertThat(run.level.times()).containsExactly(0L, 5 * CYCLE);
        assertThat(run.process.instructions).isEqualTo(14);
    }

    /** Of 16 instructions in the window ten are older: the two loads and the eight before the second. */
    @Test
    void whatIsOlderStillTakesItsPlaceInTheWindow() {
        ListedProgram program = new ListedProgram().then(Kind.LOAD, 0).then(Kind.LOAD, 64, 8, 0);
        for (int i = 2; i < 30; i++) {
            program.then(Kind.LOAD, 64L * i);
        }
        SquashRun run = new SquashRun(program, 40, own -> null);
        run.at(4 * CYCLE + 500, now -> run.core.squashFrom(2));
        run.toTheEnd();

        assertThat(run.level.times().stream().filter(time -> time < 10 * CYCLE)).hasSize(2 + 6 + 6);
    }

    @Test
    void storeThatHasNotRetiredIsNeverSentTwice() {
        SquashRun run = new SquashRun(
                new ListedProgram().then(Kind.LOAD, 0).then(Kind.STORE, 64).needing(1, Kind.STORE, 128, 0));
        run.at(3 * CYCLE, now -> run.core.squashFrom(1));
        run.toTheEnd();

        assertThat(run.level.came.stream()
                        .filter(each -> each.type() == AccessType.STORE)
                        .map(Came::address))
                .containsExactly(64L, 128L);
        assertThat(run.process.stores).isEqualTo(2);
    }

    /** Three entries, taken by stores whose pages are walked for: the first of the same stores waits until one of them is told where it lies. */
    @Test
    void squashedStoresKeepTheirEntriesUntilTheirTranslationsCome() {
        ListedProgram program = new ListedProgram();
        for (int i = 1; i < 6; i++) {
            program.then(Kind.STORE, 4096L * i);
        }
        SquashRun run = new SquashRun(program, 1, SquashRun::translating);
        run.at(3 * CYCLE, now -> run.core.squashFrom(0));
        run.toTheEnd();

        assertThat(run.stored()).hasSize(5);
        assertThat(run.process.stores).isEqualTo(5);
    }

    /** Random programs, squashed at random instants from random references on: everything retires once, in books that add up. */
    @Test
    void everythingRetiresOnceHoweverOftenItIsSquashed() {
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ListedProgram program = drawn(random);
            Answer answer = Answer.values()[random.nextInt(2)];
            SquashRun run = new SquashRun(program, 6, answer, own -> null);
            squashedLikeCalm(random, run, new SquashRun(program.again(), 6, answer, own -> null), "seed " + seed);
        }
    }

    /** The same where translations are under way as well: small TLBs, pages that are touched for the first time, references that cross them. */
    @Test
    void translationsUnderWayAreSquashedToo() {
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ListedProgram program = inPages(random);
            int loads = 1 + random.nextInt(4);
            SquashRun run = new SquashRun(program, loads, SquashRun::translating);
            squashedLikeCalm(
                    random, run, new SquashRun(program.again(), loads, SquashRun::translating), "seed " + seed);
        }
    }

    /** A modify that is squashed between its load's answer and its store's translation gives its entry of the load queue back. */
    @Test
    void modifyWhoseStoreIsBeingTranslatedKeepsNoEntry() {
        ListedProgram program = new ListedProgram()
                .then(Kind.LOAD, 0)
                .needing(1, Kind.MODIFY, 8, 0)
                .needing(1, Kind.LOAD, 64, 0);
        SquashRun calm = new SquashRun(program.again(), 1, SquashRun::translating);
        calm.toTheEnd();
        for (long at = 0; at < calm.shares.lastEnd(); at += CYCLE) {
            SquashRun run = new SquashRun(program.again(), 1, SquashRun::translating);
            run.at(at, now -> run.core.squashFrom(run.process.references()));
            run.toTheEnd();
            assertThat(run.process.references()).as("squashed at " + at).isEqualTo(3);
        }
    }

    /** Whatever is sent, for the first time or again, says whether a garbage collector makes it. */
    @Test
    void whatIsSentAgainIsStillTheCollectors() {
        long[] sent = new long[2];
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String what = "seed " + seed;
            boolean translated = random.nextBoolean();
            Program program = new OddWords(translated ? inPages(random) : drawn(random));
            SquashRun run = new SquashRun(program, 6, translated ? SquashRun::translating : own -> null);
            run.level.observe(request -> {
                boolean own = request.type != AccessType.WALK && request.type != AccessType.WALK_UPDATE;
                // What lies beyond the line or page of a reference's first byte is its second request's.
                if (request.slot == 0 || !own) {
                    boolean collects = own && OddWords.collects(request.virtualAddress);
                    assertThat(request.collector).as(what + ", " + request).isEqualTo(collects);
                    sent[collects ? 1 : 0]++;
                }
            });
            for (int i = random.nextInt(12); i > 0; i--) {
                run.at(random.nextLong(400 * CYCLE), now -> run.squash(random));
            }
            run.toTheEnd();
        }
        assertThat(sent[0]).isGreaterThan(1000);
        assertThat(sent[1]).isGreaterThan(1000);
    }

    private static void squashedLikeCalm(SplittableRandom random, SquashRun run, SquashRun calm, String what) {
        calm.toTheEnd();
        long span = calm.shares.lastEnd();
        for (int i = random.nextInt(12); i > 0; i--) {
            run.at(random.nextLong(span), now -> run.squash(random));
        }
        run.toTheEnd();

        assertThat(run.process.end()).as(what).isEqualTo(calm.process.end()).isNotEqualTo("running");
        assertThat(run.process.loads).as(what).isEqualTo(calm.process.loads);
        assertThat(run.process.stores).as(what).isEqualTo(calm.process.stores);
        assertThat(run.process.modifies).as(what).isEqualTo(calm.process.modifies);
        assertThat(run.process.fetches).as(what).isEqualTo(calm.process.fetches);
        assertThat(run.process.instructions).as(what).isEqualTo(calm.process.instructions);
        assertThat(run.stored()).as(what).isEqualTo(calm.stored());
    }

    private static ListedProgram inPages(SplittableRandom random) {
        ListedProgram program = new ListedProgram();
        boolean fetches = random.nextBoolean();
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
            if (fetches) {
                program.then(Kind.FETCH, 4096L * random.nextInt(4));
            }
            Kind[] kinds = {Kind.LOAD, Kind.LOAD, Kind.STORE, Kind.MODIFY};
            long address = 4096L * (1 + random.nextInt(6)) - 4L * random.nextInt(6);
            program.needing(random.nextInt(5), kinds[random.nextInt(4)], address, 0);
        }
        if (random.nextInt(3) == 0) {
            Kind[] kinds = {Kind.LOAD, Kind.STORE, Kind.MODIFY, Kind.FETCH};
            // The border of the canonical half; some cross it.
            program.then(kinds[random.nextInt(4)], (1L << 47) - 4L * random.nextInt(2))
                    .then(Kind.STORE, 0);
        }
        return program;
    }

    private static ListedProgram drawn(SplittableRandom random) {
        ListedProgram program = new ListedProgram();
        boolean fetches = random.nextBoolean();
        for (int i = 1 + random.nextInt(120); i > 0; i--) {
            if (fetches) {
                program.then(Kind.FETCH, 4L * random.nextInt(64));
            }
            Kind[] kinds = {Kind.LOAD, Kind.LOAD, Kind.STORE, Kind.MODIFY};
            int gap = random.nextInt(3) == 0 ? random.nextInt(40) : 0;
            program.needing(random.nextInt(5), kinds[random.nextInt(4)], 4L * random.nextInt(40), fetches ? 0 : gap);
        }
        return program;
    }
}
