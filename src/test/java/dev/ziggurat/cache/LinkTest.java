package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Bench.Seen;
import dev.ziggurat.cache.Link.LinkTiming;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;
import dev.ziggurat.memory.Upper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link costs and in what order it serves. The memory behind it takes 1000 ps. */
final class LinkTest {
    private final Bench bench = new Bench();

    private Link link(long latency, long width, boolean events) {
        return new Link(bench.simulation, "memory", new LinkTiming(latency, width, 100, events), bench.below);
    }

    private MemoryRequest writeBack(MemoryLevel port, long address, long time) {
        return bench.send(port, AccessType.WRITE_BACK, address, 64, time);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void latencyIsPaidOnceOnTheWayDown(boolean events) {
        MemoryLevel port = link(300, 16, events).port(0);
        MemoryRequest[] request = new MemoryRequest[1];
        bench.at(0, () -> request[0] = bench.load(port, 0, 50));
        bench.run();

        assertThat(bench.below.seen).containsExactly(new Seen(AccessType.LOAD, 0, 8, 350));
        assertThat(bench.end(request[0])).as("critical word first").isEqualTo(1350);
        assertThat(request[0].requester()).isSameAs(bench);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dataUpDelaysOnlyTheDataBehindIt(boolean events) {
        MemoryLevel port = link(0, 16, events).port(0);
        List<MemoryRequest> requests = new ArrayList<>();
        bench.at(0, () -> {
            requests.add(bench.send(port, AccessType.LOAD, 0, 64, 0));
            requests.add(bench.send(port, AccessType.LOAD, 64, 64, 0));
            requests.add(bench.send(port, AccessType.LOAD, 128, 64, 800));
        });
        bench.run();

        assertThat(requests.stream().map(bench::end).toList())
                .as("64 B at 16 B a cycle of 100 ps take 400 ps")
                .containsExactly(1000L, 1400L, 1800L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dataDownDelaysWhateverIsBehindIt(boolean events) {
        MemoryLevel port = link(0, 16, events).port(0);
        bench.at(0, () -> {
            writeBack(port, 0, 0);
            bench.load(port, 64, 399);
            bench.load(port, 128, 400);
        });
        bench.run();

        assertThat(bench.below.seen.stream().map(Seen::time).toList()).containsExactly(0L, 400L, 400L);
    }

    /** Senders do not always send in the order of time; what is sent after data arrives after it, on this sender's wire and on no other. */
    @Test
    void nothingOvertakesDataOfItsOwnSender() {
        Link link = link(300, 0, true);
        MemoryLevel port = link.port(0);
        MemoryLevel other = link.port(1);
        bench.at(0, () -> {
            bench.load(port, 64, 600);
            writeBack(port, 0, 500);
            bench.load(port, 0, 100);
            bench.load(other, 128, 100);
        });
        bench.run();

        assertThat(bench.below.seen)
                .containsExactly(
                        new Seen(AccessType.LOAD, 128, 8, 400),
                        new Seen(AccessType.WRITE_BACK, 0, 64, 800),
                        new Seen(AccessType.LOAD, 0, 8, 800),
                        new Seen(AccessType.LOAD, 64, 8, 900));
    }

    @Test
    void halfAWidthTakesAWholeCycle() {
        MemoryLevel port = link(0, 48, true).port(0);
        bench.at(0, () -> {
            writeBack(port, 0, 0);
            writeBack(port, 64, 0);
        });
        bench.run();

        assertThat(bench.below.seen.get(1).time()).isEqualTo(200);
    }

    @Test
    void requestsThatComeAtOneInstantAreServedRoundRobinAfterTheLastServed() {
        Link link = link(0, 0, true);
        List<MemoryLevel> ports = List.of(link.port(0), link.port(1), link.port(2), link.port(3));
        bench.at(100, () -> bench.load(ports.get(1), 0x1000, 100));
        bench.at(500, () -> {
            for (int core = 0; core < 4; core++) {
                bench.load(ports.get(core), core, 500);
            }
        });
        bench.run();

        assertThat(bench.below.seen.stream().map(Seen::address).toList()).containsExactly(0x1000L, 2L, 3L, 0L, 1L);
    }

    @Test
    void portsOfOneCoreAreServedInTheOrderInWhichTheyWereMade() {
        Link link = link(0, 0, true);
        MemoryLevel first = link.port(0);
        MemoryLevel second = link.port(0);
        link.port(1);
        bench.at(500, () -> {
            bench.load(second, 2, 500);
            bench.load(first, 1, 500);
        });
        bench.run();

        assertThat(bench.below.seen.stream().map(Seen::address).toList()).containsExactly(1L, 2L);
    }

    /** Nobody can be before the request of the only core, so it does not wait for all that comes at its instant. */
    @Test
    void onlyCoreIsServedInItsTurnFromTheInstantAtWhichTheWayIsFree() {
        MemoryLevel port = link(100, 16, true).port(0);
        List<Integer> seen = new ArrayList<>();
        bench.at(0, () -> {
            writeBack(port, 0, 0);
            bench.load(port, 64, 400);
            bench.at(500, () -> seen.add(bench.below.seen.size()));
        });
        bench.run();

        assertThat(seen).containsExactly(2);
    }

    @Test
    void whoeverCameFirstIsServedFirstWhileTheWayDownIsBusy() {
        Link link = link(0, 16, true);
        MemoryLevel one = link.port(0);
        MemoryLevel other = link.port(1);
        bench.at(0, () -> {
            writeBack(one, 0, 0);
            bench.load(other, 2, 200);
            bench.load(one, 1, 100);
        });
        bench.run();

        assertThat(bench.below.seen.stream().map(Seen::address).toList()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void levelBehindALinkSeesArrivalsInTimeOrder() {
        MemoryLevel port = link(70, 16, true).port(0);
        bench.at(0, () -> {
            for (int i = 0; i < 20; i++) {
                bench.send(port, i % 3 == 0 ? AccessType.WRITE_BACK : AccessType.LOAD, i * 64L, 64, 37L * i % 211);
            }
        });
        bench.run();

        assertThat(bench.below.seen.stream().map(Seen::time).toList())
                .hasSize(20)
                .isSorted();
    }

    @Test
    void pendingAnswerGoesToTheOwnerThroughTheLane() {
        bench.below.holds = true;
        MemoryLevel port = link(0, 16, true).port(0);
        List<MemoryRequest> requests = new ArrayList<>();
        bench.at(0, () -> {
            requests.add(bench.send(port, AccessType.LOAD, 0, 64, 0));
            requests.add(bench.send(port, AccessType.LOAD, 64, 64, 0));
        });
        bench.at(5000, () -> {
            bench.below.answer(6000);
            bench.below.answer(6000);
        });
        bench.run();

        assertThat(requests.stream().map(bench::end).toList()).containsExactly(6000L, 6400L);
        assertThat(requests.get(1).marks.end()).isEqualTo(6400);
        assertThat(requests).allMatch(request -> request.requester() == bench);
    }

    /** Holds a line, dirty or not. */
    private record Held(boolean dirty) implements Upper {
        @Override
        public long recall(long line, Recall how, long time) {
            return dirty ? ~(time + 7) : time + 7;
        }

        @Override
        public boolean holds(long line) {
            return line == 64;
        }
    }

    @Test
    void recalledDataTakesTheWayDownAsSoonAsThatIsFree() {
        Link link = link(100, 16, true);
        MemoryLevel port = link.port(0);
        Upper dirty = link.above(new Held(true), 64);
        List<Long> answers = new ArrayList<>();
        bench.at(0, () -> writeBack(port, 0, 0));
        // The write-back goes down from 100 to 500, what the recall brings from then to 900.
        bench.at(200, () -> answers.add(dirty.recall(0, Recall.INVALIDATE, 200)));
        bench.at(250, () -> bench.load(port, 64, 250));
        bench.at(2_000, () -> answers.add(dirty.recall(0, Recall.INVALIDATE, 2_000)));
        bench.at(2_050, () -> bench.load(port, 64, 2_050));
        bench.run();

        assertThat(answers).containsExactly(~(200L + 7 + 100 + 300), ~(2_000L + 7 + 100));
        assertThat(bench.below.seen.stream().map(Seen::time).toList()).containsExactly(100L, 900L, 2_400L);
        assertThat(dirty.holds(64)).isTrue();
        assertThat(dirty.holds(0)).isFalse();
    }

    @Test
    void recallThatBringsNothingPaysTheWayDownAndTakesNoWire() {
        Link link = link(100, 16, true);
        MemoryLevel port = link.port(0);
        List<Long> answers = new ArrayList<>();
        bench.at(200, () -> answers.add(link.above(new Held(false), 64).recall(0, Recall.CLEAN, 200)));
        bench.at(250, () -> bench.load(port, 64, 250));
        bench.run();

        assertThat(answers).containsExactly(307L);
        assertThat(bench.below.seen.get(0).time()).isEqualTo(350);
    }

    @Test
    void requestIsTakenBackOnItsWayOrWhereItWaitsAndThenNoMore() {
        Link link = link(100, 16, true);
        MemoryLevel port = link.port(0);
        Cancels keeper = (Cancels) port;
        List<Boolean> answers = new ArrayList<>();
        bench.at(0, () -> {
            writeBack(port, 0, 0);
            MemoryRequest onItsWay = bench.load(port, 1, 10);
            answers.addAll(List.of(keeper.keeps(onItsWay), keeper.cancel(onItsWay), keeper.keeps(onItsWay)));
            MemoryRequest waits = bench.load(port, 2, 20);
            bench.load(port, 3, 30);
            bench.at(
                    200,
                    () -> answers.addAll(List.of(
                            keeper.keeps(waits), keeper.cancel(waits), keeper.keeps(waits), keeper.cancel(waits))));
        });
        bench.run();

        assertThat(answers).containsExactly(true, true, false, true, true, false, false);
        assertThat(bench.below.seen.stream().map(Seen::address).toList()).containsExactly(0L, 3L);
    }
}
