package dev.ziggurat.cli.view;

import dev.ziggurat.experiment.run.ProcObserver;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.report.procps.Free;
import dev.ziggurat.report.procps.FreeUnit;
import java.util.Set;

/** The table of {@code free} at the end of a run. */
public final class FreeTable implements ProcObserver {
    private String text = "";

    @Override
    public long interval() {
        return Long.MAX_VALUE;
    }

    @Override
    public void look(long time, KernelFiles files) {
        // What counts is the end.
    }

    @Override
    public void end(long time, KernelFiles files) {
        text = new Free(FreeUnit.KIBI, Set.of()).text(ProcTexts.at(time, files));
    }

    /** Returns the table; empty if the run did not come to its end. */
    public String text() {
        return text;
    }
}
