/** Pooling over windows: the largest number of each channel, or the mean. */
import type { AveragePooling2D, MaxPooling2D } from "../../layers/pooling.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Operation, Recognise, Recognition, Workshop } from "./operation.js";
import { reserveWindow, windowOver, writeWindow, type WindowSpec } from "./window.js";

function poolingSpec(
  kind: string,
  { layer, inputShape, outputShape }: Recognition<MaxPooling2D | AveragePooling2D>,
): readonly WindowSpec[] {
  const { poolSize, strides, padding } = layer;
  return [
    {
      kind,
      size: sizeOf(outputShape),
      weights: [],
      window: windowOver(inputShape, poolSize, { strides, padding }, layer.label),
    },
  ];
}

export const recogniseMaxPooling: Recognise<MaxPooling2D> = (recognition) =>
  poolingSpec("maxPooling", recognition);
export const recogniseAveragePooling: Recognise<AveragePooling2D> = (recognition) =>
  poolingSpec("averagePooling", recognition);

abstract class PoolingOperation implements Operation {
  protected readonly shop: Workshop;
  protected readonly window: number;
  private readonly spec: WindowSpec;

  constructor(spec: WindowSpec, shop: Workshop) {
    this.spec = spec;
    this.shop = shop;
    this.window = reserveWindow(shop);
  }

  prepare(): void {
    writeWindow(this.shop, this.window, this.spec.window);
  }

  abstract forward(pictures: number): void;

  backward(pictures: number): void {
    const { kernels, input } = this.shop;
    if (input.gradient === 0) return;
    kernels.clear(input.gradient, pictures * input.size);
    this.addGradient(pictures);
  }

  protected abstract addGradient(pictures: number): void;
}

export class MaxPoolingOperation extends PoolingOperation {
  private readonly places: number;

  constructor(spec: WindowSpec, shop: Workshop) {
    super(spec, shop);
    this.places = shop.reserve(shop.rows * spec.size);
  }

  override forward(pictures: number): void {
    const { kernels, input, output } = this.shop;
    kernels.maxPool(input.at, this.window, pictures, output.at, this.places);
  }

  protected override addGradient(pictures: number): void {
    const { kernels, input, output } = this.shop;
    kernels.maxPoolBackward(output.gradient, this.places, this.window, pictures, input.gradient);
  }
}

export class AveragePoolingOperation extends PoolingOperation {
  override forward(pictures: number): void {
    const { kernels, input, output } = this.shop;
    kernels.averagePool(input.at, this.window, pictures, output.at);
  }

  protected override addGradient(pictures: number): void {
    const { kernels, input, output } = this.shop;
    kernels.averagePoolBackward(output.gradient, this.window, pictures, input.gradient);
  }
}
