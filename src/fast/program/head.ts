/**
 * The end of a program: the loss, and with it the backward pass of the activation before it.
 *
 * A cross-entropy takes the sums z that went into softmax or sigmoid instead of their result, which loses no digits and has
 * the simplest of gradients. So it reads the input of the last operation, writes the operation's result too, and leaves the
 * gradient with the input: that operation is then left out on the way back.
 */
import * as crossEntropies from "../../losses/cross-entropy.js";
import * as errors from "../../losses/errors.js";
import type { Loss } from "../../losses/losses.js";
import { ACTIVATION_KINDS, type Kernels } from "../kernels.js";
import type { ActivationSpec } from "../operations/activation.js";
import type { OperationSpec, Values } from "../operations/operation.js";

export interface HeadSpec {
  readonly loss: keyof typeof HEADS;
  /** How many numbers a row of the output has, and how many rows an example. */
  readonly columns: number;
  readonly rowsPerExample: number;
  /** How many numbers the target of an example has. */
  readonly targetSize: number;
}

/** What a head computes with. */
export interface HeadArrays {
  /** What went into the last operation, and what came out of it. */
  readonly before: Values;
  readonly output: Values;
  readonly targets: number;
  /** What each row counts. */
  readonly weights: number;
}

interface Head {
  /** Whether the last operation's backward pass is the head's work. */
  readonly fused: boolean;
  run(kernels: Kernels, arrays: HeadArrays, rows: number, columns: number): number;
}

export const HEADS = {
  softmaxCrossEntropy: fused("softmaxCrossEntropy"),
  sparseSoftmaxCrossEntropy: fused("sparseSoftmaxCrossEntropy"),
  sigmoidCrossEntropy: fused("sigmoidCrossEntropy"),
  squaredError: error(false),
  absoluteError: error(true),
} as const satisfies Record<string, Head>;

function fused(name: "softmaxCrossEntropy" | "sparseSoftmaxCrossEntropy" | "sigmoidCrossEntropy"): Head {
  return {
    fused: true,
    run: (kernels, { before, output, targets, weights }, rows, columns) =>
      kernels[name](before.at, targets, weights, output.at, before.gradient, rows, columns),
  };
}

function error(absolute: boolean): Head {
  return {
    fused: false,
    run: (kernels, { output, targets, weights }, rows, columns) =>
      kernels.errorLoss(output.at, targets, weights, output.gradient, rows, columns, absolute),
  };
}

/** The head for a loss after these operations; undefined where there is none. */
export function headFor(
  loss: Loss,
  operations: readonly OperationSpec[],
  outputShape: readonly number[],
): HeadSpec | undefined {
  const name = nameOf(loss, operations[operations.length - 1]);
  if (name === undefined || outputShape.length === 0) return undefined;
  const columns = outputShape[outputShape.length - 1];
  const rowsPerExample = outputShape.slice(0, -1).reduce((product, extent) => product * extent, 1);
  return {
    loss: name,
    columns,
    rowsPerExample,
    targetSize: rowsPerExample * (name === "sparseSoftmaxCrossEntropy" ? 1 : columns),
  };
}

function nameOf(loss: Loss, last: OperationSpec): keyof typeof HEADS | undefined {
  const isSigmoid =
    last.kind === "activation" && (last as ActivationSpec).function === ACTIVATION_KINDS.sigmoid;
  switch (loss) {
    case crossEntropies.categoricalCrossentropy:
      return last.kind === "softmax" ? "softmaxCrossEntropy" : undefined;
    case crossEntropies.sparseCategoricalCrossentropy:
      return last.kind === "softmax" ? "sparseSoftmaxCrossEntropy" : undefined;
    case crossEntropies.binaryCrossentropy:
      return isSigmoid ? "sigmoidCrossEntropy" : undefined;
    case errors.meanSquaredError:
      return last.kind === "softmax" ? undefined : "squaredError";
    case errors.meanAbsoluteError:
      return last.kind === "softmax" ? undefined : "absoluteError";
    default:
      return undefined;
  }
}
