/** Layers that arrange the numbers of an example anew: axes in another order, a vector at several steps. */
import type { Permute, RepeatVector } from "../../layers/arrange.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

/** Each step of the output is the input. */
export interface RepeatVectorSpec extends BaseSpec {
  readonly kind: "repeatVector";
  readonly steps: number;
}

/** The axes of an example in another order. */
export interface PermuteSpec extends BaseSpec {
  readonly kind: "permute";
  /** The extents of an example of the input, and which of its axes is each axis of the output. */
  readonly extents: readonly number[];
  readonly axes: readonly number[];
}

export const lowerRepeatVector: Lowering<RepeatVector, RepeatVectorSpec> = ({ layer, outputShape }) => [
  { kind: "repeatVector", size: sizeOf(outputShape), weights: [], steps: layer.n },
];

export const lowerPermute: Lowering<Permute, PermuteSpec> = ({ layer, inputShape }) => [
  permuteSpec(
    inputShape,
    layer.dims.map((axis) => axis - 1),
  ),
];

function permuteSpec(extents: readonly number[], axes: readonly number[]): PermuteSpec {
  return { kind: "permute", size: sizeOf(extents), weights: [], extents, axes };
}

/**
 * Operations that treat the last axes of an example as one, for any of its axes: these are put last before, and
 * back where they were afterwards.
 * @param axes the axes of an example, from 0 on, in the order in which the operations need them
 */
export function overAxes<Spec>(
  extents: readonly number[],
  axes: readonly number[],
  specs: readonly Spec[],
): readonly (Spec | PermuteSpec)[] {
  const order = [...extents.keys()].filter((axis) => !axes.includes(axis)).concat(axes);
  if (order.every((axis, place) => axis === place)) return specs;
  const back = order.map((_, axis) => order.indexOf(axis));
  const moved = order.map((axis) => extents[axis]);
  return [permuteSpec(extents, order), ...specs, permuteSpec(moved, back)];
}

export class RepeatVectorOperation implements Operation {
  private readonly steps: number;
  private readonly context: OperationContext;

  constructor({ steps }: RepeatVectorSpec, context: OperationContext) {
    this.steps = steps;
    this.context = context;
  }

  forward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    const { size } = input;
    for (let step = 0; step < this.steps; step++)
      kernels.copyBlocks(input.at, size, output.at + step * size * 4, output.size, size, rows, false);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    const { size, gradient, adds } = input;
    if (gradient === 0) return;
    for (let step = 0; step < this.steps; step++)
      kernels.copyBlocks(
        output.gradient + step * size * 4,
        output.size,
        gradient,
        size,
        size,
        rows,
        adds || step > 0,
      );
  }
}

export class PermuteOperation implements Operation {
  private readonly spec: PermuteSpec;
  private readonly context: OperationContext;
  /** For each number of an example of the output its place in the input, and the inverse. */
  private readonly places: number;
  private readonly inverse: number;

  constructor(spec: PermuteSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.places = context.reserve(spec.size);
    this.inverse = context.reserve(spec.size);
  }

  prepare({ memory }: Runtime): void {
    const { size, extents, axes } = this.spec;
    const [places, inverse] = [this.places, this.inverse].map(
      (at) => new Uint32Array(memory.buffer, at, size),
    );
    const distances = extents.map((_, axis) => sizeOf(extents.slice(axis + 1)));
    for (let to = 0; to < size; to++) {
      let rest = to;
      let from = 0;
      for (const axis of [...axes].reverse()) {
        from += (rest % extents[axis]) * distances[axis];
        rest = Math.floor(rest / extents[axis]);
      }
      places[to] = from;
      inverse[from] = to;
    }
  }

  forward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    kernels.rearrange(input.at, this.places, rows, output.size, output.at, false);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    const { gradient, adds } = input;
    if (gradient !== 0) kernels.rearrange(output.gradient, this.inverse, rows, output.size, gradient, adds);
  }
}
