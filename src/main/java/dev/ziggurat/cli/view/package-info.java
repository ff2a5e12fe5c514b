/**
 * What commands show on a terminal: tables, what a run or a sweep came to, progress, and the frames of a running system. It asks for nothing and
 * decides nothing.
 */
@NullMarked
package dev.ziggurat.cli.view;

import org.jspecify.annotations.NullMarked;
