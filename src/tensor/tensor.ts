/**
 * A tensor: numbers in a shape.
 *
 * The numbers lie row by row in one typed array, so that a tensor is cheap to make, to copy and to hand to fast code.
 * A tensor never changes; operations make new ones. What is learned is a `Variable`, whose value can be replaced.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { allocate, dataTypeOf, type DataType, type TensorData } from "./dtype.js";
import { formatTensor, tensorBundle } from "./format.js";
import { formatShape, sizeOf, type Shape } from "./shape.js";

/** Numbers in nested arrays, as a tensor writes them. */
export type NestedNumbers = number | NestedNumbers[];

export class Tensor {
  readonly shape: Shape;
  /** The numbers, row by row; read it freely, never write into it. */
  data: TensorData;

  /** @throws ShapeError where the storage does not hold as many numbers as the shape says. */
  constructor(data: TensorData, shape: Shape) {
    if (data.length !== sizeOf(shape)) {
      throw new ShapeError({
        where: "tensor", argument: "shape", received: formatShape(shape),
        expected: { fr: `une forme de ${data.length} nombre(s) en tout`, en: `a shape of ${data.length} number(s) in all` },
        mend: { fr: `Cette forme en demande ${sizeOf(shape)} : vérifiez le produit de ses dimensions.`, en: `This one asks for ${sizeOf(shape)}: check the product of its extents.` },
      });
    }
    this.data = data;
    this.shape = shape;
  }

  get dtype(): DataType {
    return dataTypeOf(this.data) as DataType;
  }

  /** How many axes there are. */
  get rank(): number {
    return this.shape.length;
  }

  /** How many numbers there are. */
  get size(): number {
    return this.data.length;
  }

  /** A copy of the numbers, row by row. */
  dataSync(): TensorData {
    return this.data.slice();
  }

  /** The numbers as nested arrays: `[[1, 2], [3, 4]]`. */
  arraySync(): NestedNumbers {
    return nest(this.data, this.shape, 0, 0, this.size);
  }

  /** As `arraySync`, in a promise: for code written for TensorFlow.js, where numbers may come from a graphics card. */
  array(): Promise<NestedNumbers> {
    return Promise.resolve(this.arraySync());
  }

  /** The one number of a tensor of size 1. */
  item(): number {
    if (this.size === 1) return this.data[0];
    throw new ShapeError({
      where: "item", argument: "tensor", received: formatShape(this.shape),
      expected: { fr: "un tenseur d’un seul nombre", en: "a tensor of a single number" },
      mend: { fr: "Réduisez-le d’abord (sum, mean), ou lisez arraySync().", en: "Reduce it first (sum, mean), or read arraySync()." },
    });
  }

  /** The same numbers stored as another type; integers are cut towards zero. */
  cast(dtype: DataType): Tensor {
    if (dtype === this.dtype) return this;
    const data = allocate(dtype, this.size);
    data.set(this.data);
    return new Tensor(data, this.shape);
  }

  /** Nothing to free here: memory goes when the tensor is no longer used. For code written for TensorFlow.js. */
  dispose(): void {}

  toString(): string {
    return formatTensor(this);
  }

  /** Writes the tensor where `console.log` writes. */
  print(): void {
    console.log(this.toString());
  }

  [Symbol.for("Jupyter.display")](): Readonly<Record<string, string>> {
    return tensorBundle(this);
  }
}

/** A tensor whose value can be replaced: what a network learns. */
export class Variable extends Tensor {
  readonly name: string;
  trainable: boolean;

  constructor(initial: Tensor, { name = "variable", trainable = true }: { name?: string; trainable?: boolean } = {}) {
    super(initial.data.slice(), initial.shape);
    this.name = name;
    this.trainable = trainable;
  }

  /** Takes another tensor's numbers; the shape stays. */
  assign(value: Tensor): this {
    if (formatShape(value.shape) !== formatShape(this.shape)) {
      throw new ShapeError({
        where: this.name, argument: "value", received: formatShape(value.shape), expected: formatShape(this.shape),
        mend: { fr: "Une variable garde sa forme : donnez un tenseur de la même.", en: "A variable keeps its shape: give a tensor of the same one." },
      });
    }
    this.data = value.data.slice();
    return this;
  }
}

/** What an operation takes: a tensor, or numbers to make one of. */
export type TensorLike = Tensor | NumberLike;

/** Numbers, alone or in nested arrays of any kind. */
export type NumberLike = number | boolean | TensorData | readonly NumberLike[];

function nest(data: TensorData, shape: Shape, axis: number, start: number, size: number): NestedNumbers {
  if (axis === shape.length) return data[start];
  const part = size / shape[axis];
  return Array.from({ length: shape[axis] }, (_, i) => nest(data, shape, axis + 1, start + i * part, part));
}

/** The shape of nested arrays, checked: every row as long as the first. */
export function shapeOfNested(values: unknown, where: string): number[] {
  const shape: number[] = [];
  for (let level = values; Array.isArray(level) || ArrayBuffer.isView(level); level = (level as unknown[])[0]) shape.push((level as unknown[]).length);
  const flat = (level: unknown, axis: number): boolean =>
    axis === shape.length ? typeof level === "number" || typeof level === "boolean" : (level as unknown[] | undefined)?.length === shape[axis] && Array.prototype.every.call(level, (item) => flat(item, axis + 1));
  if (flat(values, 0)) return shape;
  throw new ArgumentError({
    where, argument: "values", received: { fr: "des tableaux inégaux, ou autre chose que des nombres", en: "uneven arrays, or something other than numbers" },
    expected: { fr: "des nombres, en tableaux dont toutes les lignes ont la même longueur", en: "numbers, in arrays whose rows all have the same length" },
    mend: { fr: `La première ligne donne la forme ${formatShape(shape)} : vérifiez les autres.`, en: `The first row gives the shape ${formatShape(shape)}: check the others.` },
  });
}
