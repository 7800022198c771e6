/**
 * The common part of the recurrent layers: x W for all steps in one product; then, step by step, h U is added
 * to the sums, and each kind of layer computes its state from them.
 *
 * The arrays here have the steps as their first axis, [steps, rows, …], so that a step of all sequences is
 * contiguous. The states begin with zeros, the state before the first step. In the backward pass the
 * gradients of the sums overwrite the sums; the gradients of W, U and the bias are then three products over
 * all steps at once.
 */
import type { ActivationName } from "../../activations/activations.js";
import type { Recurrent } from "../../layers/recurrent.js";
import { sizeOf } from "../../tensor/shape.js";
import { packedSize, type ActivationKind, type Kernels } from "../kernels.js";
import { multiplyMatrices } from "../product.js";
import { knownActivation } from "./activation.js";
import type { LoweringContext } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

export interface RecurrentSpec extends BaseSpec {
  readonly kind: "simpleRnn" | "lstm" | "gru";
  readonly steps: number;
  readonly features: number;
  readonly units: number;
  /** Whether the output is the states after all steps, or the state after the last one. */
  readonly sequences: boolean;
  readonly backwards: boolean;
  readonly activation: ActivationKind;
  /** The activation of the gates; not used by a layer without gates. */
  readonly gate: ActivationKind;
  /** W, U, and the bias where there is one. */
  readonly weights: readonly number[];
}

/**
 * The operation of a recurrent layer; undefined for a layer with dropout, kept states, states as inputs or
 * outputs, or masked steps, or with an activation that the kernels do not compute.
 */
export function recurrentSpec(
  kind: RecurrentSpec["kind"],
  { layer, inputShape, inputShapes, outputShape, outputShapes, isMasked, weight }: LoweringContext<Recurrent>,
  gate: ActivationName,
): readonly RecurrentSpec[] | undefined {
  const { activationName, dropout, recurrentDropout } = layer.cell;
  const [own, ofGates] = [plainActivation(activationName), plainActivation(gate)];
  if (own === undefined || ofGates === undefined || dropout > 0 || recurrentDropout > 0 || layer.stateful)
    return undefined;
  if (isMasked || inputShapes.length > 1 || outputShapes.length > 1) return undefined;
  const [steps, features] = inputShape;
  const sums = layer.kernel.shape[1];
  return [
    {
      kind,
      size: sizeOf(outputShape),
      steps,
      features,
      units: layer.units,
      sequences: layer.returnSequences,
      backwards: layer.goBackwards,
      activation: own,
      gate: ofGates,
      multiplications: steps * (features + layer.units) * sums,
      weights: [layer.kernel, layer.recurrentKernel, ...(layer.bias === undefined ? [] : [layer.bias])].map(
        weight,
      ),
    },
  ];
}

/** The kernels of recurrent layers take no α: such activations run on autograd. */
function plainActivation(name: ActivationName): ActivationKind | undefined {
  const known = knownActivation(name);
  return known?.alpha === 0 ? known.function : undefined;
}

export abstract class RecurrentOperation implements Operation {
  protected readonly spec: RecurrentSpec;
  protected readonly context: OperationContext;
  /** How many numbers a row of sums has. */
  protected readonly width: number;
  /** The input, the sums, the states and their gradients, with the steps as first axis. */
  private readonly x: number;
  protected readonly sums: number;
  protected readonly states: number;
  protected readonly gradients: number;
  private readonly dx: number;
  protected readonly packing: number;

  constructor(spec: RecurrentSpec, context: OperationContext, sumCount: number) {
    this.spec = spec;
    this.context = context;
    const { steps, features, units } = spec;
    const { rows, training, input } = context;
    this.width = sumCount * units;
    this.x = context.reserve(rows * steps * features);
    this.sums = context.reserve(rows * steps * this.width);
    this.states = context.reserve(rows * (steps + 1) * units);
    this.gradients = training ? context.reserveTemporary(rows * (steps + 1) * units) : 0;
    this.dx = input.gradient === 0 ? 0 : context.reserveTemporary(rows * steps * features);
    this.packing = context.reserveTemporary(packedSize(Math.max(this.width, features, units)));
  }

  /** Packs the recurrent kernel, and prepares the forward pass through all steps. */
  protected abstract begin(kernels: Kernels, rows: number): void;
  /** Computes the state after a step from the sums of its input. */
  protected abstract step(kernels: Kernels, step: number, rows: number): void;
  protected abstract beginBack(kernels: Kernels, rows: number): void;
  /**
   * Computes the gradient of a step's sums from that of the state after it, and adds to the gradient of the
   * state before it.
   */
  protected abstract stepBack(kernels: Kernels, step: number, rows: number): void;
  /** Adds to the gradient of the recurrent kernel, from the gradients of all sums. */
  protected abstract addRecurrentGradient(kernels: Kernels, rows: number): void;

  /** The address of a step's sums. */
  protected sumsOf(step: number, rows: number): number {
    return this.sums + step * rows * this.width * 4;
  }

  /** The address of the state before a step; the state after it is the state before the next step. */
  protected stateBefore(step: number, rows: number): number {
    return this.states + step * rows * this.spec.units * 4;
  }

  protected gradientBefore(step: number, rows: number): number {
    return this.gradients + step * rows * this.spec.units * 4;
  }

  protected get bias(): number {
    return this.context.weights[2]?.at ?? 0;
  }

  forward({ kernels }: Runtime, rows: number): void {
    const {
      input,
      output,
      weights: [kernel],
    } = this.context;
    const { steps, features, units, sequences, backwards } = this.spec;
    kernels.stepsFirst(input.at, rows, steps, features, backwards, this.x);
    multiplyMatrices(kernels, {
      a: this.x,
      b: kernel.at,
      c: this.sums,
      rows: steps * rows,
      columns: this.width,
      inner: features,
      pack: this.packing,
    });
    kernels.clear(this.states, rows * units);
    this.begin(kernels, rows);
    for (let step = 0; step < steps; step++) this.step(kernels, step, rows);
    if (sequences) kernels.stepsSecond(this.stateBefore(1, rows), rows, steps, units, false, output.at);
    else kernels.copy(this.stateBefore(steps, rows), output.at, rows * units);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const {
      input,
      output,
      weights: [kernel, recurrent, bias],
    } = this.context;
    const { steps, features, units, sequences, backwards } = this.spec;
    const { x, sums, width, packing } = this;
    kernels.clear(this.gradients, rows * (steps + 1) * units);
    if (sequences)
      kernels.stepsFirst(output.gradient, rows, steps, units, false, this.gradientBefore(1, rows));
    else kernels.copy(output.gradient, this.gradientBefore(steps, rows), rows * units);
    this.beginBack(kernels, rows);
    for (let step = steps - 1; step >= 0; step--) this.stepBack(kernels, step, rows);
    const all = steps * rows;
    if (kernel.gradient !== 0)
      multiplyMatrices(kernels, {
        a: x,
        transposeA: true,
        b: sums,
        c: kernel.gradient,
        rows: features,
        columns: width,
        inner: all,
        accumulate: true,
        pack: packing,
      });
    if (recurrent.gradient !== 0) this.addRecurrentGradient(kernels, rows);
    if (bias !== undefined && bias.gradient !== 0) kernels.addRows(sums, bias.gradient, all, width);
    if (input.gradient === 0) return;
    multiplyMatrices(kernels, {
      a: sums,
      b: kernel.at,
      transposeB: true,
      c: this.dx,
      rows: all,
      columns: features,
      inner: width,
      pack: packing,
    });
    kernels.stepsSecond(this.dx, rows, steps, features, backwards, input.gradient);
  }
}
