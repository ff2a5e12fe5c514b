package dev.ziggurat.dram.standard;

/**
 * A minimum distance between two commands.
 *
 * @param before the earlier command
 * @param after the later one
 * @param scope where both must be for it to hold
 * @param cycles how many memory cycles after the earlier the later may be issued; a value below 1 holds by itself
 */
public record Constraint(Command before, Command after, Scope scope, int cycles) {}
