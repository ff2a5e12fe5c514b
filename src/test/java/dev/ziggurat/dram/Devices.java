package dev.ziggurat.dram;

import dev.ziggurat.dram.standard.Ddr4;
import dev.ziggurat.dram.standard.Organisation;
import dev.ziggurat.units.Latency;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The shipped devices, read from their files by the little of YAML that they use, so that tests see the figures that users see. */
final class Devices {
    static final String DDR4_2400 = "ddr4-2400r-8gb-x8";
    static final String DDR4_3200 = "ddr4-3200aa-8gb-x8";

    private Devices() {}

    static DramDevice named(String name) {
        Map<String, String> values = values("/configs/dram/" + name + ".yaml");
        return new DramDevice(name, organisation(values), ddr4(values));
    }

    private static Organisation organisation(Map<String, String> values) {
        return new Organisation(
                number(values, "bank-groups"),
                number(values, "banks-per-group"),
                number(values, "rows"),
                number(values, "columns"),
                number(values, "burst-length"),
                number(values, "bus-bits"));
    }

    private static int number(Map<String, String> values, String key) {
        return Integer.parseInt(Objects.requireNonNull(values.get(key), key));
    }

    private static Ddr4 ddr4(Map<String, String> values) {
        RecordComponent[] components = Ddr4.class.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Arrays.fill(types, Latency.class);
        Object[] times = Arrays.stream(components)
                .map(each -> Latency.parse(Objects.requireNonNull(values.get(each.getName()), each.getName())))
                .toArray();
        try {
            return Ddr4.class.getDeclaredConstructor(types).newInstance(times);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> values(String resource) {
        Map<String, String> values = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Devices.class.getResourceAsStream(resource), resource)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                String text = line.replaceFirst("#.*", "").strip();
                int colon = text.indexOf(": ");
                if (colon > 0) {
                    values.put(
                            text.substring(0, colon), text.substring(colon + 2).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }
}
