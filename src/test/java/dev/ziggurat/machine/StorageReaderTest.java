package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Packed;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.storage.StorageDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of storage devices. */
final class StorageReaderTest {
    private final StorageReader reader = new StorageReader(Catalogs.standard());

    @TempDir
    private Path folder;

    private Config<StorageDevice> read(String device, String... settings) {
        return reader.read(device, Arrays.stream(settings).map(Setting::parse).toList());
    }

    @Test
    void everyShippedDeviceIsReadAndReadAgainFromWhatItResolvesTo() throws Exception {
        List<String> shipped = Packed.names(StorageReader.FOLDER);
        assertThat(shipped).contains("nvme-mlc", "cheetah-9lp", "cheetah-4lp", "atlas-10k");
        for (String name : shipped) {
            Config<StorageDevice> config = read(name);
            assertThat(config.spec().description()).isNotBlank();
            assertThat(config.spec().model().idleReads()).isNotEmpty();
            Path resolved = folder.resolve(name + ".yaml");
            Files.writeString(resolved, config.resolved());
            Config<StorageDevice> again = read(resolved.toString());
            assertThat(again.spec()).isEqualTo(config.spec());
            assertThat(again.digest()).isEqualTo(config.digest());
        }
    }

    @Test
    void capacitiesAreThoseOfTheDrives() {
        assertThat(read("cheetah-9lp").spec().model().capacity()).isEqualTo(17_783_240L * 512);
        // 512 GiB less 7 %, in whole pages of each plane.
        long pages = 2048 * 256 - 2048 * 256 * 7 / 100;
        assertThat(read("nvme-mlc").spec().model().capacity()).isEqualTo(128L * pages * 8192);
    }

    @Test
    void settingsReachEveryKey() {
        assertThat(read("cheetah-9lp", "model.scheduler=c-look").canonical()).contains("scheduler: c-look");
        assertThat(read("nvme-mlc", "model.geometry.channels=4", "model.write-cache=null")
                        .canonical())
                .contains("channels: 4")
                .doesNotContain("write-cache");
    }

    @Test
    void mistakesAreToldWithTheirKey() {
        assertThatThrownBy(() -> read("nvme-mlc", "model.over-provisioning=1 %"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("over-provisioning");
        assertThatThrownBy(() -> read("cheetah-9lp", "model.platters.rpm=0"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rpm");
        assertThatThrownBy(() -> read("cheetah-9lp", "model.schedular=sstf"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("scheduler");
        assertThatThrownBy(() -> read("cheetah-9pl")).isInstanceOf(ConfigException.class);
    }
}
