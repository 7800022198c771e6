/** Pooling: the largest number of each channel in a window, or the mean. */
import type { AveragePooling2D, MaxPooling2D } from "../../layers/pooling.js";
import type { SlidingWindow } from "../../tensor/operations/window.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Lowering, LoweringContext } from "./lowering.js";
import type { Operation, OperationContext, Runtime } from "./operation.js";
import { PlacedWindow, windowOver, type WindowSpec } from "./window.js";

export interface PoolingSpec extends WindowSpec {
  readonly kind: "maxPooling" | "averagePooling";
}

/** A pooling whose windows are those of `window`. */
export function poolingOver(
  kind: PoolingSpec["kind"],
  window: SlidingWindow,
  { outputShape }: LoweringContext,
): readonly PoolingSpec[] {
  return [{ kind, size: sizeOf(outputShape), weights: [], window }];
}

function poolingSpec(
  kind: PoolingSpec["kind"],
  context: LoweringContext<MaxPooling2D | AveragePooling2D>,
): readonly PoolingSpec[] {
  const { poolSize, strides, padding, label } = context.layer;
  return poolingOver(kind, windowOver(context.inputShape, poolSize, { strides, padding }, label), context);
}

export const lowerMaxPooling: Lowering<MaxPooling2D, PoolingSpec> = (context) =>
  poolingSpec("maxPooling", context);
export const lowerAveragePooling: Lowering<AveragePooling2D, PoolingSpec> = (context) =>
  poolingSpec("averagePooling", context);

abstract class PoolingOperation implements Operation {
  protected readonly context: OperationContext;
  protected readonly window: PlacedWindow;

  constructor(spec: WindowSpec, context: OperationContext) {
    this.context = context;
    this.window = new PlacedWindow(context, spec.window);
  }

  prepare(runtime: Runtime): void {
    this.window.write(runtime);
  }

  abstract forward(runtime: Runtime, pictures: number): void;

  backward(runtime: Runtime, pictures: number): void {
    const { input } = this.context;
    if (input.gradient === 0) return;
    if (!input.adds) runtime.kernels.clear(input.gradient, pictures * input.size);
    this.addGradient(runtime, pictures);
  }

  protected abstract addGradient(runtime: Runtime, pictures: number): void;
}

export class MaxPoolingOperation extends PoolingOperation {
  private readonly places: number;

  constructor(spec: WindowSpec, context: OperationContext) {
    super(spec, context);
    this.places = context.reserve(context.rows * spec.size);
  }

  override forward({ kernels }: Runtime, pictures: number): void {
    const { input, output } = this.context;
    kernels.maxPool(input.at, this.window.at, pictures, output.at, this.places);
  }

  protected override addGradient({ kernels }: Runtime, pictures: number): void {
    const { input, output } = this.context;
    kernels.maxPoolBackward(output.gradient, this.places, this.window.at, pictures, input.gradient);
  }
}

export class AveragePoolingOperation extends PoolingOperation {
  override forward({ kernels }: Runtime, pictures: number): void {
    const { input, output } = this.context;
    kernels.averagePool(input.at, this.window.at, pictures, output.at);
  }

  protected override addGradient({ kernels }: Runtime, pictures: number): void {
    const { input, output } = this.context;
    kernels.averagePoolBackward(output.gradient, this.window.at, pictures, input.gradient);
  }
}
