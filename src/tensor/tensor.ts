/**
 * A tensor: numbers in a shape.
 *
 * The numbers are stored row by row in one typed array, so that a tensor is cheap to make, to copy and to
 * pass to compiled code. A tensor never changes: operations make new ones. A `Variable`, which training
 * changes, can get a new value.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { checkOptions } from "../errors/check-options.js";
import { text, TRUTH } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { JUPYTER_DISPLAY } from "../host/notebook.js";
import { allocate, dataTypeOf, isInteger, type DataType, type TensorData } from "./dtype.js";
import { formatTensor, tensorBundle } from "./format.js";
import { checkedSize, formatShape, sameShape, type Shape } from "./shape.js";

let watcher: ((made: Tensor) => void) | undefined;

/** Calls a function for each tensor that is made from now on, so that an entry can count tensors. */
export function watchTensors(watch: (made: Tensor) => void): void {
  watcher = watch;
}

/** Numbers in nested arrays, as `arraySync` returns them. */
export type NestedNumbers = number | NestedNumbers[];

/**
 * Numbers in a shape, stored row by row in one typed array. A tensor never changes: operations make new
 * tensors.
 * @example
 * ```ts
 * const x = new Tensor(Float32Array.of(1, 2, 3, 4), [2, 2]);
 * x.mul(10).print(); // [[10, 20], [30, 40]]
 * ```
 */
export class Tensor {
  readonly shape: Shape;
  private numbers: TensorData;

  /**
   * Checks the shape: all tensors are made by this constructor.
   * @throws ShapeError for what is no shape, and where the storage does not have as many numbers as the shape
   */
  constructor(data: TensorData, shape: Shape) {
    if (dataTypeOf(data) === undefined) throw noStorage(data);
    if (data.length !== sizeOfShape(shape)) throw wrongSize(data.length, shape);
    this.numbers = data;
    this.shape = shape;
    if (watcher !== undefined) watcher(this);
  }

  /**
   * The numbers, row by row: what the engine itself reads and replaces. Others read `data`, which means
   * something else in TensorFlow.js.
   */
  get storage(): TensorData {
    return this.numbers;
  }

  set storage(numbers: TensorData) {
    this.numbers = numbers;
  }

  /** The numbers, row by row. Read them freely, but never write into the array. */
  get data(): TensorData {
    return this.storage;
  }

  get dtype(): DataType {
    return dataTypeOf(this.numbers) as DataType;
  }

  /** How many axes there are. */
  get rank(): number {
    return this.shape.length;
  }

  /** How many numbers there are. */
  get size(): number {
    return this.numbers.length;
  }

  /** A copy of the numbers, row by row. */
  dataSync(): TensorData {
    return this.storage.slice();
  }

  /** The numbers as nested arrays: `[[1, 2], [3, 4]]`. */
  arraySync(): NestedNumbers {
    return nest(this.storage, this.shape, 0, 0, this.size);
  }

  /**
   * As `arraySync`, in a promise: for code written for TensorFlow.js, where numbers may be on a graphics
   * card.
   */
  array(): Promise<NestedNumbers> {
    return Promise.resolve(this.arraySync());
  }

  /** The one number of a tensor of size 1. */
  item(): number {
    if (this.size === 1) return this.storage[0];
    throw new ShapeError({
      where: "item",
      argument: "tensor",
      received: formatShape(this.shape),
      expected: { fr: "un tenseur d’un seul nombre", en: "a tensor of a single number" },
      mend: {
        fr: "Réduisez-le d’abord (sum, mean), ou lisez arraySync().",
        en: "Reduce it first (sum, mean), or read arraySync().",
      },
    });
  }

  /**
   * The same numbers stored as another type; conversion to integers truncates towards zero, to truth values
   * gives 0 for 0 and 1 for any other number.
   * @throws ArgumentError for an unknown type
   */
  cast(dtype: DataType): Tensor {
    if (dtype === this.dtype) return this;
    const data = allocate(dtype, this.size);
    if (dtype === "bool") for (let i = 0; i < data.length; i++) data[i] = this.storage[i] === 0 ? 0 : 1;
    else data.set(this.storage);
    return new Tensor(data, this.shape);
  }

  /** Does nothing: the garbage collector frees the memory. For code written for TensorFlow.js. */
  dispose(): void {}

  toString(): string {
    return formatTensor(this);
  }

  /** Writes the tensor to the console. */
  print(): void {
    console.log(this.toString());
  }

  [JUPYTER_DISPLAY](): Readonly<Record<string, string>> {
    return tensorBundle(this);
  }
}

const VARIABLE = { name: text("w"), trainable: TRUTH };

/** How many variables were made without a name, so that each gets a name of its own. */
let unnamed = 0;

/**
 * A tensor whose value can be replaced: the weights that a network learns.
 * @example
 * ```ts
 * const w = new Variable(tensor([1, 2]), { name: "w" });
 * w.assign(tensor([3, 4]));
 * ```
 */
export class Variable extends Tensor {
  readonly name: string;
  trainable: boolean;
  /** The memory that contains the present numbers; undefined where `storage` itself does. */
  private lender: TensorData | undefined;
  private changes = 0;

  /**
   * @param options by default the name is `variable_1`, `variable_2` and so on, and the variable is trainable
   */
  constructor(initial: Tensor, options: { name?: string; trainable?: boolean } = {}) {
    if (!(initial instanceof Tensor)) throw noTensor(initial, "variable", "initial");
    checkOptions(options, VARIABLE, "variable");
    const { name, trainable = true } = options;
    super(initial.storage.slice(), initial.shape);
    this.name = name ?? `variable_${++unnamed}`;
    this.trainable = trainable;
  }

  override get storage(): TensorData {
    if (this.lender !== undefined) {
      super.storage = this.lender.slice();
      this.lender = undefined;
    }
    return super.storage;
  }

  override set storage(numbers: TensorData) {
    this.lender = undefined;
    this.changes++;
    super.storage = numbers;
  }

  /** A number that is another one whenever the numbers have changed. */
  get version(): number {
    return this.changes;
  }

  /**
   * Takes the numbers from this memory, where a training keeps them, once somebody reads them: a copy for each
   * step would take as long as a short step. The memory may change until then, by the same training.
   */
  lend(memory: TensorData): void {
    this.lender = memory;
    this.changes++;
  }

  /** Writes the numbers into an array, without a copy for this variable. */
  copyTo(target: TensorData): void {
    target.set(this.lender ?? super.storage);
  }

  /**
   * Replaces the numbers by those of another tensor of the same shape. A variable of real numbers converts
   * integers to its type, and takes float32 or float64 numbers with their own type; a variable of integers
   * takes whole numbers only.
   * @throws ShapeError for another shape, ArgumentError for what is no tensor, and for fractions in a
   *   variable of integers
   */
  assign(value: Tensor): this {
    if (!(value instanceof Tensor)) throw noTensor(value, this.name, "value");
    if (!sameShape(value.shape, this.shape)) {
      throw new ShapeError({
        where: this.name,
        argument: "value",
        received: formatShape(value.shape),
        expected: formatShape(this.shape),
        mend: {
          fr: "Une variable garde sa forme : donnez un tenseur de la même.",
          en: "A variable keeps its shape: give a tensor of the same one.",
        },
      });
    }
    this.storage = isInteger(this.dtype)
      ? wholeNumbers(value, this.dtype, this.name)
      : isInteger(value.dtype)
        ? value.cast(this.dtype).storage
        : value.storage.slice();
    return this;
  }
}

/** A copy of the numbers as a type of integers, which must represent each of them exactly. */
function wholeNumbers(value: Tensor, dtype: DataType, where: string): TensorData {
  const data = allocate(dtype, value.size);
  data.set(value.storage);
  const odd = value.storage.findIndex((number, i) => number !== data[i]);
  if (odd < 0) return data;
  throw new ArgumentError({
    where,
    argument: "value",
    received: String(value.storage[odd]),
    expected: {
      fr: `des nombres de type ${dtype}, comme la variable`,
      en: `numbers of type ${dtype}, like those of the variable`,
    },
    mend: {
      fr: 'Une variable qui apprend est de type "float32" : variable(tensor(…).cast("float32")).',
      en: 'A variable that learns is of type "float32": variable(tensor(…).cast("float32")).',
    },
  });
}

/** As `sizeOf`; NaN for what is no shape. It runs for every tensor, so it is a plain loop. */
function sizeOfShape(shape: unknown): number {
  if (!Array.isArray(shape)) return NaN;
  let size = 1;
  for (let axis = 0; axis < shape.length; axis++) {
    const extent: unknown = shape[axis];
    if (!(Number.isInteger(extent) && (extent as number) >= 0)) return NaN;
    size *= extent as number;
  }
  return size;
}

function wrongSize(length: number, shape: unknown): ShapeError {
  const asked = checkedSize(shape, "tensor");
  return new ShapeError({
    where: "tensor",
    argument: "shape",
    received: formatShape(shape as Shape),
    expected: { fr: `une forme de ${length} nombre(s) en tout`, en: `a shape of ${length} number(s) in all` },
    mend: {
      fr: `Cette forme en demande ${asked} : vérifiez le produit de ses dimensions.`,
      en: `This shape has ${asked}: check the product of its extents.`,
    },
  });
}

function noStorage(data: unknown): ArgumentError {
  return new ArgumentError({
    where: "tensor",
    argument: "data",
    received: written(data),
    expected: "Float32Array, Float64Array, Int32Array, Uint8Array",
    mend: {
      fr: "Des tableaux ordinaires deviennent un tenseur par tensor([[1, 2], [3, 4]]).",
      en: "Plain arrays become a tensor by tensor([[1, 2], [3, 4]]).",
    },
  });
}

/** The error for a value that should be a tensor. */
export function noTensor(value: unknown, where: string, argument: string): ArgumentError {
  return new ArgumentError({
    where,
    argument,
    received: written(value),
    expected: { fr: "un tenseur", en: "a tensor" },
    mend: {
      fr: "Des nombres deviennent un tenseur par tensor([[1, 2], [3, 4]]).",
      en: "Numbers become a tensor by tensor([[1, 2], [3, 4]]).",
    },
  });
}

/** The arguments of operations: a tensor, or numbers to make one of. */
export type TensorLike = Tensor | NumberLike;

/** Numbers, alone or in nested arrays of any kind. */
export type NumberLike = number | boolean | TensorData | readonly NumberLike[];

function nest(data: TensorData, shape: Shape, axis: number, start: number, size: number): NestedNumbers {
  if (axis === shape.length) return data[start];
  const part = size / shape[axis];
  return Array.from({ length: shape[axis] }, (_, i) => nest(data, shape, axis + 1, start + i * part, part));
}
