/**
 * Replacement policies of caches. A policy is one file that reads like its paper and one line in the catalog; its {@code Spec} is what a
 * machine file says and the factory. The cache fills empty ways itself, in the order of their numbers, and asks a policy only when every
 * way of a set is in use.
 */
@NullMarked
package dev.ziggurat.cache.replacement;

import org.jspecify.annotations.NullMarked;
