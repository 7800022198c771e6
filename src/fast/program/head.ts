/**
 * The heads of a program: the loss of each output, and in some cases the activation before it.
 *
 * A cross-entropy is computed from the input z of softmax or sigmoid instead of from their output: this loses
 * no digits, and the gradient is simple. Such a head replaces the last step of its output: it reads the input
 * of that step, writes the output, and writes the gradient of the input.
 *
 * A loss that no kernel computes runs on the operations of autograd, on the whole batch.
 */
import type { Loss, LossName } from "../../losses/losses.js";
import { ACTIVATION_KINDS, type Kernels } from "../kernels.js";
import type { OperationSpec } from "../operations/operations.js";
import type { HostSpec } from "./step.js";

/** A loss that kernels compute. */
export interface CompiledHeadSpec {
  readonly kind: "compiled";
  readonly loss: keyof typeof HEADS;
  /** The value that the loss is computed from, and the output. */
  readonly reads: number;
  readonly output: number;
  /** The step that the head replaces; undefined where the loss is computed from the output. */
  readonly replaces: number | undefined;
  /** How many numbers a row of the output has, and how many rows an example. */
  readonly columns: number;
  readonly rowsPerExample: number;
  /** How many numbers the target of an example has. */
  readonly targetSize: number;
  /** The share of each target that label smoothing distributes, and over how many classes; 0 for none. */
  readonly smoothing: number;
  readonly classes: number;
}

/**
 * A loss that runs on autograd. Where the output is a softmax or sigmoid, autograd computes it too, because it
 * computes a cross-entropy from the logits.
 */
export interface HostHeadSpec {
  readonly kind: "host";
  /** The value that autograd begins with, and the output. */
  readonly reads: number;
  readonly output: number;
  /** The activation between them; undefined where they are the same value. */
  readonly activation: "softmax" | "sigmoid" | undefined;
  readonly replaces: undefined;
}

export type HeadSpec = CompiledHeadSpec | HostHeadSpec;

/** The addresses that a compiled head reads and writes. */
export interface HeadArrays {
  /** What the loss is computed from, and its gradient. */
  readonly reads: number;
  readonly gradient: number;
  readonly output: number;
  readonly targets: number;
  /** The weight of each row in the loss. */
  readonly weights: number;
}

interface Head {
  /** Whether the head replaces the last activation. */
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
    run: (kernels, { reads, output, targets, weights, gradient }, rows, columns) =>
      kernels[name](reads, targets, weights, output, gradient, rows, columns),
  };
}

function error(absolute: boolean): Head {
  return {
    fused: false,
    run: (kernels, { output, targets, weights, gradient }, rows, columns) =>
      kernels.errorLoss(output, targets, weights, gradient, rows, columns, absolute),
  };
}

/** What a head is chosen from. */
export interface OutputOfProgram {
  /** The number of the output's value, and the shape of an example. */
  readonly value: number;
  readonly shape: readonly number[];
  /** The step that wrote it; undefined for an input of the model. */
  readonly last:
    | {
        readonly step: number;
        readonly operation: OperationSpec | HostSpec;
        readonly input: number;
        /** Whether the head may replace the step: no other step or output reads the value. */
        readonly isAlone: boolean;
      }
    | undefined;
}

/** The head for a loss of an output. */
export function headFor(loss: Loss, { value, shape, last }: OutputOfProgram): HeadSpec {
  const activation = activationOf(last?.operation);
  const name = shape.length === 0 ? undefined : nameOf(loss, last?.isAlone ? activation : undefined);
  if (name === undefined) {
    const reads = activation === undefined ? value : last!.input;
    return { kind: "host", reads, output: value, activation, replaces: undefined };
  }
  const columns = shape[shape.length - 1];
  const rowsPerExample = shape.slice(0, -1).reduce((product, extent) => product * extent, 1);
  const replaces = HEADS[name].fused ? last : undefined;
  return {
    kind: "compiled",
    loss: name,
    reads: replaces?.input ?? value,
    output: value,
    replaces: replaces?.step,
    columns,
    rowsPerExample,
    targetSize: rowsPerExample * (name === "sparseSoftmaxCrossEntropy" ? 1 : columns),
    smoothing: smoothingOf(loss) ?? 0,
    classes: name === "sigmoidCrossEntropy" ? 2 : columns,
  };
}

/** The activation that an operation is, if cross-entropies are computed from its input. */
function activationOf(operation: OperationSpec | HostSpec | undefined): "softmax" | "sigmoid" | undefined {
  if (operation?.kind === "softmax") return "softmax";
  const isSigmoid = operation?.kind === "activation" && operation.function === ACTIVATION_KINDS.sigmoid;
  return isSigmoid ? "sigmoid" : undefined;
}

function nameOf(loss: Loss, activation: "softmax" | "sigmoid" | undefined): keyof typeof HEADS | undefined {
  // A loss with other options, or a loss of one's own, which may have any name, has no kernel.
  if (!loss.named || smoothingOf(loss) === undefined) return undefined;
  switch (loss.name as LossName) {
    case "categoricalCrossentropy":
      return activation === "softmax" ? "softmaxCrossEntropy" : undefined;
    case "sparseCategoricalCrossentropy":
      return activation === "softmax" ? "sparseSoftmaxCrossEntropy" : undefined;
    case "binaryCrossentropy":
      return activation === "sigmoid" ? "sigmoidCrossEntropy" : undefined;
    case "meanSquaredError":
      return "squaredError";
    case "meanAbsoluteError":
      return "absoluteError";
    default:
      return undefined;
  }
}

/** The label smoothing of a loss, 0 without options; undefined where it has other options. */
function smoothingOf({ config = {} }: Loss): number | undefined {
  const { labelSmoothing = 0, ...others } = config as { readonly labelSmoothing?: number };
  return Object.keys(others).length === 0 ? labelSmoothing : undefined;
}
