/** Pictures in another size: each place of the result mixes at most four places of the picture. */
import type { Resizing, UpSampling2D } from "../../layers/resizing.js";
import { bilinear, nearestNeighbor } from "../../tensor/operations/operations.js";
import type { Mixture } from "../../tensor/operations/resize.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

export interface ResampleSpec extends BaseSpec {
  readonly kind: "resample";
  /** The shape of a picture before: [height, width, channels]. */
  readonly picture: readonly [number, number, number];
  /** What the rows and the columns of the result are mixed of. */
  readonly rows: Mixture;
  readonly columns: Mixture;
}

const MIXTURES = { nearest: nearestNeighbor, bilinear } as const;

/** Undefined where a part of the picture is cut off first, or there is no batch. */
export const lowerResampling: Lowering<Resizing | UpSampling2D, ResampleSpec> = ({
  layer,
  inputShape: [height, width, channels],
  outputShape,
}) => {
  if (outputShape.length !== 3 || ("cropToAspectRatio" in layer && layer.cropToAspectRatio)) return undefined;
  const mix = MIXTURES[layer.interpolation];
  // As the layers do: a picture of a fixed size keeps its corners.
  const grid = { alignCorners: "cropToAspectRatio" in layer, halfPixelCenters: false };
  return [
    {
      kind: "resample",
      size: sizeOf(outputShape),
      weights: [],
      picture: [height, width, channels],
      rows: mix(height, outputShape[0], grid),
      columns: mix(width, outputShape[1], grid),
    },
  ];
};

/** How many numbers the kernels read for each place of an axis. */
const ENTRY = 3;

export class ResampleOperation implements Operation {
  private readonly spec: ResampleSpec;
  private readonly context: OperationContext;
  private readonly rows: number;
  private readonly columns: number;

  constructor(spec: ResampleSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.rows = context.reserve(ENTRY * spec.rows.low.length);
    this.columns = context.reserve(ENTRY * spec.columns.low.length);
  }

  prepare({ memory }: Runtime): void {
    const { rows, columns } = this.spec;
    writeTable(memory, this.rows, rows);
    writeTable(memory, this.columns, columns);
  }

  private tables(): readonly [rows: number, rowCount: number, columns: number, columnCount: number] {
    const { rows, columns } = this.spec;
    return [this.rows, rows.low.length, this.columns, columns.low.length];
  }

  forward({ kernels }: Runtime, pictures: number): void {
    const { input, output } = this.context;
    kernels.resample(input.at, pictures, ...this.spec.picture, ...this.tables(), output.at);
  }

  backward({ kernels }: Runtime, pictures: number): void {
    const { input, output } = this.context;
    if (input.gradient === 0) return;
    if (!input.adds) kernels.clear(input.gradient, pictures * input.size);
    kernels.resampleBack(output.gradient, pictures, ...this.spec.picture, ...this.tables(), input.gradient);
  }
}

function writeTable({ buffer }: WebAssembly.Memory, at: number, { low, high, share }: Mixture): void {
  const places = new Int32Array(buffer, at, ENTRY * low.length);
  const shares = new Float32Array(buffer, at, ENTRY * low.length);
  low.forEach((first, i) => {
    places[ENTRY * i] = first;
    places[ENTRY * i + 1] = high[i];
    shares[ENTRY * i + 2] = share[i];
  });
}
