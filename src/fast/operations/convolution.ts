/**
 * The general convolution: the patches of the pictures become the rows of a matrix P, and Z = P F.
 *
 * Backward: dF = Pᵀ dZ, and dP = dZ Fᵀ is added at the positions of the patches. P is many times larger than
 * the pictures, so it is computed for a few pictures at a time, in the backward pass again.
 */
import type { Conv1D } from "../../layers/conv1d.js";
import type { Conv2D } from "../../layers/conv2d.js";
import type { SlidingWindow } from "../../tensor/operations/window.js";
import { sizeOf } from "../../tensor/shape.js";
import { packedSize } from "../kernels.js";
import { multiplyMatrices } from "../product.js";
import { activationAfter, backwardActivation, type AfterSpec, type KnownActivation } from "./activation.js";
import type { Lowering, LoweringContext } from "./lowering.js";
import type { Operation, OperationContext, Runtime } from "./operation.js";
import { PlacedWindow, windowOver, type WindowSpec } from "./window.js";

export interface ConvolutionSpec extends WindowSpec {
  readonly kind: "convolution";
  readonly filters: number;
  /** Whether the pictures are an input of the program, which needs no gradient. */
  readonly readsData: boolean;
  readonly activation: KnownActivation;
}

/** About how many numbers the patches of a group have: as many as fit into the second-level cache. */
const PATCH_NUMBERS = 1 << 17;

export const lowerConvolution: Lowering<Conv2D, ConvolutionSpec | AfterSpec> = (context) => {
  const { kernelSize, strides, padding, dilationRate: dilations, label } = context.layer;
  return convolutionOver(
    windowOver(context.inputShape, kernelSize, { strides, padding, dilations }, label),
    context,
  );
};

/** The operations of a convolution whose filters go where the window goes. */
export function convolutionOver(
  window: SlidingWindow,
  { layer, outputShape, readsData, weight }: LoweringContext<Conv1D | Conv2D>,
): readonly (ConvolutionSpec | AfterSpec)[] | undefined {
  const activation = activationAfter(layer.activationName, outputShape);
  if (activation === undefined) return undefined;
  const { filters } = layer;
  const convolution: ConvolutionSpec = {
    kind: "convolution",
    size: sizeOf(outputShape),
    filters,
    readsData,
    activation: activation.own,
    window,
    multiplications: sizeOf(outputShape) * sizeOf(window.kernel) * window.input[3],
    weights: [weight(layer.kernel), ...(layer.bias === undefined ? [] : [weight(layer.bias)])],
  };
  return [convolution, ...activation.after];
}

/** A group of pictures: the addresses of their input, their output, and the gradients of both. */
interface Group {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly count: number;
}

export class ConvolutionOperation implements Operation {
  private readonly spec: ConvolutionSpec;
  private readonly context: OperationContext;
  private readonly window: PlacedWindow;
  /** How many positions a picture has, and how many numbers a patch. */
  private readonly positions: number;
  private readonly depth: number;
  /** How many pictures are processed at a time. */
  private readonly group: number;
  private readonly patches: number;
  private readonly pack: number;

  constructor(spec: ConvolutionSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.window = new PlacedWindow(context, spec.window);
    const { input, kernel, output } = spec.window;
    this.positions = output[0] * output[1];
    this.depth = kernel[0] * kernel[1] * input[3];
    const fitting = Math.floor(PATCH_NUMBERS / (this.positions * this.depth));
    this.group = Math.max(1, Math.min(context.rows, fitting));
    this.patches = context.reserveTemporary(this.group * this.positions * this.depth);
    this.pack = context.reserveTemporary(packedSize(Math.max(spec.filters, this.depth)));
  }

  prepare(runtime: Runtime): void {
    this.window.write(runtime);
  }

  private *groups(pictures: number): Generator<Group> {
    const { input, output } = this.context;
    for (let first = 0; first < pictures; first += this.group) {
      const [before, after] = [first * input.size * 4, first * output.size * 4];
      yield {
        x: input.at + before,
        y: output.at + after,
        dx: input.gradient + before,
        dy: output.gradient + after,
        count: Math.min(this.group, pictures - first),
      };
    }
  }

  forward({ kernels }: Runtime, pictures: number): void {
    const {
      output,
      weights: [kernel, bias],
    } = this.context;
    const { patches, window, positions, depth, pack } = this;
    const { filters, activation } = this.spec;
    for (const { x, y, count } of this.groups(pictures)) {
      kernels.patches(x, window.at, count, patches);
      multiplyMatrices(kernels, {
        a: patches,
        b: kernel.at,
        c: y,
        rows: count * positions,
        columns: filters,
        inner: depth,
        pack,
      });
    }
    kernels.activate(
      activation.function,
      output.at,
      bias?.at ?? 0,
      output.at,
      pictures * positions,
      filters,
      activation.alpha,
    );
  }

  backward({ kernels }: Runtime, pictures: number): void {
    const {
      input,
      weights: [kernel],
    } = this.context;
    const { patches, window, positions, depth, pack } = this;
    const { filters, activation } = this.spec;
    backwardActivation(kernels, this.context, activation, pictures * positions, filters);
    if (input.gradient !== 0 && !input.adds) kernels.clear(input.gradient, pictures * input.size);
    for (const { x, dx, dy, count } of this.groups(pictures)) {
      const rows = count * positions;
      if (kernel.gradient !== 0) {
        kernels.patches(x, window.at, count, patches);
        multiplyMatrices(kernels, {
          a: patches,
          transposeA: true,
          b: dy,
          c: kernel.gradient,
          rows: depth,
          columns: filters,
          inner: rows,
          accumulate: true,
          pack,
        });
      }
      if (input.gradient === 0) continue;
      multiplyMatrices(kernels, {
        a: dy,
        b: kernel.at,
        transposeB: true,
        c: patches,
        rows,
        columns: depth,
        inner: filters,
        pack,
      });
      kernels.addPatches(patches, window.at, count, dx);
    }
  }
}
