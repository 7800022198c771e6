/**
 * Whether V8 compiles two operations on vectors of 128 bits, whose results are stored side by side, to one on 256 bits. Then
 * tiles may have twice as many numbers. `kernel-setup/build-kernels.ts` gives the value for each of its results.
 */
declare const WIDE: bool;
