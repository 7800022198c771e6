/**
 * Convolution by 3 × 3 or 5 × 5 filters, by Winograd's algorithm (see `assembly/winograd.ts`); by 3 × 3 filters
 * together with the 2 × 2 max pooling after it, where there is one.
 *
 * Pictures are processed in groups, so that intermediate results stay in the second-level cache.
 */
import { sizeOf } from "../../tensor/shape.js";
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import { packedMatrixSize } from "../kernels/matrices.js";
import { backwardActivation, forwardActivation } from "./activation.js";
import type { ConvolutionSpec } from "./convolution.js";
import type { Operation, OperationContext, Runtime } from "./operation.js";
import { PlacedWindow, type WindowSpec } from "./window.js";
import { FEWEST_CHANNELS, GROUP_NUMBERS, pointStride, TEMPORARY_NUMBERS } from "./winograd-extents.js";

export interface WinogradSpec extends Omit<ConvolutionSpec, "kind"> {
  readonly kind: "winograd";
  /** The output extents [rows, columns] of the pooling; undefined where there is none. */
  readonly pooled: readonly [number, number] | undefined;
}

const POINTS = 36;
/** The other length of filters that these points suffice for, with tiles of 2 × 2 outputs. */
const FIVE = 5;

/** Whether Winograd's algorithm computes this convolution. */
function suits({ window: { kernel, strides, dilations, input }, filters }: ConvolutionSpec): boolean {
  const ones = [...strides, ...dilations].every((step) => step === 1);
  return (
    ones &&
    kernel[0] === kernel[1] &&
    (kernel[0] === 3 || kernel[0] === FIVE) &&
    input[3] % 4 === 0 &&
    input[3] >= FEWEST_CHANNELS &&
    filters % 4 === 0
  );
}

/**
 * The operation that replaces a convolution, and the pooling after it if there is one and it is `pooled`;
 * undefined where it does not apply.
 */
export function asWinograd(
  convolution: ConvolutionSpec,
  pooling: WindowSpec | undefined,
): WinogradSpec | undefined {
  if (!suits(convolution)) return undefined;
  const taken = convolution.window.kernel[0] === 3 ? pooling : undefined;
  return {
    ...convolution,
    kind: "winograd",
    size: (taken ?? convolution).size,
    pooled: taken?.window.output,
  };
}

export class WinogradOperation implements Operation {
  private readonly spec: WinogradSpec;
  private readonly context: OperationContext;
  private readonly window: PlacedWindow;
  /** How many tiles a picture has, down and across. */
  private readonly down: number;
  private readonly across: number;
  private readonly group: number;
  private readonly channels: number;
  /** The addresses of U, packed; transposed and packed; and of its gradient. */
  private readonly packed: number;
  private readonly packedBack: number;
  private readonly du: number;
  /** Addresses for a group: V; M, or its gradient; the gradient of V. */
  private readonly v: number;
  private readonly m: number;
  private readonly dv: number;
  private readonly places: number;
  private readonly temporary: number;

  constructor(spec: WinogradSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.window = new PlacedWindow(context, spec.window);
    const { window, filters, pooled } = spec;
    const [rows, columns] = pooled === undefined ? window.output : [2 * pooled[0], 2 * pooled[1]];
    const extent = 7 - window.kernel[0];
    this.down = Math.ceil(rows / extent);
    this.across = Math.ceil(columns / extent);
    this.channels = window.input[3];
    const { channels, tiles } = this;
    this.group = Math.max(
      1,
      Math.min(context.rows, Math.floor(GROUP_NUMBERS / (POINTS * tiles * (channels + filters)))),
    );
    const [ofInput, ofOutput] = [channels, filters].map(
      (width) => POINTS * pointStride(this.group * tiles * width),
    );
    const hasBack = context.training && context.input.gradient !== 0;
    this.packed = context.reserveShared(POINTS * packedMatrixSize(channels, filters));
    this.packedBack = hasBack ? context.reserveShared(POINTS * packedMatrixSize(filters, channels)) : 0;
    // U itself is needed only while it is packed.
    this.du = context.reserveTemporary(POINTS * this.ofFilters);
    this.v = context.reserveTemporary(ofInput);
    this.m = context.reserveTemporary(ofOutput);
    this.dv = hasBack ? context.reserveTemporary(ofInput) : 0;
    this.places = pooled === undefined ? 0 : context.reserve(context.rows * spec.size);
    this.temporary = context.reserveTemporary(TEMPORARY_NUMBERS);
  }

  /** How many tiles a picture has. */
  private get tiles(): number {
    return this.down * this.across;
  }

  /** How many numbers lie between the beginnings of two points in U, or in its gradient. */
  private get ofFilters(): number {
    return pointStride(this.channels * this.spec.filters);
  }

  prepare(runtime: Runtime): void {
    this.window.write(runtime);
  }

  packWeights({ kernels }: Runtime, training: boolean): void {
    const { channels, packed, packedBack, du: u } = this;
    const { filters } = this.spec;
    kernels.winogradFilters(
      this.context.weights[0].at,
      this.window.at,
      u,
      filters,
      this.ofFilters,
      this.temporary,
    );
    const point = this.ofFilters;
    kernels.packPoints(u, point, POINTS, channels, filters, false, packed);
    if (training && packedBack !== 0)
      kernels.packPoints(u, point, POINTS, filters, channels, true, packedBack);
  }

  /** The groups of a batch: the first picture, and how many. */
  private *groups(pictures: number): Generator<{ readonly first: number; readonly count: number }> {
    for (let first = 0; first < pictures; first += this.group)
      yield { first, count: Math.min(this.group, pictures - first) };
  }

  /** How the transforms and the products see the V and the M of so many pictures. */
  private extents(count: number): {
    readonly rows: number;
    readonly ofInput: number;
    readonly ofOutput: number;
  } {
    const rows = count * this.tiles;
    return {
      rows,
      ofInput: pointStride(rows * this.channels),
      ofOutput: pointStride(rows * this.spec.filters),
    };
  }

  /** Whether the transform of the output includes the activation. */
  private get includesActivation(): boolean {
    const { function: kind } = this.spec.activation;
    return kind === ACTIVATION_KINDS.relu || kind === ACTIVATION_KINDS.linear;
  }

  forward({ kernels }: Runtime, pictures: number): void {
    const {
      input,
      output,
      weights: [, bias],
    } = this.context;
    const { window, down, across, channels, v, m, places, temporary } = this;
    const {
      filters,
      activation,
      pooled,
      window: { output: extents },
    } = this.spec;
    const rectifies = activation.function === ACTIVATION_KINDS.relu;
    const isWhole = this.includesActivation;
    for (const { first, count } of this.groups(pictures)) {
      const { rows, ofInput, ofOutput } = this.extents(count);
      const x = input.at + first * input.size * 4;
      kernels.winogradInput(x, window.at, count, down, across, v, ofInput, temporary);
      kernels.multiplyPoints(
        v,
        ofInput,
        channels,
        this.packed,
        m,
        ofOutput,
        filters,
        POINTS,
        rows,
        filters,
        channels,
      );
      const at = first * output.size * 4;
      if (pooled === undefined)
        kernels.winogradOutput(
          m,
          isWhole ? (bias?.at ?? 0) : 0,
          rectifies,
          false,
          window.at,
          count,
          down,
          across,
          filters,
          output.at + at,
          ofOutput,
          temporary,
        );
      else
        kernels.winogradPooled(
          m,
          bias?.at ?? 0,
          rectifies,
          count,
          down,
          across,
          filters,
          ...pooled,
          output.at + at,
          places + at,
          ofOutput,
          temporary,
        );
    }
    if (!isWhole) forwardActivation(kernels, this.context, activation, pictures * sizeOf(extents), filters);
  }

  backward({ kernels }: Runtime, pictures: number): void {
    const {
      input,
      output,
      weights: [kernel, bias],
    } = this.context;
    const { window, down, across, channels, du, v, m, dv, places, temporary } = this;
    const {
      filters,
      activation,
      pooled,
      window: { output: extents },
    } = this.spec;
    const rectifies = activation.function === ACTIVATION_KINDS.relu;
    const isWhole = this.includesActivation;
    if (!isWhole) backwardActivation(kernels, this.context, activation, pictures * sizeOf(extents), filters);
    for (const { first, count } of this.groups(pictures)) {
      const { rows, ofInput, ofOutput } = this.extents(count);
      const at = first * output.size * 4;
      if (pooled === undefined)
        kernels.winogradOutputBack(
          output.gradient + at,
          rectifies ? output.at + at : 0,
          isWhole ? (bias?.gradient ?? 0) : 0,
          window.at,
          count,
          down,
          across,
          filters,
          m,
          ofOutput,
          temporary,
        );
      else
        kernels.winogradPooledBack(
          output.gradient + at,
          places + at,
          bias?.gradient ?? 0,
          count,
          down,
          across,
          filters,
          ...pooled,
          m,
          ofOutput,
          temporary,
        );
      const before = first * input.size * 4;
      if (kernel.gradient !== 0) {
        kernels.winogradInput(input.at + before, window.at, count, down, across, v, ofInput, temporary);
        kernels.addPointGradients(
          v,
          ofInput,
          channels,
          m,
          ofOutput,
          filters,
          du,
          this.ofFilters,
          POINTS,
          rows,
          filters,
          channels,
          first > 0,
        );
      }
      if (input.gradient === 0) continue;
      kernels.multiplyPoints(
        m,
        ofOutput,
        filters,
        this.packedBack,
        dv,
        ofInput,
        channels,
        POINTS,
        rows,
        channels,
        filters,
      );
      const dx = input.gradient + before;
      kernels.winogradInputBack(dv, window.at, count, down, across, dx, input.adds, ofInput, temporary);
    }
    if (kernel.gradient !== 0)
      kernels.winogradFiltersBack(du, window.at, kernel.gradient, filters, this.ofFilters, temporary);
  }
}
