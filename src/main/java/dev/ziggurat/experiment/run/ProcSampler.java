package dev.ziggurat.experiment.run;

import dev.ziggurat.engine.Sampler;
import dev.ziggurat.os.proc.KernelFiles;

/** Has an observer look at the files of a kernel. What still completes after the end of the run is not looked at. */
final class ProcSampler implements Sampler {
    private final ProcObserver observer;
    private final KernelFiles files;
    private boolean over;

    ProcSampler(ProcObserver observer, KernelFiles files) {
        this.observer = observer;
        this.files = files;
    }

    @Override
    public long sample(long time) {
        if (over) {
            return Long.MAX_VALUE;
        }
        observer.look(time, files);
        return observer.interval() < Long.MAX_VALUE - time ? time + observer.interval() : Long.MAX_VALUE;
    }

    /** The run has ended at an instant. */
    void end(long time) {
        over = true;
        observer.end(time, files);
    }
}
