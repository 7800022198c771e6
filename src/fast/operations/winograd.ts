/**
 * Convolution by 3 × 3 filters, by Winograd's algorithm (see `assembly/winograd.ts`); with the 2 × 2 max pooling after it, where
 * there is one.
 *
 * Pictures are worked on in groups, so that what lies between two steps stays in the second cache.
 */
import { sizeOf } from "../../tensor/shape.js";
import { ACTIVATION_KINDS } from "../kernels.js";
import type { ConvolutionSpec } from "./convolution.js";
import type { Operation, Workshop } from "./operation.js";
import { reserveWindow, writeWindow, type WindowSpec } from "./window.js";

export interface WinogradSpec extends Omit<ConvolutionSpec, "kind"> {
  readonly kind: "winograd";
  /** [rows, columns] that are left by pooling; undefined where there is none. */
  readonly pooled: readonly [number, number] | undefined;
}

const POINTS = 36;
/** About how many numbers the transformed input and the products of a group have. */
const GROUP_NUMBERS = 1 << 18;
/** Below that many channels the transforms cost more than they save. */
const FEWEST_CHANNELS = 8;

/** The convolution, if it is of the kind that Winograd's algorithm computes. */
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

/** Winograd's algorithm in the place of a convolution that it suits, and of the pooling after it if that can be joined. */
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
  private readonly shop: Workshop;
  private readonly window: number;
  /** Tiles of a picture, down and across. */
  private readonly down: number;
  private readonly across: number;
  private readonly group: number;
  private readonly channels: number;
  /** U and its gradient; V of all pictures, group after group; M of a group, or its gradient; the gradient of a group's V. */
  private readonly u: number;
  private readonly du: number;
  private readonly v: number;
  private readonly m: number;
  private readonly dv: number;
  private readonly places: number;
  private readonly temporary: number;

  constructor(spec: WinogradSpec, shop: Workshop) {
    this.spec = spec;
    this.shop = shop;
    this.window = reserveWindow(shop);
    const { window, filters, pooled } = spec;
    const [rows, columns] = pooled === undefined ? window.output : [2 * pooled[0], 2 * pooled[1]];
    this.down = Math.ceil(rows / 4);
    this.across = Math.ceil(columns / 4);
    this.channels = window.input[3];
    const perPicture = POINTS * this.down * this.across;
    this.group = Math.max(
      1,
      Math.min(shop.rows, Math.floor(GROUP_NUMBERS / (perPicture * (this.channels + filters)))),
    );
    this.u = shop.reserve(POINTS * this.channels * filters);
    this.du = shop.training ? shop.reserve(POINTS * this.channels * filters) : 0;
    this.v = shop.reserve((shop.training ? shop.rows : this.group) * perPicture * this.channels);
    this.m = shop.reserve(this.group * perPicture * filters);
    this.dv = shop.training ? shop.reserve(this.group * perPicture * this.channels) : 0;
    this.places = pooled === undefined ? 0 : shop.reserve(shop.rows * spec.size);
    this.temporary = shop.reserve(72 * 4);
    shop.shareScratch(256 * (Math.max(filters, this.channels) + 8));
  }

  prepare(): void {
    writeWindow(this.shop, this.window, this.spec.window);
  }

  /** The groups of a batch: the first picture, how many, and where their V is. */
  private *groups(
    pictures: number,
  ): Generator<{ readonly first: number; readonly count: number; readonly v: number }> {
    const perPicture = POINTS * this.down * this.across * this.channels * 4;
    for (let first = 0; first < pictures; first += this.group) {
      yield {
        first,
        count: Math.min(this.group, pictures - first),
        v: this.v + (this.shop.training ? first * perPicture : 0),
      };
    }
  }

  forward(pictures: number): void {
    const {
      kernels,
      input,
      output,
      weights: [kernel, bias],
      scratch,
    } = this.shop;
    const { window, down, across, channels, u, m, places, temporary } = this;
    const {
      filters,
      activation,
      pooled,
      window: { output: extents },
    } = this.spec;
    kernels.winogradFilters(kernel.at, u, channels * filters, temporary);
    for (const { first, count, v } of this.groups(pictures)) {
      const tiles = count * down * across;
      kernels.winogradInput(input.at + first * input.size * 4, window, count, down, across, v, temporary);
      for (let point = 0; point < POINTS; point++) {
        const [vp, up, mp] = [
          v + point * tiles * channels * 4,
          u + point * channels * filters * 4,
          m + point * tiles * filters * 4,
        ];
        kernels.gemm(
          vp,
          channels,
          false,
          up,
          filters,
          false,
          mp,
          filters,
          tiles,
          filters,
          channels,
          false,
          scratch,
        );
      }
      const at = first * output.size * 4;
      if (pooled === undefined)
        kernels.winogradOutput(m, window, count, down, across, filters, output.at + at, temporary);
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
      kernels.activate(
        activation.function,
        output.at,
        bias?.at ?? 0,
        output.at,
        pictures * sizeOf(extents),
        filters,
        activation.alpha,
      );
  }

  backward(pictures: number): void {
    const {
      kernels,
      input,
      output,
      weights: [kernel, bias],
      scratch,
    } = this.shop;
    const { window, down, across, channels, u, du, m, dv, places, temporary } = this;
    const {
      filters,
      activation,
      pooled,
      window: { output: extents },
    } = this.spec;
    if (pooled === undefined) {
      kernels.activateBackward(
        activation.function,
        output.at,
        output.gradient,
        output.gradient,
        pictures * output.size,
        activation.alpha,
      );
      if (bias !== undefined && bias.gradient !== 0)
        kernels.addRows(output.gradient, bias.gradient, pictures * sizeOf(extents), filters);
    }
    if (input.gradient !== 0) kernels.clear(input.gradient, pictures * input.size);
    for (const { first, count, v } of this.groups(pictures)) {
      const tiles = count * down * across;
      const at = first * output.size * 4;
      if (pooled === undefined)
        kernels.winogradOutputBack(output.gradient + at, window, count, down, across, filters, m, temporary);
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
          kernels.gemm(
            vp,
            channels,
            true,
            mp,
            filters,
            false,
            du + ofPoint,
            filters,
            channels,
            filters,
            tiles,
            first > 0,
            scratch,
          );
        if (input.gradient !== 0)
          kernels.gemm(
            mp,
            filters,
            false,
            u + ofPoint,
            filters,
            true,
            dvp,
            channels,
            tiles,
            channels,
            filters,
            false,
            scratch,
          );
      }
      if (input.gradient !== 0)
        kernels.winogradInputBack(
          dv,
          window,
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
