/**
 * Layers that combine several inputs number by number: their sum, mean, difference, product,
 * largest and smallest.
 *
 * A product of n inputs has the derivative of each input as the product of all others, which is computed anew:
 * models multiply two inputs, rarely more.
 */
import type { Layer } from "../../layers/layer.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Kernels } from "../kernels.js";
import { BroadcastOperation, repetitionOf, type MergeSpec } from "./broadcast.js";
import type { Lowering } from "./lowering.js";
import type { Operation, OperationContext, Runtime, Values } from "./operation.js";
import {
  RectifiedSumOperation,
  WeightedSumOperation,
  type SumSpec,
  type WeightedSumSpec,
} from "./weighted-sum.js";

export interface ProductSpec extends MergeSpec {
  readonly kind: "product";
}

export interface ExtremeSpec extends MergeSpec {
  readonly kind: "extreme";
  readonly least: boolean;
}

/** Lowers a merging layer; undefined where an input is repeated along axes that do not lie side by side. */
function lowerMerge<Spec extends MergeSpec>(
  specify: (common: MergeSpec, count: number) => Spec,
): Lowering<Layer, Spec> {
  return ({ inputShapes, outputShape }) => {
    const repetitions = inputShapes.flatMap((shape) => repetitionOf(shape, outputShape) ?? []);
    return repetitions.length === inputShapes.length
      ? [specify({ size: sizeOf(outputShape), weights: [], repetitions }, inputShapes.length)]
      : undefined;
  };
}

/** The operation of a merging layer. */
export function placeMerge(spec: SumSpec | ProductSpec | ExtremeSpec, context: OperationContext): Operation {
  const make = (each: OperationContext) => {
    switch (spec.kind) {
      case "weightedSum":
        return new WeightedSumOperation(spec, each);
      case "rectifiedSum":
        return new RectifiedSumOperation(spec, each);
      case "product":
        return new ProductOperation(spec, each);
      case "extreme":
        return new ExtremeOperation(spec, each);
    }
  };
  if (spec.repetitions.every(({ repeats }) => repeats === 1)) return make(context);
  return new BroadcastOperation(spec.repetitions, context, {
    make,
    readsInputs: spec.kind !== "weightedSum",
  });
}

const weightedSum = (factorsOf: (count: number) => readonly number[]) =>
  lowerMerge<WeightedSumSpec>((common, count) => ({
    kind: "weightedSum",
    ...common,
    factors: factorsOf(count),
  }));

export const lowerAdd = weightedSum((count) => new Array<number>(count).fill(1));
export const lowerAverage = weightedSum((count) => new Array<number>(count).fill(1 / count));
export const lowerSubtract = weightedSum(() => [1, -1]);
export const lowerMultiply = lowerMerge<ProductSpec>((common) => ({ kind: "product", ...common }));
export const lowerMaximum = lowerMerge<ExtremeSpec>((common) => ({
  kind: "extreme",
  ...common,
  least: false,
}));
export const lowerMinimum = lowerMerge<ExtremeSpec>((common) => ({
  kind: "extreme",
  ...common,
  least: true,
}));

class ProductOperation implements Operation {
  private readonly context: OperationContext;
  /** The product of some of the factors, while a gradient is computed from it. */
  private readonly others: number;

  constructor(spec: ProductSpec, context: OperationContext) {
    this.context = context;
    this.others = context.inputs.length > 2 ? context.reserveTemporary(context.rows * spec.size) : 0;
  }

  forward({ kernels }: Runtime, rows: number): void {
    const { inputs, output } = this.context;
    this.multiply(kernels, inputs, output.at, rows * output.size);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { inputs, output } = this.context;
    const count = rows * output.size;
    inputs.forEach(({ gradient, adds }, i) => {
      if (gradient === 0) return;
      const others = inputs.filter((_, j) => j !== i);
      if (others.length > 1) this.multiply(kernels, others, this.others, count);
      const factor = others.length > 1 ? this.others : others[0].at;
      kernels.addProduct(output.gradient, factor, gradient, count, adds);
    });
  }

  private multiply(
    kernels: Kernels,
    [first, second, ...rest]: readonly Values[],
    to: number,
    count: number,
  ): void {
    kernels.multiply(first.at, second.at, to, count);
    for (const { at } of rest) kernels.multiply(to, at, to, count);
  }
}

/** Where several inputs are the extreme one, the first of them gets the gradient. */
class ExtremeOperation implements Operation {
  private readonly least: boolean;
  private readonly context: OperationContext;
  /** The gradient of the output, less what earlier inputs have taken. */
  private readonly rest: number;

  constructor({ least, size }: ExtremeSpec, context: OperationContext) {
    this.least = least;
    this.context = context;
    this.rest = context.training ? context.reserveTemporary(context.rows * size) : 0;
  }

  forward({ kernels }: Runtime, rows: number): void {
    const {
      inputs: [first, ...others],
      output,
    } = this.context;
    const count = rows * output.size;
    kernels.copy(first.at, output.at, count);
    for (const { at } of others) kernels.takeExtreme(at, output.at, count, this.least);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { inputs, output } = this.context;
    const { rest } = this;
    const count = rows * output.size;
    kernels.copy(output.gradient, rest, count);
    for (const { at, gradient, adds } of inputs)
      kernels.extremeBackward(at, output.at, rest, gradient, count, adds);
  }
}
