package dev.ziggurat.cli;

import dev.ziggurat.experiment.run.Laboratory;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, with what they work with. */
record Commands(Laboratory laboratory, Console console) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == RunCommand.class) {
            return type.cast(new RunCommand(laboratory, console));
        } else if (type == SweepCommand.class) {
            return type.cast(new SweepCommand(laboratory, console));
        } else if (type == CurveCommand.class) {
            return type.cast(new CurveCommand(laboratory, console));
        } else if (type == MergeCommand.class) {
            return type.cast(new MergeCommand(laboratory, console));
        } else if (type == ReproduceCommand.class) {
            return type.cast(new ReproduceCommand(laboratory, console));
        } else if (type == SlurmCommand.class) {
            return type.cast(new SlurmCommand(laboratory, console));
        } else if (type == StatusCommand.class) {
            return type.cast(new StatusCommand(console));
        } else if (type == CheckCommand.class) {
            return type.cast(new CheckCommand(laboratory, console));
        } else if (type == MrcCommand.class) {
            return type.cast(new MrcCommand(console));
        } else if (type == ListCommand.class) {
            return type.cast(new ListCommand(laboratory, console));
        } else if (type == ReportCommand.class) {
            return type.cast(new ReportCommand(console));
        } else if (type == CompareCommand.class) {
            return type.cast(new CompareCommand(console));
        } else if (type == TraceCommand.class) {
            return type.cast(new TraceCommand(console));
        } else if (type == ExplainCommand.class) {
            return type.cast(new ExplainCommand(console));
        } else if (type == DoctorCommand.class) {
            return type.cast(new DoctorCommand(console));
        } else if (type == NewCommand.class) {
            return type.cast(new NewCommand(console));
        } else if (type == SchemaCommand.class) {
            return type.cast(new SchemaCommand(console));
        } else if (type == CompletionCommand.class) {
            return type.cast(new CompletionCommand(console));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
