package dev.ziggurat.experiment;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;

/** Nobody who wants to know how a campaign goes on. */
final class Silent implements SweepListener {
    @Override
    public void started(Plan plan, int kept, int pending, int workers) {}

    @Override
    public void finished(Run run, Outcome outcome) {}
}
