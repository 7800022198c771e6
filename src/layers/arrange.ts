/** Layers that arrange the numbers of an example anew: axes in another order, a vector at several steps. */
import { expandDims, mul, transpose } from "../autograd/operations/operations.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { ones } from "../tensor/create.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { wholeNumber } from "./options.js";
import { ofRank, one } from "./shapes.js";

export interface PermuteOptions extends LayerOptions {
  /** The new order of the axes, counted from 1 (axis 0 is the batch): [2, 1] exchanges two. */
  readonly dims: readonly number[];
}

/** Puts the axes of each example into another order. */
export class Permute extends Layer {
  static override readonly className = "Permute";
  static override readonly optionNames: readonly string[] = ["dims"];
  readonly dims: readonly number[];

  constructor(options: PermuteOptions) {
    super(options);
    this.dims = permutation(options.dims, this.label);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return transpose(one(input), [0, ...this.dims]);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const { length } = this.dims;
    const shape = ofRank(
      inputShape,
      length + 1,
      this.label,
      { fr: `le lot et ${length} axe(s)`, en: `the batch and ${length} dimension(s)` },
      { fr: "dims nomme chaque axe d’un exemple une fois.", en: "dims names each axis of an example once." },
    );
    return [shape[0], ...this.dims.map((axis) => shape[axis])];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), dims: this.dims };
  }
}

/** @throws ArgumentError for anything but a list of 1 … n, each once */
function permutation(dims: unknown, where: string): readonly number[] {
  if (Array.isArray(dims) && dims.length > 0 && dims.every((_, i) => dims.includes(i + 1)))
    return dims as readonly number[];
  throw new ArgumentError({
    where,
    argument: "dims",
    received: written(dims),
    expected: {
      fr: "chacun des axes 1 … n d’un exemple, une fois",
      en: "each of an example’s axes 1 … n, once",
    },
    mend: {
      fr: "Le lot, axe 0, garde sa place : dims: [2, 1] échange les deux axes d’un exemple.",
      en: "The batch, axis 0, keeps its place: dims: [2, 1] exchanges the two axes of an example.",
    },
  });
}

export interface RepeatVectorOptions extends LayerOptions {
  /** The number of steps. */
  readonly n: number;
}

/** Gives the same vector at each of n steps: [batch, features] becomes [batch, n, features]. */
export class RepeatVector extends Layer {
  static override readonly className = "RepeatVector";
  static override readonly optionNames: readonly string[] = ["n"];
  readonly n: number;

  constructor(options: RepeatVectorOptions) {
    super(options);
    this.n = wholeNumber(options.n, this.label, "n");
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    return mul(expandDims(x, 1), ones([1, this.n, 1], x.dtype));
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const [batch, features] = ofRank(
      inputShape,
      2,
      this.label,
      { fr: "[lot, caractéristiques]", en: "[batch, features]" },
      {
        fr: "layers.flatten() fait un vecteur de chaque exemple.",
        en: "layers.flatten() makes a vector of each example.",
      },
    );
    return [batch, this.n, features];
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), n: this.n };
  }
}
