package dev.ziggurat.report.html;

import dev.ziggurat.units.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Which paths take which values in the runs, so that the machine can be drawn with what was varied. */
final class Swept {
    /** More would not fit into a part of the diagram. */
    private static final int LONGEST = 26;

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    Swept(RunTable runs, List<String> paths) {
        for (String path : paths) {
            List<String> taken = new ArrayList<>(new LinkedHashSet<>(runs.column(path)));
            if (taken.size() > 1) {
                values.put(path, taken);
            }
        }
    }

    /**
     * A property of a part of the machine.
     *
     * @param name its key in the machine file
     * @param text its value, or in short the values that it takes
     * @param varied all values that it takes; empty if it has one
     */
    record Property(String name, String text, List<String> varied) {
        boolean isVaried() {
            return !varied.isEmpty();
        }
    }

    /** Returns a property with the value that the machine file has, unless that was varied. */
    Property property(String part, String name, String configured) {
        List<String> varied = values.getOrDefault(part + "." + name, List.of());
        return new Property(name, varied.isEmpty() ? configured : inShort(varied), varied);
    }

    /** Returns what else was varied inside a part, beside the named properties. */
    List<Property> others(String part, List<String> named) {
        List<Property> others = new ArrayList<>();
        values.forEach((path, varied) -> {
            boolean inside = path.startsWith(part + ".") && !named.contains(path.substring(part.length() + 1));
            if (inside || path.equals(part)) {
                String name = inside ? path.substring(part.length() + 1) : "";
                others.add(new Property(name, inShort(varied), varied));
            }
        });
        return others;
    }

    private static String inShort(List<String> varied) {
        List<Quantity> quantities = varied.stream().map(Quantity::of).toList();
        boolean numbers = quantities.stream().noneMatch(each -> each.kind() == Quantity.Kind.WORD);
        String all = String.join(", ", varied);
        if (numbers && varied.size() > 2) {
            Comparator<Quantity> byAmount = Comparator.comparing(Quantity::amount);
            return quantities.stream().min(byAmount).orElseThrow().written() + " … "
                    + quantities.stream().max(byAmount).orElseThrow().written();
        }
        return all.length() <= LONGEST ? all : varied.size() + " values";
    }
}
