/**
 * Softmax, its logarithm, and the logarithm of a sum of exponentials, over the last axis.
 *
 * Adding a number to all of a row's values leaves softmax as it is, so each row is first lowered by its largest value: the
 * exponentials are then at most 1 and cannot overflow.
 */
import { asTensor } from "../../tensor/create.js";
import * as raw from "../../tensor/operations/operations.js";
import type { Tensor, TensorLike } from "../../tensor/tensor.js";
import { record } from "../tape.js";

function times(a: Tensor, b: Tensor): Tensor {
  return raw.zip(a, b, (x, y) => x * y, "softmax");
}

function minus(a: Tensor, b: Tensor): Tensor {
  return raw.zip(a, b, (x, y) => x - y, "softmax");
}

/** ln Σ e^x over the last axis, which stays with extent 1. */
function rawLogSumExp(x: Tensor): Tensor {
  const largest = raw.max(x, -1, true);
  const sums = raw.sum(raw.map(minus(x, largest), Math.exp), -1, true);
  return raw.zip(raw.map(sums, Math.log), largest, (a, b) => a + b, "logSumExp");
}

/** p = e^x / Σ e^x over the last axis. With G = ∂L/∂p, ∂L/∂x = p (G − Σ G p). */
export function softmax(input: TensorLike): Tensor {
  const x = asTensor(input);
  const p = raw.map(minus(x, rawLogSumExp(x)), Math.exp);
  return record([x], p, (gradient) => [times(p, minus(gradient, raw.sum(times(gradient, p), -1, true)))]);
}

/** ln p over the last axis, without ever forming a p that rounds to 0. With G = ∂L/∂(ln p), ∂L/∂x = G − p Σ G. */
export function logSoftmax(input: TensorLike): Tensor {
  const x = asTensor(input);
  const logarithm = minus(x, rawLogSumExp(x));
  return record([x], logarithm, (gradient) => [minus(gradient, times(raw.map(logarithm, Math.exp), raw.sum(gradient, -1, true)))]);
}

/** ln Σ e^x over the last axis, which goes; its gradient is softmax. */
export function logSumExp(input: TensorLike): Tensor {
  const x = asTensor(input);
  const kept = rawLogSumExp(x);
  return record([x], raw.reshape(kept, x.shape.slice(0, -1)), (gradient) => [
    times(raw.map(minus(x, kept), Math.exp), raw.reshape(gradient, kept.shape)),
  ]);
}
