/**
 * The head of a program: the loss, and in some cases the activation before it.
 *
 * A cross-entropy is computed from the input z of softmax or sigmoid instead of from their output: this loses
 * no digits, and the gradient is simple. Such a head reads the input of the last operation, writes the output
 * of that operation too, and writes the gradient of the input; the backward pass then begins one operation
 * earlier.
 */
import type { Loss, LossName } from "../../losses/losses.js";
import { ACTIVATION_KINDS, type Kernels } from "../kernels.js";
import type { Values } from "../operations/operation.js";
import type { OperationSpec } from "../operations/operations.js";

export interface HeadSpec {
  readonly loss: keyof typeof HEADS;
  /** How many numbers a row of the output has, and how many rows an example. */
  readonly columns: number;
  readonly rowsPerExample: number;
  /** How many numbers the target of an example has. */
  readonly targetSize: number;
  /** The share of each target that label smoothing distributes, and over how many classes; 0 for none. */
  readonly smoothing: number;
  readonly classes: number;
}

/** The arrays that a head reads and writes. */
export interface HeadArrays {
  /** The input of the last operation, and its output. */
  readonly before: Values;
  readonly output: Values;
  readonly targets: number;
  /** The weight of each row in the loss. */
  readonly weights: number;
}

interface Head {
  /** Whether the head computes the forward and the backward pass of the last operation, too. */
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

/** The head for a loss after these operations; undefined where the kernels do not compute it. */
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
    smoothing: smoothingOf(loss) ?? 0,
    classes: name === "sigmoidCrossEntropy" ? 2 : columns,
  };
}

function nameOf(loss: Loss, last: OperationSpec): keyof typeof HEADS | undefined {
  // A loss with other options, or a loss of one's own, which may have any name, has no kernel.
  if (!loss.named || smoothingOf(loss) === undefined) return undefined;
  const isSigmoid = last.kind === "activation" && last.function === ACTIVATION_KINDS.sigmoid;
  switch (loss.name as LossName) {
    case "categoricalCrossentropy":
      return last.kind === "softmax" ? "softmaxCrossEntropy" : undefined;
    case "sparseCategoricalCrossentropy":
      return last.kind === "softmax" ? "sparseSoftmaxCrossEntropy" : undefined;
    case "binaryCrossentropy":
      return isSigmoid ? "sigmoidCrossEntropy" : undefined;
    case "meanSquaredError":
      return last.kind === "softmax" ? undefined : "squaredError";
    case "meanAbsoluteError":
      return last.kind === "softmax" ? undefined : "absoluteError";
    default:
      return undefined;
  }
}

/** The label smoothing of a loss, 0 without options; undefined where it has other options. */
function smoothingOf({ config = {} }: Loss): number | undefined {
  const { labelSmoothing = 0, ...others } = config as { readonly labelSmoothing?: number };
  return Object.keys(others).length === 0 ? labelSmoothing : undefined;
}
