/** Cores: they run threads' programs. */
@NullMarked
package dev.ziggurat.cpu;

import org.jspecify.annotations.NullMarked;
