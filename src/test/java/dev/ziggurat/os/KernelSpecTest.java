package dev.ziggurat.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.os.KernelSpec.CostsSpec;
import dev.ziggurat.os.KernelSpec.Swap;
import dev.ziggurat.os.frames.SequentialFrames;
import dev.ziggurat.os.replacement.PageClock;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.units.UnitException;
import org.junit.jupiter.api.Test;

final class KernelSpecTest {
    @Test
    void memoryAloneIsEnough() {
        KernelSpec spec = new KernelSpec(MemorySize.parse("6 GiB"), null, null, null, null, null, null, null);

        assertThat(spec.memory().frames()).isEqualTo(6L << 18);
        assertThat(spec.pageReplacement()).isEqualTo(new PageClock.Spec());
        assertThat(spec.frames()).isEqualTo(new SequentialFrames.Spec());
        assertThat(spec.quantum()).isEqualTo(Latency.parse("4 ms"));
        assertThat(spec.accessedFlush()).isEqualTo(AccessedFlush.FREE);
        assertThat(spec.costs().costs(250)).isEqualTo(new Costs(50_000, 200_000, 500_000, 375_000));
    }

    @Test
    void costsMayBeTimes() {
        CostsSpec costs = new CostsSpec(Latency.parse("1 us"), Latency.parse("2 ns"), null, Latency.parse("3 cycles"));

        assertThat(costs.costs(100)).isEqualTo(new Costs(1_000_000, 2_000, 200_000, 300));
    }

    @Test
    void whatIsMissingOrEmptyIsTold() {
        assertThatThrownBy(() -> new KernelSpec(null, null, null, null, null, null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'memory' is missing");
        assertThatThrownBy(() -> new KernelSpec(
                        MemorySize.parse("3 frames"), null, null, null, Latency.ofPicoseconds(0), null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("quantum");
        assertThatThrownBy(() -> new Swap(null, new ByteSize(4096))).hasMessageContaining("'device' is missing");
        assertThatThrownBy(() -> new Swap("nvme0", null)).hasMessageContaining("'size' is missing");
        assertThatThrownBy(() -> new Swap("nvme0", new ByteSize(4095))).hasMessageContaining("slots of 4 KiB");
        assertThatThrownBy(() -> new Swap("nvme0", new ByteSize(0))).hasMessageContaining("slots of 4 KiB");
    }

    @Test
    void memoryIsASizeOrANumberOfFrames() {
        assertThat(MemorySize.parse("3 frames")).isEqualTo(new MemorySize(3)).hasToString("3 frames");
        assertThat(MemorySize.parse(" 1frame ")).isEqualTo(new MemorySize(1)).hasToString("1 frame");
        assertThat(MemorySize.parse("12 KiB").bytes()).isEqualTo(12 << 10);
        for (String wrong : new String[] {"0 frames", "0 B", "5 KiB", "frames", "-1 frames", "7"}) {
            assertThatThrownBy(() -> MemorySize.parse(wrong)).as(wrong).isInstanceOf(UnitException.class);
        }
        assertThatThrownBy(() -> MemorySize.parse("3 pages"))
                .hasMessageContaining("'pages' is no unit of a size")
                .hasMessageEndingWith("; or a number of frames of 4 KiB: '3 frames'");
    }
}
