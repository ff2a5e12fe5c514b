package dev.ziggurat.machine.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; the message is one line per problem, sorted by place. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** States the problems, at least one, in any order. */
    public ConfigException(List<Problem> problems) {
        super(problems.stream()
                .sorted(Problem.BY_PLACE)
                .map(Problem::toString)
                .distinct()
                .collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted(Problem.BY_PLACE).distinct().toList();
    }

    /** States one problem. */
    public ConfigException(Problem problem) {
        this(List.of(problem));
    }

    /** Returns the problems, sorted by file and line. */
    public List<Problem> problems() {
        return problems;
    }
}
