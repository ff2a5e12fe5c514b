package dev.ziggurat.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // absent keys are null
final class TraceInfoTest {
    @TempDir
    private Path folder;

    @Test
    void countsKindsLinesAndPages() {
        Path file = Traces.text(
                folder, "I  400000,3", " L 103c,8", " L 1fff,1", " S 1fff,2", " M 9000,4", "I  40003f,2", " L 1040,4");
        TraceInfo info = TraceInfo.of(file, null);
        assertThat(info.fetches()).isEqualTo(2);
        assertThat(info.loads()).isEqualTo(3);
        assertThat(info.stores()).isEqualTo(1);
        assertThat(info.modifies()).isEqualTo(1);
        assertThat(info.references()).isEqualTo(5);
        assertThat(info.straddling()).isEqualTo(3);
        assertThat(info.largest()).isEqualTo(8);
        assertThat(info.lowest()).isEqualTo(0x103c);
        assertThat(info.highest()).isEqualTo(0x400040);
        assertThat(info.lines()).isEqualTo(5);
        assertThat(info.pages()).isEqualTo(3);
        assertThat(info.linesExact() && info.pagesExact()).isTrue();
    }

    @Test
    void knowsTheLastArrival() {
        Path file = Traces.text(folder, "5 0x0 R", "17 0x40 W");
        assertThat(TraceInfo.of(file, new Requests.Spec(null)).lastArrival()).isEqualTo(17);
    }

    @Test
    void addressesAreUnsigned() {
        TraceInfo info = TraceInfo.of(Traces.text(folder, " L ffffffffffffffc0,64", " L 10,1"), null);
        assertThat(info.lowest()).isEqualTo(0x10);
        assertThat(info.highest()).isEqualTo(-1L);
        assertThat(info.lines()).isEqualTo(2);
    }

    @Test
    void refusesATraceOfNothing() {
        Path file = Traces.text(folder, "==1==");
        assertThatThrownBy(() -> TraceInfo.of(file, new Lackey.Spec()))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("holds no references");
    }

    @Test
    void aSetCountsLikeASet() {
        Random random = new Random(8);
        Set<Long> naive = new HashSet<>();
        AddressSet set = new AddressSet();
        for (int i = 0; i < 200_000; i++) {
            long number = random.nextInt(4) == 0 ? random.nextLong() >>> 6 : random.nextInt(50_000);
            naive.add(number);
            set.add(number);
        }
        assertThat(set.size()).isEqualTo(naive.size());
        assertThat(set.exact()).isTrue();
    }

    @Test
    void aSetStopsAtItsLimit() {
        AddressSet set = new AddressSet();
        for (long i = 0; i < 5_000_000; i++) {
            set.add(i);
        }
        assertThat(set.size()).isEqualTo(1 << 22);
        assertThat(set.exact()).isFalse();
    }
}
