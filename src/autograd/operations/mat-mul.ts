/**
 * The matrix product with its gradients.
 *
 * For C = A B and G = ∂L/∂C: L changes by Σ_ij G_ij dC_ij = Σ_ijk G_ij (dA_ik B_kj + A_ik dB_kj), so ∂L/∂A =
 * G Bᵀ and ∂L/∂B = Aᵀ G. With a transposed operand, the same is true of its transpose.
 */
import { backend } from "../../tensor/backend.js";
import { asTensor } from "../../tensor/as-tensor.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { recordComposed } from "../tape.js";
import { sumTo } from "./broadcast.js";

/**
 * [..., n, k] · [..., k, m] = [..., n, m]; either operand can be transposed first.
 * @param left a tensor, or numbers
 * @param right another one
 * @param transposeA whether to transpose the first matrix; false by default
 * @param transposeB whether to transpose the second matrix; false by default
 * @example
 * ```ts
 * matMul([[1, 2]], [[3], [4]]).print(); // [[11]]
 * ```
 */
export function matMul(left: TensorLike, right: TensorLike, transposeA = false, transposeB = false): Tensor {
  return product(asTensor(left, "matMul", "a"), asTensor(right, "matMul", "b"), transposeA, transposeB);
}

function product(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  return recordComposed([a, b], backend().matMul(a, b, transposeA, transposeB), (gradient) => [
    sumTo(
      transposeA ? product(b, gradient, transposeB, true) : product(gradient, b, false, !transposeB),
      a.shape,
    ),
    sumTo(
      transposeB ? product(gradient, a, true, transposeA) : product(a, gradient, !transposeA, false),
      b.shape,
    ),
  ]);
}
