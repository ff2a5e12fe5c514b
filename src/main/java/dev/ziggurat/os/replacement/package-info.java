/**
 * Page-replacement policies. A policy is one file that reads like its paper and one line in the catalog; its {@code Spec} is what a machine file
 * says and the factory. The kernel uses free frames first and asks a {@link dev.ziggurat.os.replacement.PageReplacement} only when it needs room.
 *
 * <p>What a policy may know is what its spec declares. Clock knows what hardware gives, the accessed bits in the page tables. LRU is told of
 * every reference, OPT reads the future from a second instance of the program: no machine can do either, they are the measure of the
 * others. One policy serves all frames of the machine (global replacement); whether a page is dirty is the kernel's business.
 */
@NullMarked
package dev.ziggurat.os.replacement;

import org.jspecify.annotations.NullMarked;
