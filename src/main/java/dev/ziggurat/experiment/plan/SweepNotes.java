package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.design.Axis;
import dev.ziggurat.experiment.design.Space;
import java.util.ArrayList;
import java.util.List;

/** What is worth knowing of a sweep that is no error: it can be carried out, but may not be what was meant. */
public final class SweepNotes {
    private SweepNotes() {}

    /** Returns a sentence each, beginning with the key of the sweep file. */
    public static List<String> of(Plan plan) {
        List<String> notes = new ArrayList<>();
        if (plan.spec().comparison().withAlone() && !hasMixes(plan)) {
            notes.add(
                    "alone: no workload has several processes, so that nothing is simulated alone; take the key away");
        }
        Space space = plan.spec().space();
        if (space.design().draws()) {
            addDrawnTwice(notes, space);
        }
        return notes;
    }

    private static boolean hasMixes(Plan plan) {
        return plan.setups().stream().anyMatch(setup -> setup.processes().size() > 1);
    }

    private static void addDrawnTwice(List<String> notes, Space space) {
        int points = space.points().size();
        if (points < space.count()) {
            notes.add("design: of " + space.count() + " points drawn only " + points
                    + " differ, and each is simulated once: the axes have few values"
                    + (space.axes().stream().anyMatch(Axis::continuous) ? "; a smaller 'multiple-of' gives more" : ""));
        }
    }

    /** Returns how many values an axis has at the points of a plan. */
    public static int values(Plan plan, Axis axis) {
        int column = plan.paths().indexOf(axis.path());
        return (int) plan.runs().stream()
                .map(run -> run.values().get(column))
                .distinct()
                .count();
    }
}
