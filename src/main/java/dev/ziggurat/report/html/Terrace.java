package dev.ziggurat.report.html;

import java.util.List;

/**
 * Parts of the machine that lie equally far from the core.
 *
 * @param kind its colour: {@code core}, {@code translation}, {@code cache}, {@code memory} or {@code storage}
 * @param link what lies on the way to it from above; empty if nothing does
 * @param copies how many of it there are; more than one for what each core has
 * @param parts from left to right
 */
record Terrace(String kind, String link, int copies, List<Part> parts) {}
