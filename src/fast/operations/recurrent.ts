/**
 * What the recurrent layers have in common: x W for all steps in one product, then step by step the sums of the state, h U, and
 * what the kind of layer makes of them.
 *
 * Inside, steps come first, [steps, rows, …], so that a step of all sequences is in one piece. The states begin with one of zeros,
 * which stands before the first step. On the way back the gradients of all sums take the sums' places; those of W, U and the
 * bias are then three products over all steps at once.
 */
import type { ActivationName } from "../../activations/activations.js";
import type { Recurrent } from "../../layers/recurrent.js";
import { sizeOf } from "../../tensor/shape.js";
import type { ActivationKind } from "../kernels.js";
import { knownActivation } from "./activation.js";
import type { Operation, OperationSpec, Recognition, Workshop } from "./operation.js";

export interface RecurrentSpec extends OperationSpec {
  readonly steps: number;
  readonly features: number;
  readonly units: number;
  /** Whether the states after all steps are given, or that after the last. */
  readonly sequences: boolean;
  readonly backwards: boolean;
  readonly activation: ActivationKind;
  /** The activation of the gates, where there are any. */
  readonly gate: ActivationKind;
  /** Weights: W, U, and the bias where there is one. */
  readonly weights: readonly number[];
}

/** The operation of a recurrent layer; undefined for one that switches a part off, or activates by something kernels do not know. */
export function recurrentSpec(
  kind: string,
  { layer, inputShape, outputShape, weight }: Recognition<Recurrent>,
  gate: ActivationName,
): readonly RecurrentSpec[] | undefined {
  const [own, ofGates] = [plainActivation(layer.activationName), plainActivation(gate)];
  if (own === undefined || ofGates === undefined || layer.dropout > 0 || layer.recurrentDropout > 0)
    return undefined;
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

/** Activations with a parameter are left to autograd here. */
function plainActivation(name: ActivationName): ActivationKind | undefined {
  const known = knownActivation(name);
  return known?.alpha === 0 ? known.function : undefined;
}

export abstract class RecurrentOperation implements Operation {
  protected readonly spec: RecurrentSpec;
  protected readonly shop: Workshop;
  /** How many numbers a row of sums has. */
  protected readonly width: number;
  /** The input, the sums, the states and their gradients, steps first. */
  private readonly x: number;
  protected readonly sums: number;
  protected readonly states: number;
  protected readonly gradients: number;
  private readonly dx: number;

  constructor(spec: RecurrentSpec, shop: Workshop, sumCount: number) {
    this.spec = spec;
    this.shop = shop;
    const { steps, features, units } = spec;
    this.width = sumCount * units;
    this.x = shop.reserve(shop.rows * steps * features);
    this.sums = shop.reserve(shop.rows * steps * this.width);
    this.states = shop.reserve(shop.rows * (steps + 1) * units);
    this.gradients = shop.training ? shop.reserve(shop.rows * (steps + 1) * units) : 0;
    this.dx = shop.input.gradient === 0 ? 0 : shop.reserve(shop.rows * steps * features);
    shop.shareScratch(256 * (Math.max(this.width, features, units) + 8));
  }

  /** Packs the recurrent kernel, and prepares what else a way through all steps needs. */
  protected abstract begin(rows: number): void;
  /** The state after a step, from the sums of its input. */
  protected abstract step(step: number, rows: number): void;
  protected abstract beginBack(rows: number): void;
  /** From the gradient of the state after a step to those of its sums, and of the state before, which is added to. */
  protected abstract stepBack(step: number, rows: number): void;
  /** The recurrent kernel's gradient, from those of all sums. */
  protected abstract addRecurrentGradient(rows: number): void;

  /** Addresses of what belongs to a step. */
  protected sumsOf(step: number, rows: number): number {
    return this.sums + step * rows * this.width * 4;
  }

  /** The state before a step; that after it is the one before the next. */
  protected stateBefore(step: number, rows: number): number {
    return this.states + step * rows * this.spec.units * 4;
  }

  protected gradientBefore(step: number, rows: number): number {
    return this.gradients + step * rows * this.spec.units * 4;
  }

  protected get bias(): number {
    return this.shop.weights[2]?.at ?? 0;
  }

  forward(rows: number): void {
    const {
      kernels,
      input,
      output,
      weights: [kernel],
      scratch,
    } = this.shop;
    const { steps, features, units, sequences, backwards } = this.spec;
    kernels.stepsFirst(input.at, rows, steps, features, backwards, this.x);
    kernels.gemm(
      this.x,
      features,
      false,
      kernel.at,
      this.width,
      false,
      this.sums,
      this.width,
      steps * rows,
      this.width,
      features,
      false,
      scratch,
    );
    kernels.clear(this.states, rows * units);
    this.begin(rows);
    for (let step = 0; step < steps; step++) this.step(step, rows);
    if (sequences) kernels.stepsSecond(this.stateBefore(1, rows), rows, steps, units, false, output.at);
    else kernels.copy(this.stateBefore(steps, rows), output.at, rows * units);
  }

  backward(rows: number): void {
    const {
      kernels,
      input,
      output,
      weights: [kernel, , bias],
      scratch,
    } = this.shop;
    const { steps, features, units, sequences, backwards } = this.spec;
    const { x, sums, width } = this;
    kernels.clear(this.gradients, rows * (steps + 1) * units);
    if (sequences)
      kernels.stepsFirst(output.gradient, rows, steps, units, false, this.gradientBefore(1, rows));
    else kernels.copy(output.gradient, this.gradientBefore(steps, rows), rows * units);
    this.beginBack(rows);
    for (let step = steps - 1; step >= 0; step--) this.stepBack(step, rows);
    const all = steps * rows;
    if (kernel.gradient !== 0) {
      kernels.gemm(
        x,
        features,
        true,
        sums,
        width,
        false,
        kernel.gradient,
        width,
        features,
        width,
        all,
        true,
        scratch,
      );
      this.addRecurrentGradient(rows);
      if (bias !== undefined) kernels.addRows(sums, bias.gradient, all, width);
    }
    if (input.gradient === 0) return;
    kernels.gemm(
      sums,
      width,
      false,
      kernel.at,
      width,
      true,
      this.dx,
      features,
      all,
      features,
      width,
      false,
      scratch,
    );
    kernels.stepsSecond(this.dx, rows, steps, features, backwards, input.gradient);
  }
}
