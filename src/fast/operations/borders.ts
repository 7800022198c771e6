/** Adds a border of zeros to pictures, or removes a border: the rows inside of it are copied. */
import type { Cropping2D } from "../../layers/cropping.js";
import type { ZeroPadding2D } from "../../layers/zero-padding.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Kernels } from "../kernels.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

export interface BorderSpec extends BaseSpec {
  readonly kind: "addBorder" | "removeBorder";
  /** How many rows a picture has inside of the border, and how many numbers each of them. */
  readonly rows: number;
  readonly inside: number;
  /** How many numbers a row of the larger picture has. */
  readonly whole: number;
  /** How many numbers of the larger picture come before the first one inside. */
  readonly before: number;
}

type Shape = readonly number[];

function borderSpec(
  kind: BorderSpec["kind"],
  [smaller, larger]: readonly [Shape, Shape],
  [above, left]: readonly [number, number],
): BorderSpec {
  const [rows, columns, channels] = smaller;
  const whole = larger[1] * channels;
  return {
    kind,
    size: sizeOf(kind === "addBorder" ? larger : smaller),
    weights: [],
    rows,
    inside: columns * channels,
    whole,
    before: above * whole + left * channels,
  };
}

export const lowerZeroPadding: Lowering<ZeroPadding2D, BorderSpec> = ({ layer, inputShape, outputShape }) => {
  const [[above], [left]] = layer.padding;
  return [borderSpec("addBorder", [inputShape, outputShape], [above, left])];
};

export const lowerCropping: Lowering<Cropping2D, BorderSpec> = ({ layer, inputShape, outputShape }) => {
  const [[above], [left]] = layer.cropping;
  return [borderSpec("removeBorder", [outputShape, inputShape], [above, left])];
};

abstract class BorderOperation implements Operation {
  protected readonly context: OperationContext;
  private readonly spec: BorderSpec;

  constructor(spec: BorderSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
  }

  abstract forward(runtime: Runtime, pictures: number): void;
  abstract backward(runtime: Runtime, pictures: number): void;

  /** Writes the numbers inside of the border to the smaller pictures, or adds them where `adds`. */
  protected shrink(kernels: Kernels, larger: number, smaller: number, pictures: number, adds: boolean): void {
    const { inside, whole, rows } = this.spec;
    this.eachPicture(larger, smaller, pictures, (from, to) =>
      kernels.copyBlocks(from, whole, to, inside, inside, rows, adds),
    );
  }

  /** The other way. */
  protected enlarge(
    kernels: Kernels,
    smaller: number,
    larger: number,
    pictures: number,
    adds: boolean,
  ): void {
    const { inside, whole, rows } = this.spec;
    this.eachPicture(larger, smaller, pictures, (to, from) =>
      kernels.copyBlocks(from, inside, to, whole, inside, rows, adds),
    );
  }

  private eachPicture(
    larger: number,
    smaller: number,
    pictures: number,
    work: (inLarger: number, inSmaller: number) => void,
  ): void {
    const { input, output } = this.context;
    const sizeOfLarger = Math.max(input.size, output.size);
    const sizeOfSmaller = Math.min(input.size, output.size);
    for (let picture = 0; picture < pictures; picture++)
      work(larger + (picture * sizeOfLarger + this.spec.before) * 4, smaller + picture * sizeOfSmaller * 4);
  }
}

export class AddBorderOperation extends BorderOperation {
  override forward({ kernels }: Runtime, pictures: number): void {
    const { input, output } = this.context;
    kernels.clear(output.at, pictures * output.size);
    this.enlarge(kernels, input.at, output.at, pictures, false);
  }

  override backward({ kernels }: Runtime, pictures: number): void {
    const { input, output } = this.context;
    if (input.gradient !== 0) this.shrink(kernels, output.gradient, input.gradient, pictures, input.adds);
  }
}

export class RemoveBorderOperation extends BorderOperation {
  override forward({ kernels }: Runtime, pictures: number): void {
    const { input, output } = this.context;
    this.shrink(kernels, input.at, output.at, pictures, false);
  }

  override backward({ kernels }: Runtime, pictures: number): void {
    const { input, output } = this.context;
    if (input.gradient === 0) return;
    if (!input.adds) kernels.clear(input.gradient, pictures * input.size);
    this.enlarge(kernels, output.gradient, input.gradient, pictures, input.adds);
  }
}
