package dev.ziggurat.runtime.gc.go;

/** Go's classes of sizes (src/runtime/sizeclasses.go, 1.16 and newer). Each comes twice: objects that have references, and that have none (noscan). */
final class GoSizeClasses {
    /** Objects that are larger have a span of their own (maxSmallSize). */
    static final int MOST = 32768;

    private static final int[] SIZES = {
        0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416,
        448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200, 3456,
        4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432,
        19072, 20480, 21760, 24576, 27264, 28672, MOST
    };

    /** The pages of a span of each (class_to_allocnpages). */
    private static final int[] PAGES = {
        0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1,
        2, 1, 2, 1, 3, 2, 3, 1, 3, 2, 3, 4, 5, 6, 1, 7, 6, 5, 4, 3, 5, 7, 2, 9, 7, 5, 8, 3, 10, 7, 4
    };

    /** The classes of sizes, each with references and without; those of large objects are the first two. */
    static final int COUNT = 2 * SIZES.length;

    private static final int GRANULE = 8;

    /** What is left of a span behind its last object is an eighth of it at most (mksizeclasses.go): where pages are smaller than Go's, spans have more of them. */
    private static final int MOST_WASTE = 8;

    private final int[] pages = new int[SIZES.length];

    /** The class of each size, by eights. */
    private final byte[] classes = new byte[MOST / GRANULE + 1];

    /**
     * Makes the classes.
     *
     * @param page the bytes of a page
     * @param alignment what the address of each object is a multiple of
     */
    GoSizeClasses(long page, long alignment) {
        int from = 0;
        for (int i = 1; i < SIZES.length; i++) {
            if (SIZES[i] % alignment == 0) {
                for (; from <= SIZES[i] / GRANULE; from++) {
                    classes[from] = (byte) i;
                }
            }
            pages[i] = (int) (span(i, page) / page);
        }
    }

    private static long span(int sizeClass, long page) {
        long bytes = PAGES[sizeClass] * page;
        while (bytes % SIZES[sizeClass] > bytes / MOST_WASTE) {
            bytes += page;
        }
        return bytes;
    }

    /** Returns the class of objects of a size, 0 if they have spans of their own. */
    int of(long bytes) {
        return bytes > MOST ? 0 : classes[(int) ((bytes + GRANULE - 1) / GRANULE)];
    }

    /** Returns the bytes of an object of a class. */
    static int size(int sizeClass) {
        return SIZES[sizeClass];
    }

    /** Returns the pages of a span of a class. */
    int pages(int sizeClass) {
        return pages[sizeClass];
    }
}
