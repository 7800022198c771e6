/**
 * Convolution by 3 × 3 filters, by Winograd's algorithm (see `assembly/winograd.ts`), together with the 2 × 2
 * max pooling after it, where there is one.
 *
 * Pictures are processed in groups, so that intermediate results stay in the second-level cache.
 */
import { sizeOf } from "../../tensor/shape.js";
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import { packedSize } from "../kernels/matrices.js";
import { multiplyMatrices } from "../product.js";
import { backwardActivation, forwardActivation } from "./activation.js";
import type { ConvolutionSpec } from "./convolution.js";
import type { Operation, OperationContext, Runtime } from "./operation.js";
import { PlacedWindow, type WindowSpec } from "./window.js";

export interface WinogradSpec extends Omit<ConvolutionSpec, "kind"> {
  readonly kind: "winograd";
  /** The output extents [rows, columns] of the pooling; undefined where there is none. */
  readonly pooled: readonly [number, number] | undefined;
}

const POINTS = 36;
/** About how many numbers the transformed input and the products of a group have together. */
const GROUP_NUMBERS = 1 << 18;
/** With fewer channels the transforms take more time than they save. */
const FEWEST_CHANNELS = 8;

/** Whether Winograd's algorithm computes this convolution. */
function suits({ window: { kernel, strides, dilations, input }, filters }: ConvolutionSpec): boolean {
  const ones = [...strides, ...dilations].every((step) => step === 1);
  return (
    ones &&
    kernel[0] === 3 &&
    kernel[1] === 3 &&
    input[3] % 4 === 0 &&
    input[3] >= FEWEST_CHANNELS &&
    filters % 4 === 0
  );
}

/**
 * The operation that replaces a convolution, and the pooling after it if there is one; undefined where it
 * does not apply.
 */
export function asWinograd(
  convolution: ConvolutionSpec,
  pooling: WindowSpec | undefined,
): WinogradSpec | undefined {
  if (!suits(convolution)) return undefined;
  return {
    ...convolution,
    kind: "winograd",
    size: (pooling ?? convolution).size,
    pooled: pooling?.window.output,
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
  /**
   * Addresses of U and its gradient; of V, group after group; of M of a group, or its gradient; of the
   * gradient of V of a group.
   */
  private readonly u: number;
  private readonly du: number;
  private readonly v: number;
  private readonly m: number;
  private readonly dv: number;
  private readonly places: number;
  private readonly temporary: number;
  private readonly pack: number;

  constructor(spec: WinogradSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.window = new PlacedWindow(context, spec.window);
    const { window, filters, pooled } = spec;
    const [rows, columns] = pooled === undefined ? window.output : [2 * pooled[0], 2 * pooled[1]];
    this.down = Math.ceil(rows / 4);
    this.across = Math.ceil(columns / 4);
    this.channels = window.input[3];
    const perPicture = POINTS * this.down * this.across;
    this.group = Math.max(
      1,
      Math.min(context.rows, Math.floor(GROUP_NUMBERS / (perPicture * (this.channels + filters)))),
    );
    this.u = context.reserve(POINTS * this.channels * filters);
    this.du = context.training ? context.reserveTemporary(POINTS * this.channels * filters) : 0;
    this.v = context.reserve((context.training ? context.rows : this.group) * perPicture * this.channels);
    this.m = context.reserveTemporary(this.group * perPicture * filters);
    this.dv = context.training ? context.reserveTemporary(this.group * perPicture * this.channels) : 0;
    this.places = pooled === undefined ? 0 : context.reserve(context.rows * spec.size);
    this.temporary = context.reserveTemporary(72 * 4);
    this.pack = context.reserveTemporary(packedSize(Math.max(filters, this.channels)));
  }

  prepare(runtime: Runtime): void {
    this.window.write(runtime);
  }

  /** The groups of a batch: the first picture, how many, and the address of their V. */
  private *groups(
    pictures: number,
  ): Generator<{ readonly first: number; readonly count: number; readonly v: number }> {
    const perPicture = POINTS * this.down * this.across * this.channels * 4;
    for (let first = 0; first < pictures; first += this.group) {
      yield {
        first,
        count: Math.min(this.group, pictures - first),
        v: this.v + (this.context.training ? first * perPicture : 0),
      };
    }
  }

  forward({ kernels }: Runtime, pictures: number): void {
    const {
      input,
      output,
      weights: [kernel, bias],
    } = this.context;
    const { window, down, across, channels, u, m, places, temporary, pack } = this;
    const {
      filters,
      activation,
      pooled,
      window: { output: extents },
    } = this.spec;
    kernels.winogradFilters(kernel.at, u, channels * filters, temporary);
    for (const { first, count, v } of this.groups(pictures)) {
      const tiles = count * down * across;
      kernels.winogradInput(input.at + first * input.size * 4, window.at, count, down, across, v, temporary);
      for (let point = 0; point < POINTS; point++) {
        const [vp, up, mp] = [
          v + point * tiles * channels * 4,
          u + point * channels * filters * 4,
          m + point * tiles * filters * 4,
        ];
        multiplyMatrices(kernels, {
          a: vp,
          b: up,
          c: mp,
          rows: tiles,
          columns: filters,
          inner: channels,
          pack,
        });
      }
      const at = first * output.size * 4;
      if (pooled === undefined)
        kernels.winogradOutput(m, window.at, count, down, across, filters, output.at + at, temporary);
      else
        kernels.winogradPooled(
          m,
          bias?.at ?? 0,
          activation.function === ACTIVATION_KINDS.relu,
          count,
          down,
          across,
          filters,
          ...pooled,
          output.at + at,
          places + at,
          temporary,
        );
    }
    if (pooled === undefined)
      forwardActivation(kernels, this.context, activation, pictures * sizeOf(extents), filters);
  }

  backward({ kernels }: Runtime, pictures: number): void {
    const {
      input,
      output,
      weights: [kernel, bias],
    } = this.context;
    const { window, down, across, channels, u, du, m, dv, places, temporary, pack } = this;
    const {
      filters,
      activation,
      pooled,
      window: { output: extents },
    } = this.spec;
    if (pooled === undefined)
      backwardActivation(kernels, this.context, activation, pictures * sizeOf(extents), filters);
    if (input.gradient !== 0 && !input.adds) kernels.clear(input.gradient, pictures * input.size);
    for (const { first, count, v } of this.groups(pictures)) {
      const tiles = count * down * across;
      const at = first * output.size * 4;
      if (pooled === undefined)
        kernels.winogradOutputBack(
          output.gradient + at,
          window.at,
          count,
          down,
          across,
          filters,
          m,
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
          temporary,
        );
      for (let point = 0; point < POINTS; point++) {
        const ofPoint = point * channels * filters * 4;
        const [vp, dvp, mp] = [
          v + point * tiles * channels * 4,
          dv + point * tiles * channels * 4,
          m + point * tiles * filters * 4,
        ];
        if (kernel.gradient !== 0)
          multiplyMatrices(kernels, {
            a: vp,
            transposeA: true,
            b: mp,
            c: du + ofPoint,
            rows: channels,
            columns: filters,
            inner: tiles,
            accumulate: first > 0,
            pack,
          });
        if (input.gradient !== 0)
          multiplyMatrices(kernels, {
            a: mp,
            b: u + ofPoint,
            transposeB: true,
            c: dvp,
            rows: tiles,
            columns: channels,
            inner: filters,
            pack,
          });
      }
      if (input.gradient !== 0)
        kernels.winogradInputBack(
          dv,
          window.at,
          count,
          down,
          across,
          input.gradient + first * input.size * 4,
          temporary,
        );
    }
    if (kernel.gradient !== 0)
      kernels.winogradFiltersBack(du, kernel.gradient, channels * filters, temporary);
  }
}
