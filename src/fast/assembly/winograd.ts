/**
 * Convolution of stride 1 by 3 × 3 filters as Winograd's F(4×4, 3×3), a quarter of the multiplications; and by 5 × 5
 * filters (`taps` is 5) as F(2×2, 5×5), 36 instead of 100, where tiles have 2 × 2 outputs.
 *
 * Of stride 2, by filters of 3 × 3 to 6 × 6, it is the sum of four convolutions of stride 1: one for each phase, the
 * places of the picture whose distances from a window's corner leave the same remainders by the stride, with the places
 * of the filter that meet them (`taps` along an axis are 2 or 3). The phases of a tile lie side by side, as if they
 * were channels, so the products add them up: 25 · 4 multiplications for filters of 4 × 4 instead of 256. A filter of
 * odd extent has a place less in the second phase of an axis. Its polynomial has then no value at ∞, and that point no
 * product: 81 multiplications for 3 × 3 instead of 144.
 *
 * A tile of 4 × 4 outputs needs 6 × 6 inputs d. With the maps of `winograd-transforms.ts` along both axes, Y
 * = Aᵀ [U ⊙ V] A, U = G g Gᵀ, V = Bᵀ d B: 36 multiplications instead of 144. Summed over the channels, each
 * of the 36 points is a matrix product of its own, M_p = V_p U_p, with V_p [tiles, channels] and U_p
 * [channels, filters], which `gemm` computes.
 *
 * Backward, with dM = A dY Aᵀ: dU_p = V_pᵀ dM_p, dV_p = dM_p U_pᵀ, dg = Gᵀ dU G, dd = B dV Bᵀ. V is
 * computed again, which takes less time than to read it from memory.
 *
 * With a 2 × 2 max pooling after the convolution, 4 outputs remain of a tile: bias, relu, pooling and the
 * place of the largest are computed while the tile is in registers, and tiles that pooling would drop are not
 * computed. The numbers of channels and of filters are multiples of 4.
 *
 * The kernels stand in five files, by what they transform: `winograd-filters.ts`, `winograd-pictures.ts`,
 * `winograd-picture-gradients.ts`, `winograd-outputs.ts` and, with the pooling, `winograd-pooled.ts`. What their arguments mean:
 *
 * - `window`: the convolution's window (see `window.ts`);
 * - `down`, `across`: how many tiles there are in a picture;
 * - `stride`: how many numbers lie between the beginnings of two points in V, in M, or in U;
 * - `temporary`: 324 vectors of scratch.
 */
import { kernelWidth, strideAcross } from "./window";

/** The most places of a filter that a phase has along an axis; all of them where the stride is 1. */
// @ts-ignore: decorator
@inline
export function tapsOf(window: usize): i32 {
  const step = strideAcross(window);
  return (kernelWidth(window) + step - 1) / step;
}

/** Whether a filter has a place less in this phase of an axis than in the first, so that it has no product at ∞. */
// @ts-ignore: decorator
@inline
export function isShort(window: usize, phase: i32): bool {
  return phase > 0 && (kernelWidth(window) & 1) != 0;
}

/**
 * Where a phase lies among those of a tile: 0/1, 0/0, 1/0, 1/1. In this order the phases that have a product at a point
 * lie side by side, also where only those of the first row, or of the first column, have one.
 */
// @ts-ignore: decorator
@inline
export function slotOf(step: i32, row: i32, column: i32): i32 {
  if (step == 1) return 0;
  return row == 0 ? 1 - column : 2 + column;
}
