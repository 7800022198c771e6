/** The limit for the heap of a compiler, in MB. With the course's libraries it takes some 150 MB. */
export const HEAP_MEGABYTES = 1024;
