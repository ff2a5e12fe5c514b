package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code schema} prints, and the commands beside it know what it knows. */
final class SchemaCommandTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void openDesk() throws IOException {
        desk = new Desk(folder);
    }

    @Test
    void schemaPrintsJsonAndNothingElse() {
        assertThat(desk.ziggurat("schema", "storage")).isZero();

        assertThat(desk.out()).startsWith("{\n").endsWith("}\n").contains("\"title\" : \"a storage device\"");
        assertThat(desk.err()).isEmpty();
    }

    @Test
    void anUnknownKindIsWrongUse() {
        assertThat(desk.ziggurat("schema", "mashine")).isEqualTo(2);

        assertThat(desk.err()).contains("did you mean 'machine'? known: machine, workload, sweep, dram, storage");
    }

    @Test
    void listTellsWhatTheKeysOfAPlugInMean() {
        assertThat(desk.ziggurat("list", "cores", "in-order")).isZero();

        assertThat(desk.out()).contains("store-queue  entries of the store buffer, 0 for blocking stores, default 8");
    }

    @Test
    void checkReadsDramDevices() {
        assertThat(desk.ziggurat("check", "ddr4-2400r-8gb-x8")).isZero();

        assertThat(desk.out()).contains("the DRAM device is well-formed").containsPattern("rank +capacity +8 GiB");
    }
}
