/**
 * Allocators of blocks, as the C library has them: a {@link dev.ziggurat.runtime.heap.Heap} is shared by the threads of a process, each of which uses
 * it through a {@link dev.ziggurat.runtime.heap.HeapThread}. Metadata lie in simulated memory; what the host keeps beside them is for statistics.
 */
@NullMarked
package dev.ziggurat.runtime.heap;

import org.jspecify.annotations.NullMarked;
