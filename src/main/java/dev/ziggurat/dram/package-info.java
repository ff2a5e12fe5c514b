/** Main memory: JEDEC DRAM behind controllers, or a fixed latency. */
@NullMarked
package dev.ziggurat.dram;

import org.jspecify.annotations.NullMarked;
