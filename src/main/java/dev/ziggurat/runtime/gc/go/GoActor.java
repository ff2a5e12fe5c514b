package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.gc.World;

/** What any thread may have to do with the Go-like heap, one of the program or the collector's own. */
final class GoActor {
    final GoPages pages;
    final GoSweep sweep;
    final GoSweepNext sweepNext;
    final GoSweepCredit credit;
    final GoPace pace;
    final GoShade shade;
    final GoWork work = new GoWork();
    final GoGrey grey;
    final GoScan scan;
    final GoErrands errands;

    GoActor(World world, GoHeap heap, int percent, GoCounts counts) {
        pages = new GoPages(heap);
        sweep = new GoSweep(pages, counts);
        sweepNext = new GoSweepNext(sweep);
        credit = new GoSweepCredit(sweepNext, counts);
        pace = new GoPace(percent);
        shade = new GoShade(heap, counts);
        grey = new GoGrey(shade, work);
        scan = new GoScan(world, heap, shade, work, counts);
        errands = new GoErrands(world, grey, new GoRelease(sweep), counts);
    }
}
