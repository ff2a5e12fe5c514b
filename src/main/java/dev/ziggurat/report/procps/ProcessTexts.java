package dev.ziggurat.report.procps;

/**
 * The files of one process.
 *
 * @param stat the text of {@code /proc/PID/stat}
 * @param statm the text of {@code /proc/PID/statm}
 */
public record ProcessTexts(String stat, String statm) {}
