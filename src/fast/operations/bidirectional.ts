/**
 * Two recurrent layers that read a sequence in both directions, and how their outputs are merged.
 *
 * Outputs that are joined are written side by side at once. Their sum, mean and product are computed from
 * arrays of their own, whose gradients are those of the merged output, multiplied.
 */
import type { Bidirectional } from "../../layers/bidirectional.js";
import type { Kernels } from "../kernels.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime, Values } from "./operation.js";
import { lowerRecurrentLayer, placeRecurrent } from "./recurrent-kinds.js";
import type { RecurrentOperation } from "./recurrent.js";
import { factorsOf, type RecurrentSpec } from "./recurrent-spec.js";

export interface BidirectionalSpec extends BaseSpec {
  readonly kind: "bidirectional";
  /** The layer that reads forwards, then the one that reads backwards. */
  readonly directions: readonly RecurrentSpec[];
  /** How the outputs become one; null for two outputs. */
  readonly merge: Bidirectional["mergeMode"];
}

export const lowerBidirectional: Lowering<Bidirectional, BidirectionalSpec> = ({
  layer: { forwardLayer, backwardLayer, mergeMode },
  inputShape,
  inputShapes: [x, ...states],
  isMasked,
  path,
  weight,
}) => {
  const use = {
    inputShape,
    inputShapes: [x, ...states.slice(0, states.length / 2)],
    isMasked,
    path,
    weight,
  };
  const specs = [forwardLayer, backwardLayer].map((layer) => lowerRecurrentLayer(layer, use));
  const [one, other] = specs;
  if (one === undefined || other === undefined) return undefined;
  const outputStride = mergeMode === "concat" ? 2 * one.units : one.units;
  const second = { ...other, writesBackwards: other.sequences, drawnBefore: factorsOf(one) };
  const directions = [one, second].map((spec): RecurrentSpec => ({ ...spec, outputStride }));
  const otherSizes = [
    ...(mergeMode === null ? [other.size] : []),
    ...directions.flatMap((spec) => spec.otherSizes ?? []),
  ];
  return [
    {
      kind: "bidirectional",
      size: mergeMode === "concat" ? 2 * one.size : one.size,
      ...(otherSizes.length > 0 ? { otherSizes } : {}),
      readsMask: isMasked,
      multiplications: 2 * (one.multiplications ?? 0),
      weights: directions.flatMap(({ weights }) => weights),
      directions,
      merge: mergeMode,
    },
  ];
};

export class BidirectionalOperation implements Operation {
  private readonly merge: BidirectionalSpec["merge"];
  private readonly context: OperationContext;
  private readonly directions: readonly RecurrentOperation[];
  /** The output of each direction. */
  private readonly outputs: readonly Values[];

  constructor({ directions, merge }: BidirectionalSpec, context: OperationContext) {
    this.merge = merge;
    this.context = context;
    this.outputs = directions.map(({ size, units }, which) => this.outputOf(which, size, units));
    this.directions = directions.map((spec, which) => this.direction(spec, which));
  }

  private outputOf(which: number, size: number, units: number): Values {
    const { output, outputs, rows, training, reserve, reserveTemporary } = this.context;
    if (this.merge === null) return outputs[which];
    const { gradient } = output;
    if (this.merge === "concat") {
      const before = which * units * 4;
      return { ...output, at: output.at + before, gradient: gradient === 0 ? 0 : gradient + before };
    }
    const isProduct = this.merge === "mul";
    return {
      // The product's gradients are computed from the outputs.
      at: isProduct && training ? reserve(rows * size) : reserveTemporary(rows * size),
      gradient: gradient === 0 || this.merge === "sum" ? gradient : reserveTemporary(rows * size),
      size,
      adds: false,
    };
  }

  private direction(spec: RecurrentSpec, which: number): RecurrentOperation {
    const { inputs, outputs, weights, ...rest } = this.context;
    const half = <Each>(list: readonly Each[]) =>
      list.slice((which * list.length) / 2, ((which + 1) * list.length) / 2);
    const [x, ...others] = inputs;
    const mask = spec.readsMask === true ? others.slice(-1) : [];
    const initialStates = half(others.slice(0, others.length - mask.length));
    // The second direction adds to the gradient that the first has written.
    const input = { ...x, adds: x.adds || which > 0 };
    const output = this.outputs[which];
    return placeRecurrent(spec, {
      ...rest,
      inputs: [input, ...initialStates, ...mask],
      input,
      outputs: [output, ...half(outputs.slice(this.merge === null ? 2 : 1))],
      output,
      weights: half(weights),
    });
  }

  draw(...given: Parameters<RecurrentOperation["draw"]>): void {
    for (const direction of this.directions) direction.draw(...given);
  }

  forward(runtime: Runtime, rows: number, training: boolean): void {
    const { kernels } = runtime;
    for (const direction of this.directions) direction.forward(runtime, rows, training);
    const { output } = this.context;
    const count = rows * output.size;
    const [one, other] = this.outputs;
    if (this.merge === "mul") kernels.addProduct(one.at, other.at, output.at, count, false);
    if (this.merge !== "sum" && this.merge !== "ave") return;
    const share = this.merge === "ave" ? 0.5 : 1;
    kernels.addScaled(one.at, share, output.at, count, false);
    kernels.addScaled(other.at, share, output.at, count, true);
  }

  backward(runtime: Runtime, rows: number): void {
    if (this.context.output.gradient !== 0) this.divideGradient(runtime.kernels, rows);
    for (const direction of this.directions) direction.backward(runtime, rows);
  }

  private divideGradient(kernels: Kernels, rows: number): void {
    const {
      output: { gradient, size },
    } = this.context;
    this.outputs.forEach((output, which) => {
      if (this.merge === "ave") kernels.addScaled(gradient, 0.5, output.gradient, rows * size, false);
      if (this.merge === "mul")
        kernels.addProduct(gradient, this.outputs[1 - which].at, output.gradient, rows * size, false);
    });
  }
}
