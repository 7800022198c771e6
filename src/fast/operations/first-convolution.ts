/**
 * The first convolution of a network for pictures together with the relu and the pooling after it (see
 * `assembly/direct.ts`).
 */
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import type { ConvolutionSpec } from "./convolution.js";
import type { Operation, OperationContext, Runtime } from "./operation.js";
import { PlacedWindow, type WindowSpec } from "./window.js";

export interface FirstConvolutionSpec extends Omit<ConvolutionSpec, "kind"> {
  readonly kind: "firstConvolution";
  /** The output extents [rows, columns] of the pooling. */
  readonly pooled: readonly [number, number];
}

/** How many patches `directPooledBack` copies at a time. */
const PATCHES = 128;

/** How many numbers a patch of 3 × 3 places has there. */
function patchSize(channels: number): number {
  return channels < 4 ? 32 : 40;
}

/** The operation that replaces a convolution and a pooling; undefined where it does not apply. */
export function asFirstConvolution(
  convolution: ConvolutionSpec,
  pooling: WindowSpec,
): FirstConvolutionSpec | undefined {
  const {
    window: { kernel, strides, dilations, before, input },
    filters,
  } = convolution;
  const plain =
    [...strides, ...dilations].every((step) => step === 1) &&
    before[0] === 0 &&
    before[1] === 0 &&
    kernel[0] === 3 &&
    kernel[1] === 3;
  if (!plain || input[3] > 4 || filters % 8 !== 0) return undefined;
  return {
    ...convolution,
    kind: "firstConvolution",
    size: pooling.size,
    pooled: [pooling.window.output[0], pooling.window.output[1]],
  };
}

export class FirstConvolutionOperation implements Operation {
  private readonly spec: FirstConvolutionSpec;
  private readonly context: OperationContext;
  private readonly window: PlacedWindow;
  private readonly packed: number;
  private readonly places: number;
  private readonly scratch: number;
  /** The address of the gradient of the filters; of one that is not used, where only the bias is trained. */
  private readonly filterGradient: number;

  constructor(spec: FirstConvolutionSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.window = new PlacedWindow(context, spec.window);
    this.packed = context.reserveShared(9 * spec.window.input[3] * spec.filters);
    this.places = context.reserve(context.rows * spec.size);
    const { gradient } = context.weights[0];
    const count = 9 * spec.window.input[3] * spec.filters;
    this.filterGradient = gradient === 0 && context.training ? context.reserveTemporary(count) : gradient;
    this.scratch = context.reserveTemporary(patchSize(spec.window.input[3]) * (spec.filters + PATCHES));
  }

  prepare(runtime: Runtime): void {
    this.window.write(runtime);
  }

  packWeights({ kernels }: Runtime): void {
    const { filters, window } = this.spec;
    kernels.packStrips(this.context.weights[0].at, filters, 9 * window.input[3], filters, this.packed);
  }

  forward({ kernels }: Runtime, pictures: number): void {
    const {
      input,
      output,
      weights: [, bias],
    } = this.context;
    const { filters, activation, pooled } = this.spec;
    kernels.directPooled(
      input.at,
      this.window.at,
      this.packed,
      bias?.at ?? 0,
      activation.function === ACTIVATION_KINDS.relu,
      pictures,
      filters,
      ...pooled,
      output.at,
      this.places,
    );
  }

  backward({ kernels }: Runtime, pictures: number): void {
    const {
      input,
      output,
      weights: [, bias],
    } = this.context;
    const { filters, pooled } = this.spec;
    kernels.directPooledBack(
      input.at,
      this.window.at,
      output.gradient,
      this.places,
      pictures,
      filters,
      ...pooled,
      this.filterGradient,
      bias?.gradient ?? 0,
      this.scratch,
    );
  }
}
