/**
 * The range of addresses for the machine code of a thread. V8 reserves 512 MB for it by default, and since Node 24 as memory
 * that can be written to, which counts towards a limit of the process's private memory (`ulimit -d`, as grading sets it)
 * although nearly none of it is used. The range of the main thread cannot be limited.
 */

/** Megabytes: several times what TypeScript or a lesson fills. */
export const CODE_RANGE_MEGABYTES = 64;
