/** The types of the kernels for attention. */

/** Kernels for attention. */
export interface AttentionKernels {
  fillMasked(
    scores: number,
    queries: number,
    values: number,
    queryMask: number,
    valueMask: number,
    keyMask: number,
    pairMask: number,
    causal: boolean,
    filling: number,
  ): void;
}
