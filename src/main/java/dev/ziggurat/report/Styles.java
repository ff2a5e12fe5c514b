package dev.ziggurat.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Colours and dashes of lines. Where lines differ in several columns, the first gives the dashes and the others the colour, so that the eye
 * finds the lines that belong together; where that does not go out even, colours are used up first.
 */
final class Styles {
    private final List<List<String>> groups;
    private final List<String> firsts;
    private final List<List<String>> rests;

    Styles(Collection<List<String>> groups) {
        this.groups = new ArrayList<>(groups);
        Set<String> first = new LinkedHashSet<>();
        Set<List<String>> rest = new LinkedHashSet<>();
        for (List<String> group : groups) {
            if (group.size() > 1) {
                first.add(group.get(0));
                rest.add(group.subList(1, group.size()));
            }
        }
        firsts = new ArrayList<>(first);
        rests = new ArrayList<>(rest);
    }

    private boolean even() {
        return firsts.size() > 1 && firsts.size() <= Palette.dashes() && rests.size() <= Palette.LINES.size();
    }

    int color(List<String> group) {
        return even() ? rests.indexOf(group.subList(1, group.size())) : groups.indexOf(group) % Palette.LINES.size();
    }

    int dash(List<String> group) {
        return even() ? firsts.indexOf(group.get(0)) : groups.indexOf(group) / Palette.LINES.size();
    }
}
