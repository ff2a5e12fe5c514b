package dev.ziggurat.report.html;

import dev.ziggurat.report.html.Swept.Property;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the machine, as the diagram and the table beside it show it. Empty texts are not shown.
 *
 * @param title what it is called
 * @param size how much it holds
 * @param organisation how that is divided
 * @param latency what it takes, as configured
 * @param others what else was varied
 */
record Part(String title, Property size, Property organisation, Property latency, List<Property> others) {
    static final Property NONE = new Property("", "", List.of());

    /** Returns the shown properties, those that were varied besides the usual ones included. */
    List<Property> shown() {
        List<Property> shown = new ArrayList<>(List.of(size, organisation, latency));
        shown.addAll(others);
        shown.removeIf(property -> property.text().isEmpty());
        return shown;
    }

    /** Returns it in words, for those who do not see the diagram. */
    String sentence() {
        StringBuilder words = new StringBuilder(title);
        String before = ": ";
        for (Property property : shown()) {
            words.append(before).append(property.isVaried() ? "varied " + named(property) : named(property));
            before = ", ";
        }
        return words.append('.').toString();
    }

    private String named(Property property) {
        String value = property.isVaried() ? String.join(" / ", property.varied()) : property.text();
        return others.contains(property) && !property.name().isEmpty() ? property.name() + " " + value : value;
    }
}
