package dev.ziggurat.cli;

import dev.ziggurat.experiment.SweepReader;

/** Where the program keeps what ships with it, by what it is. */
final class SourceFolders {
    static final String MACHINES = "configs/machines";
    static final String WORKLOADS = "workloads";
    static final String SWEEPS = SweepReader.SWEEPS;

    private SourceFolders() {}
}
