package dev.ziggurat.cache;

import dev.ziggurat.cache.CacheSpec.Allocate;
import dev.ziggurat.cache.CacheSpec.Write;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;

/** A cache described step by step; unless told otherwise one set of two ways of 64 B, write-back, write-allocate, latency 10 ps. */
final class TestCaches {
    private int sets = 1;
    private int ways = 2;
    private int line = 64;
    private long latency = 10;
    private long fill;
    private int mshrs = 4;
    private int buffer = 4;
    private ReplacementSpec replacement = new Lru.Spec();
    private Write write = Write.WRITE_BACK;
    private Allocate allocate = Allocate.WRITE_ALLOCATE;
    private boolean first;

    TestCaches sets(int number) {
        sets = number;
        return this;
    }

    TestCaches ways(int number) {
        ways = number;
        return this;
    }

    TestCaches line(int bytes) {
        line = bytes;
        return this;
    }

    TestCaches latency(long picoseconds) {
        latency = picoseconds;
        return this;
    }

    TestCaches fill(long picoseconds) {
        fill = picoseconds;
        return this;
    }

    TestCaches mshrs(int number) {
        mshrs = number;
        return this;
    }

    TestCaches buffer(int entries) {
        buffer = entries;
        return this;
    }

    TestCaches replacement(ReplacementSpec spec) {
        replacement = spec;
        return this;
    }

    TestCaches writeThrough() {
        write = Write.WRITE_THROUGH;
        return this;
    }

    TestCaches noAllocate() {
        allocate = Allocate.NO_WRITE_ALLOCATE;
        return this;
    }

    TestCaches first() {
        first = true;
        return this;
    }

    Cache make(Simulation simulation, String name) {
        CacheSpec spec = new CacheSpec(
                null,
                "memory",
                false,
                new ByteSize((long) sets * ways * line),
                ways,
                new ByteSize(line),
                Latency.ofPicoseconds(latency),
                null,
                Latency.ofPicoseconds(fill),
                mshrs,
                buffer,
                replacement,
                write,
                allocate,
                null,
                null,
                null);
        return new Cache(simulation, new Geometry(name, name, spec, latency, fill, first));
    }
}
