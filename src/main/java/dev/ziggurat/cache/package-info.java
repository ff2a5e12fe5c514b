/** Set-associative caches and the links before shared levels. */
@NullMarked
package dev.ziggurat.cache;

import org.jspecify.annotations.NullMarked;
