package dev.ziggurat.cli;

import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.machine.DramReader;
import dev.ziggurat.machine.StorageReader;

/** Where the program keeps what ships with it, by what it is. */
final class SourceFolders {
    static final String MACHINES = "configs/machines";
    static final String WORKLOADS = "workloads";
    static final String SWEEPS = SweepReader.SWEEPS;

    static final String STORAGE_DEVICES = StorageReader.FOLDER;
    static final String DRAM_DEVICES = DramReader.FOLDER;

    private SourceFolders() {}
}
