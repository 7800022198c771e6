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
import type { Kernels } from "../kernels.js";
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import { POINT_LOSSES } from "../kernels/losses.js";
import type { OperationSpec } from "../operations/specs.js";
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
  /** The error from which on Huber's loss is linear; other losses do not read it. */
  readonly delta: number;
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
  run(kernels: Kernels, arrays: HeadArrays, rows: number, spec: CompiledHeadSpec): number;
}

type CrossEntropy = "softmaxCrossEntropy" | "sparseSoftmaxCrossEntropy" | "sigmoidCrossEntropy";

export const HEADS = {
  softmaxCrossEntropy: fused("softmaxCrossEntropy"),
  sparseSoftmaxCrossEntropy: fused("sparseSoftmaxCrossEntropy"),
  sigmoidCrossEntropy: fused("sigmoidCrossEntropy"),
  softmaxCrossEntropyOfLogits: ofLogits("softmaxCrossEntropy"),
  sparseSoftmaxCrossEntropyOfLogits: ofLogits("sparseSoftmaxCrossEntropy"),
  sigmoidCrossEntropyOfLogits: ofLogits("sigmoidCrossEntropy"),
  squaredError: error(false),
  absoluteError: error(true),
  huber: point("huber"),
  hinge: point("hinge"),
  squaredHinge: point("squaredHinge"),
  logcosh: point("logcosh"),
  meanAbsolutePercentageError: point("meanAbsolutePercentageError"),
  meanSquaredLogarithmicError: point("meanSquaredLogarithmicError"),
  poisson: point("poisson"),
  kullbackLeiblerDivergence: point("kullbackLeiblerDivergence"),
  cosineProximity: {
    fused: false,
    run: (kernels, { output, targets, weights, gradient }, rows, { columns }) =>
      kernels.cosineLoss(output, targets, weights, gradient, rows, columns),
  },
} as const satisfies Record<string, Head>;

function fused(name: CrossEntropy): Head {
  return {
    fused: true,
    run: (kernels, { reads, output, targets, weights, gradient }, rows, { columns }) =>
      kernels[name](reads, targets, weights, output, gradient, rows, columns),
  };
}

/** The output remains the logits: the kernel writes the probabilities where their gradient replaces them. */
function ofLogits(name: CrossEntropy): Head {
  return {
    fused: false,
    run: (kernels, { output, targets, weights, gradient }, rows, { columns }) =>
      kernels[name](output, targets, weights, gradient, gradient, rows, columns),
  };
}

function error(absolute: boolean): Head {
  return {
    fused: false,
    run: (kernels, { output, targets, weights, gradient }, rows, { columns }) =>
      kernels.errorLoss(output, targets, weights, gradient, rows, columns, absolute),
  };
}

function point(name: keyof typeof POINT_LOSSES): Head {
  return {
    fused: false,
    run: (kernels, { output, targets, weights, gradient }, rows, { columns, delta }) =>
      kernels.pointLoss(POINT_LOSSES[name], output, targets, weights, gradient, rows, columns, delta),
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
  const activation = activationOf(last?.operation, shape);
  const { isAlone = false } = last ?? {};
  const name = shape.length === 0 ? undefined : nameOf(loss, activation, isAlone);
  if (name === undefined) {
    const reads = activation === undefined ? value : last!.input;
    return { kind: "host", reads, output: value, activation, replaces: undefined };
  }
  const { labelSmoothing: smoothing, delta } = optionsOf(loss)!;
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
    targetSize: rowsPerExample * (name.startsWith("sparse") ? 1 : columns),
    smoothing,
    classes: name.startsWith("sigmoid") ? 2 : columns,
    delta,
  };
}

/** The activation that an operation is, if cross-entropies are computed from its input. */
function activationOf(
  operation: OperationSpec | HostSpec | undefined,
  shape: readonly number[],
): "softmax" | "sigmoid" | undefined {
  // The losses take the last axis for that of the classes.
  if (operation?.kind === "softmax") return operation.classes === shape.at(-1) ? "softmax" : undefined;
  const isSigmoid = operation?.kind === "activation" && operation.function === ACTIVATION_KINDS.sigmoid;
  return isSigmoid ? "sigmoid" : undefined;
}

/**
 * The kernel of a loss.
 * @param isAlone whether a head may replace the activation
 */
function nameOf(
  loss: Loss,
  activation: "softmax" | "sigmoid" | undefined,
  isAlone: boolean,
): keyof typeof HEADS | undefined {
  const options = optionsOf(loss);
  // A loss with other options, or a loss of one's own, which may have any name, has no kernel.
  if (!loss.named || options === undefined) return undefined;
  const crossEntropy = (name: CrossEntropy, kind: "softmax" | "sigmoid") => {
    // For probabilities that are to be logits, autograd throws the error.
    if (options.fromLogits) return activation === kind ? undefined : (`${name}OfLogits` as const);
    return activation === kind && isAlone ? name : undefined;
  };
  const name = loss.name as LossName;
  switch (name) {
    case "categoricalCrossentropy":
      return crossEntropy("softmaxCrossEntropy", "softmax");
    case "sparseCategoricalCrossentropy":
      return crossEntropy("sparseSoftmaxCrossEntropy", "softmax");
    case "binaryCrossentropy":
      return crossEntropy("sigmoidCrossEntropy", "sigmoid");
    case "meanSquaredError":
      return "squaredError";
    case "meanAbsoluteError":
      return "absoluteError";
    case "cosineProximity":
      return name;
    default:
      return name in POINT_LOSSES ? (name as keyof typeof POINT_LOSSES) : undefined;
  }
}

/** The options of a loss, with their default values; undefined where it has others. */
function optionsOf({
  config = {},
}: Loss):
  { readonly labelSmoothing: number; readonly fromLogits: boolean; readonly delta: number } | undefined {
  const {
    labelSmoothing = 0,
    fromLogits = false,
    delta = 1,
    ...others
  } = config as { readonly labelSmoothing?: number; readonly fromLogits?: boolean; readonly delta?: number };
  return Object.keys(others).length === 0 ? { labelSmoothing, fromLogits, delta } : undefined;
}
