package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.BASE;
import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.MatrixMultiply.Order;
import dev.ziggurat.workload.References.Seen;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway") // absent keys are null
final class MatrixMultiplyTest {
    /** The loops as one writes them down. */
    private static final class Loops {
        private final List<Seen> seen = new ArrayList<>();
        private final int n;
        private final int pitch;

        Loops(int n, int pitch) {
            this.n = n;
            this.pitch = pitch;
        }

        void touch(Kind kind, int matrix, int row, int column) {
            long address = BASE + ((long) matrix * n * pitch + (long) row * pitch + column) * 8;
            seen.add(new Seen(kind, address, 8, 0, 0, kind == Kind.STORE ? 1 : 0));
        }

        List<Seen> ijk() {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int k = 0; k < n; k++) {
                        touch(Kind.LOAD, 0, i, k);
                        touch(Kind.LOAD, 1, k, j);
                    }
                    touch(Kind.STORE, 2, i, j);
                }
            }
            return ended();
        }

        List<Seen> blocked(int tile) {
            for (int ii = 0; ii < n; ii += tile) {
                for (int kk = 0; kk < n; kk += tile) {
                    for (int jj = 0; jj < n; jj += tile) {
                        tile(ii, kk, jj, tile);
                    }
                }
            }
            return ended();
        }

        private void tile(int ii, int kk, int jj, int tile) {
            for (int i = ii; i < Math.min(n, ii + tile); i++) {
                for (int k = kk; k < Math.min(n, kk + tile); k++) {
                    touch(Kind.LOAD, 0, i, k);
                    for (int j = jj; j < Math.min(n, jj + tile); j++) {
                        touch(Kind.LOAD, 1, k, j);
                        touch(Kind.LOAD, 2, i, j);
                        touch(Kind.STORE, 2, i, j);
                    }
                }
            }
        }

        private List<Seen> ended() {
            Reference exit = new Reference();
            exit.exit();
            seen.add(Seen.of(exit));
            return seen;
        }
    }

    private static List<Seen> run(Order order, int n, Integer tile, Integer pitch) {
        return take(new MatrixMultiply.Spec(order, n, tile, pitch, null, null).create(random(1)), Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "7, 7", "10, 16"})
    void ijkIsTheNaiveLoop(int n, int pitch) {
        List<Seen> seen = run(Order.IJK, n, null, pitch);
        assertThat(seen).isEqualTo(new Loops(n, pitch).ijk());
        assertThat(count(seen, Kind.LOAD)).isEqualTo(2L * n * n * n);
        assertThat(count(seen, Kind.STORE)).isEqualTo((long) n * n);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "7, 7", "10, 16"})
    void ikjIsTheRowLoop(int n, int pitch) {
        List<Seen> seen = run(Order.IKJ, n, null, pitch);
        assertThat(seen).isEqualTo(new Loops(n, pitch).blocked(n));
        assertThat(count(seen, Kind.LOAD)).isEqualTo(2L * n * n * n + (long) n * n);
        assertThat(count(seen, Kind.STORE)).isEqualTo((long) n * n * n);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "8, 4, 8", "10, 4, 12", "7, 7, 7", "9, 1, 9"})
    void blockedIsTheRowLoopInTiles(int n, int tile, int pitch) {
        assertThat(run(Order.BLOCKED, n, tile, pitch)).isEqualTo(new Loops(n, pitch).blocked(tile));
    }

    /** The kernels of the reference traces: 40 x 40, pitch 64, in tiles of 8. */
    @Test
    void countsAreThoseOfTheReferencePrograms() {
        assertThat(count(run(Order.IJK, 40, null, 64), Kind.LOAD)).isEqualTo(128_000);
        assertThat(count(run(Order.BLOCKED, 40, 8, 64), Kind.LOAD)).isEqualTo(2 * 64_000 + 5 * 1_600);
    }

    private static long count(List<Seen> seen, Kind kind) {
        return seen.stream().filter(each -> each.kind() == kind).count();
    }

    @Test
    void endsByItself() {
        assertThat(new MatrixMultiply.Spec(Order.IJK, 3, null, null, null, null).finite())
                .isTrue();
        assertThat(run(Order.IKJ, 3, null, null)).last().matches(seen -> seen.kind() == Kind.EXIT);
    }

    @Test
    void refusesTilesAndPitchesThatDoNotFit() {
        assertThatThrownBy(() -> new MatrixMultiply.Spec(Order.IJK, 8, 4, null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("only 'order: blocked'");
        assertThatThrownBy(() -> new MatrixMultiply.Spec(Order.BLOCKED, 8, 9, null, null, null))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new MatrixMultiply.Spec(Order.IKJ, 8, null, 7, null, null))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new MatrixMultiply.Spec(Order.IKJ, 0, null, null, null, null))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new MatrixMultiply.Spec(Order.IKJ, 1 << 20, null, null, bytes("4 KiB"), null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("64 TiB");
    }
}
