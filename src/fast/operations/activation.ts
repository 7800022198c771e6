/** Activation functions as operations, and at the end of other operations. */
import type { ActivationName } from "../../activations/activations.js";
import type { ActivationLayer, ELU, LeakyReLU } from "../../layers/activation.js";
import type { ReLU } from "../../layers/rectifiers.js";
import type { Softmax } from "../../layers/softmax.js";
import type { Kernels } from "../kernels.js";
import { ACTIVATION_KINDS, type ActivationKind } from "../kernels/activations.js";
import { normalizeAxis, sizeOf } from "../../tensor/shape.js";
import { overAxes, type PermuteSpec } from "./arrange.js";
import {
  argumentActivation,
  rectified,
  rectifiedBy,
  type ArgumentActivationSpec,
} from "./argument-activation.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

/** An activation function that the kernels compute. */
export interface KnownActivation {
  readonly function: ActivationKind;
  readonly alpha: number;
}

/** The α of activation functions chosen by name, where they have one. */
const USUAL_ALPHA: Readonly<Record<string, number>> = { leakyRelu: 0.2, elu: 1, relu6: 6 };

/** The activation function of this name; undefined where the kernels do not compute it. */
export function knownActivation(name: ActivationName): KnownActivation | undefined {
  if (!(name in ACTIVATION_KINDS)) return undefined;
  return { function: ACTIVATION_KINDS[name as keyof typeof ACTIVATION_KINDS], alpha: USUAL_ALPHA[name] ?? 0 };
}

export interface ActivationSpec extends BaseSpec, KnownActivation {
  readonly kind: "activation";
}

/**
 * Softmax, or its logarithm; softmax as the last operation is replaced by the head of a cross-entropy.
 */
export interface SoftmaxSpec extends BaseSpec {
  readonly kind: "softmax" | "logSoftmax";
  /** The number of classes: each row of this many numbers becomes a distribution. */
  readonly classes: number;
}

/** Adds an operation's own bias to its sums, in place, and applies its activation. */
export function forwardActivation(
  kernels: Kernels,
  { output: { at }, weights: [, bias] }: Pick<OperationContext, "output" | "weights">,
  activation: KnownActivation,
  rows: number,
  columns: number,
): void {
  if (bias === undefined && activation.function === ACTIVATION_KINDS.linear) return;
  kernels.activate(activation.function, at, bias?.at ?? 0, at, rows, columns, activation.alpha);
}

/**
 * The backward pass through an operation's own activation and bias: from the gradient of the output, in place,
 * to that of the sums before the activation; adds the sums over its rows to the gradient of the bias.
 *
 * @param rows,columns the extents of the output as a matrix with a column for each number of the bias
 */
export function backwardActivation(
  kernels: Kernels,
  { output, weights: [, bias] }: Pick<OperationContext, "output" | "weights">,
  activation: KnownActivation,
  rows: number,
  columns: number,
): void {
  const { at, gradient } = output;
  if (activation.function !== ACTIVATION_KINDS.linear)
    kernels.activateBackward(activation.function, at, gradient, gradient, rows * columns, activation.alpha);
  if (bias !== undefined && bias.gradient !== 0) kernels.addRows(gradient, bias.gradient, rows, columns);
}

/** An operation that computes an activation by itself. */
export type AfterSpec = ActivationSpec | ArgumentActivationSpec | SoftmaxSpec;

/**
 * How a layer computes its activation: as part of its own operation, or by an operation after it. Undefined
 * for an activation that the kernels do not compute.
 */
export function activationAfter(
  name: ActivationName,
  shape: readonly number[],
): { readonly own: KnownActivation; readonly after: readonly AfterSpec[] } | undefined {
  const size = sizeOf(shape);
  const after = (spec: AfterSpec) => ({
    own: { function: ACTIVATION_KINDS.linear, alpha: 0 },
    after: [spec],
  });
  if (name === "softmax" || name === "logSoftmax")
    return after({ kind: name, size, weights: [], classes: shape[shape.length - 1] });
  // An operation of its own, so that the head can compute its backward pass together with the loss.
  if (name === "sigmoid")
    return after(activationSpec(size, { function: ACTIVATION_KINDS.sigmoid, alpha: 0 }));
  const byArgument = argumentActivation(name, size);
  if (byArgument !== undefined) return after(byArgument);
  const own = knownActivation(name);
  return own && { own, after: [] };
}

function activationSpec(size: number, known: KnownActivation): ActivationSpec {
  return { kind: "activation", size, weights: [], ...known };
}

export const lowerActivation: Lowering<ActivationLayer, AfterSpec> = ({ layer, outputShape }) => {
  const found = activationAfter(layer.activationName, outputShape);
  if (found === undefined) return undefined;
  return found.after.length > 0 ? found.after : [activationSpec(sizeOf(outputShape), found.own)];
};

/** With a negative slope, y no longer tells on which side of 0 x is. */
export const lowerLeakyRelu: Lowering<LeakyReLU, AfterSpec> = ({ layer: { alpha }, outputShape }) => [
  alpha < 0
    ? rectified(sizeOf(outputShape), { slope: alpha })
    : activationSpec(sizeOf(outputShape), { function: ACTIVATION_KINDS.leakyRelu, alpha }),
];
export const lowerElu: Lowering<ELU, ActivationSpec> = ({ layer: { alpha }, outputShape }) =>
  alpha < 0 ? undefined : [activationSpec(sizeOf(outputShape), { function: ACTIVATION_KINDS.elu, alpha })];

export const lowerRelu: Lowering<ReLU, AfterSpec> = ({ layer, outputShape }) => {
  const size = sizeOf(outputShape);
  const { threshold, maxValue, negativeSlope: alpha } = layer;
  if (threshold !== 0 || maxValue !== Infinity || alpha < 0) return [rectifiedBy(layer, size)];
  const { relu, leakyRelu } = ACTIVATION_KINDS;
  return [activationSpec(size, { function: alpha === 0 ? relu : leakyRelu, alpha })];
};
/** Over any axes but that of the batch. */
export const lowerSoftmax: Lowering<Softmax, SoftmaxSpec | PermuteSpec> = ({ layer, outputShape: shape }) => {
  const axes = [layer.axis].flat().map((axis) => normalizeAxis(axis, shape.length + 1, layer.label) - 1);
  if (axes.includes(-1)) return undefined;
  const classes = axes.reduce((product, axis) => product * shape[axis], 1);
  return overAxes(
    shape,
    axes.toSorted((a, b) => a - b),
    [{ kind: "softmax", size: sizeOf(shape), weights: [], classes }],
  );
};

export class ActivationOperation implements Operation {
  private readonly spec: ActivationSpec;
  private readonly context: OperationContext;

  constructor(spec: ActivationSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
  }

  forward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    kernels.activate(this.spec.function, input.at, 0, output.at, rows, output.size, this.spec.alpha);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    if (input.gradient !== 0)
      kernels.activateBackward(
        this.spec.function,
        output.at,
        output.gradient,
        input.gradient,
        rows * output.size,
        this.spec.alpha,
      );
  }
}

export class SoftmaxOperation implements Operation {
  private readonly spec: SoftmaxSpec;
  private readonly context: OperationContext;

  constructor(spec: SoftmaxSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
  }

  forward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    const { kind, classes } = this.spec;
    kernels[kind](input.at, output.at, (rows * output.size) / classes, classes);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    const { kind, classes } = this.spec;
    if (input.gradient !== 0)
      kernels[`${kind}Backward`](
        output.at,
        output.gradient,
        input.gradient,
        (rows * output.size) / classes,
        classes,
      );
  }
}
