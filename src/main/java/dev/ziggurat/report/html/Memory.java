package dev.ziggurat.report.html;

import dev.ziggurat.report.html.Swept.Property;
import dev.ziggurat.units.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The main memory of {@code resolved.yaml}: its capacity and its peak bandwidth follow from the tables of its device. */
final class Memory {
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final List<String> NAMED = List.of("channels", "ranks", "latency", "device");

    private Memory() {}

    static Part part(JsonNode machine, Swept swept) {
        JsonNode memory = machine.path("memory");
        List<Property> others = new ArrayList<>(swept.others("memory", NAMED));
        others.addAll(system(machine, swept));
        if (memory.path("kind").asString("").equals("fixed")) {
            Property latency =
                    swept.property("memory", "latency", memory.path("latency").asString(""));
            return new Part("memory", Part.NONE, Part.NONE, latency, others);
        }
        Property channels =
                swept.property("memory", "channels", memory.path("channels").asString("1"));
        Property device = swept.property("memory", "device", device(memory.path("device")));
        return new Part(
                "memory",
                device,
                layout(channels, memory, swept),
                device.isVaried() || channels.isVaried() ? Part.NONE : new Property("", peak(memory), List.of()),
                others);
    }

    /** A preset's name, or what its file says of itself before the details. */
    private static String device(JsonNode device) {
        return device.path("description").asString(device.asString(""));
    }

    private static Property layout(Property channels, JsonNode memory, Swept swept) {
        Property ranks = swept.property("memory", "ranks", memory.path("ranks").asString("1"));
        List<String> varied = new ArrayList<>(channels.varied());
        varied.addAll(ranks.varied());
        return new Property(
                "", counted(channels.text(), "channel") + ", " + counted(ranks.text(), "rank") + " each", varied);
    }

    private static String counted(String number, String what) {
        return number + " " + what + (number.equals("1") ? "" : "s");
    }

    /** How much of it the operating system hands out. */
    private static List<Property> system(JsonNode machine, Swept swept) {
        List<Property> properties = new ArrayList<>();
        String configured = machine.path("os").path("memory").asString("");
        if (!configured.isEmpty()) {
            Property memory = swept.property("os", "memory", readable(configured));
            properties.add(new Property("os memory", memory.text(), memory.varied()));
        }
        properties.addAll(swept.others("os", List.of("memory")));
        return properties;
    }

    /** Frames are pages of 4 KiB. */
    static String readable(String memory) {
        String[] words = memory.split(" ", -1);
        if (words.length != 2 || !words[1].equals("frames") || !words[0].matches("[0-9]{1,15}")) {
            return memory;
        }
        long kib = Long.parseLong(words[0]) * 4;
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        while (unit < units.length - 1 && kib % 1024 == 0 && kib > 0) {
            kib /= 1024;
            unit++;
        }
        return kib + " " + units[unit];
    }

    /** All channels: bytes of a burst over the time that it holds the bus. */
    private static String peak(JsonNode memory) {
        JsonNode organisation = memory.path("device").path("organisation");
        JsonNode standard = memory.path("device").path("standard");
        BigDecimal bytes = BigDecimal.valueOf(organisation.path("burst-length").asLong(0)
                * organisation.path("bus-bits").asLong(0)
                / 8
                * memory.path("channels").asLong(1));
        BigDecimal clock = Quantity.of(standard.path("tCK").asString("")).amount();
        BigDecimal cycles = Quantity.of(standard.path("tBL").asString("")).amount();
        BigDecimal time = clock.multiply(cycles);
        if (time.signum() == 0 || bytes.signum() == 0) {
            return "";
        }
        return bytes.divide(time, THREE_DIGITS).stripTrailingZeros().toPlainString() + " GB/s at most";
    }
}
