/** Synthetic programs and traces. */
@NullMarked
package dev.ziggurat.workload;

import org.jspecify.annotations.NullMarked;
