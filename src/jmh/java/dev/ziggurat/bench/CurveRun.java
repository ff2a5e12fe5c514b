package dev.ziggurat.bench;

import dev.ziggurat.experiment.mrc.Cut;
import dev.ziggurat.experiment.mrc.MissRatioStudy;
import dev.ziggurat.experiment.mrc.MissRatioStudy.Question;
import dev.ziggurat.experiment.mrc.Sampling;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import java.nio.file.Path;
import java.util.List;

/**
 * A miss-ratio curve from beginning to end: the references are made, cut into lines and looked at.
 *
 * @param name what the table calls it
 * @param program what makes the references, as a workload file would say it
 * @param sampling how many of the lines are looked at
 * @param references how many
 */
record CurveRun(String name, String program, Sampling sampling, long references) implements Subject {
    /** Returns the same with a hundredth of the references. */
    CurveRun brief() {
        return new CurveRun(name, program, sampling, references / 100);
    }

    @Override
    public Sample run() {
        MissRatioStudy study = study();
        long bytes = Clocks.allocatedBytes();
        long nanos = Clocks.threadNanos();
        study.run();
        nanos = Clocks.threadNanos() - nanos;
        bytes = Clocks.allocatedBytes() - bytes;
        return new Sample(references, nanos, bytes, 0, Clocks.processNanos());
    }

    private MissRatioStudy study() {
        String workload = "workload: bench\nprocesses: [{name: p, references: " + references + ", program: {kind: "
                + program + "}}]\n";
        WorkloadReader reader = new WorkloadReader(Catalogs.standard());
        Source source = Source.text("workload.yaml", Path.of(""), workload);
        Question question = new Question(new Cut(new ByteSize(64), Cut.Of.DATA), sampling, 1, 0, null);
        return new MissRatioStudy(reader.read(source, List.of()).spec().processes(), question, new Pulse());
    }
}
