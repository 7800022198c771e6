/**
 * The methods that tensors have in TensorFlow.js. They are added to the tensors of the engine, so that every
 * tensor has them, whoever made it. In a session that imports `neurones` too, tensors answer as TensorFlow.js'
 * do (`x.greater(0)` is of type "bool").
 */
import * as operations from "../../autograd/operations/operations.js";
import { stridesOf, type Shape } from "../../tensor/shape.js";
import { acceptTruthValues, TruthArray, type DataType, type TensorData } from "../../tensor/dtype.js";
import { Tensor, Variable, type TensorLike } from "../../tensor/tensor.js";
import * as tracking from "../memory/tracking.js";
import * as CONVOLUTIONS from "../operations/convolutions.js";
import * as POOLING from "../operations/pooling.js";
import * as OWN from "../operations/differing.js";
import { OPERATIONS } from "../operations/exports.js";
import { image } from "../operations/namespaces.js";
import { CREATORS } from "./create.js";
import { TensorBuffer } from "./buffer.js";
import { callableNumbers } from "./callable-numbers.js";
import { formatted } from "./format.js";
import { forget, originalNameOf, variable } from "./variables.js";

acceptTruthValues();

type AnyFunction = (...given: unknown[]) => unknown;

/** Functions that are no methods, or whose method takes its arguments in another order. */
const NOT_METHODS: ReadonlySet<string> = new Set(["elementwise", "stored", "shown"]);

const engineMethods = { cast: Tensor.prototype.cast, dispose: Tensor.prototype.dispose };

/** A tensor of its own with the same numbers, through which gradients flow. */
function copyOf(x: Tensor): Tensor {
  return tracking.within(() => operations.reshape(x, x.shape));
}

function reshaped(this: Tensor, ...shape: number[]): Tensor {
  return tracking.within(() => operations.reshape(this, shape));
}

const METHODS: Record<string, (this: Tensor, ...given: never[]) => unknown> = {
  dispose() {
    if (this instanceof Variable) forget(this);
    tracking.dispose(this);
  },
  clone() {
    return copyOf(this);
  },
  cast(dtype: DataType) {
    const result = tracking.within(() => engineMethods.cast.call(this, dtype));
    return result === this ? copyOf(this) : result;
  },
  toFloat() {
    return this.cast("float32");
  },
  toInt() {
    return this.cast("int32");
  },
  toBool() {
    return this.cast("bool");
  },
  asType(dtype: DataType) {
    return this.cast(dtype);
  },
  asScalar() {
    return reshaped.call(this);
  },
  as1D() {
    return reshaped.call(this, this.size);
  },
  as2D: reshaped,
  as3D: reshaped,
  as4D: reshaped,
  as5D: reshaped,
  reshapeAs(other: Tensor) {
    return tracking.within(() => operations.reshape(this, other.shape));
  },
  // TensorFlow.js' order of the arguments: x.where(condition, y) takes x where the condition holds.
  where(condition: TensorLike, other: TensorLike) {
    return OPERATIONS.where(condition as never, this as never, other as never);
  },
  concat(others: Tensor | readonly Tensor[], axis?: number) {
    return OPERATIONS.concat(
      [this, ...(Array.isArray(others) ? (others as Tensor[]) : [others as Tensor])] as never,
      axis,
    );
  },
  stack(others: Tensor | readonly Tensor[], axis?: number) {
    return OPERATIONS.stack(
      [this, ...(Array.isArray(others) ? (others as Tensor[]) : [others as Tensor])] as never,
      axis,
    );
  },
  buffer() {
    return Promise.resolve(bufferOf(this));
  },
  bufferSync() {
    return bufferOf(this);
  },
  bytes() {
    return Promise.resolve(new Uint8Array(this.dataSync().buffer));
  },
  zerosLike() {
    return CREATORS.zerosLike(this as never);
  },
  onesLike() {
    return CREATORS.onesLike(this as never);
  },
  resizeBilinear(...given: never[]) {
    return image.resizeBilinear(this as never, ...(given as readonly unknown[] as [never]));
  },
  resizeNearestNeighbor(...given: never[]) {
    return image.resizeNearestNeighbor(this as never, ...(given as readonly unknown[] as [never]));
  },
  dataSync() {
    return withoutClass(this.storage);
  },
  throwIfDisposed() {
    void this.storage;
  },
  toString(this: Tensor, verbose?: boolean) {
    return formatted(this, verbose);
  },
  print(verbose?: boolean) {
    console.log(formatted(this, verbose));
  },
  variable(trainable?: boolean, name?: string, dtype?: DataType) {
    return variable(this as never, trainable, name, dtype);
  },
};

/** A copy of the numbers; those of truth values are plain bytes. */
function withoutClass(numbers: TensorData): TensorData {
  return numbers instanceof TruthArray ? Uint8Array.from(numbers) : numbers.slice();
}

function bufferOf(x: Tensor): TensorBuffer {
  return new TensorBuffer(x.shape as number[], x.dtype as "float32", x.dataSync() as Float32Array);
}

for (const [name, operation] of Object.entries({
  ...OPERATIONS,
  ...OWN,
  ...CONVOLUTIONS,
  ...POOLING,
} as Record<string, AnyFunction>))
  if (!NOT_METHODS.has(name))
    define(name, function (this: Tensor, ...rest: unknown[]) {
      return operation(this, ...rest);
    });
for (const [name, method] of Object.entries(METHODS)) define(name, method);

function define(name: string, value: unknown): void {
  Object.defineProperty(Tensor.prototype, name, { configurable: true, writable: true, value });
}

Object.defineProperties(Tensor.prototype, {
  // A property of `neurones` and a method of TensorFlow.js have the same name: the numbers can be called.
  data: {
    configurable: true,
    get(this: Tensor): TensorData {
      return callableNumbers(this);
    },
  },
  id: { configurable: true, get: identity },
  dataId: { configurable: true, get: identity },
  isDisposed: {
    configurable: true,
    get(this: Tensor): boolean {
      return tracking.isDisposed(this);
    },
  },
  kept: {
    configurable: true,
    get(this: Tensor): boolean {
      return tracking.isKept(this);
    },
  },
  strides: {
    configurable: true,
    get(this: Tensor): Shape {
      return stridesOf(this.shape).slice(0, -1);
    },
  },
  rankType: {
    configurable: true,
    get(this: Tensor): string {
      return this.rank < 5 ? String(this.rank) : "higher";
    },
  },
});

function identity(this: Tensor): number {
  return tracking.numberOf(this);
}

// A weight of a layer, as TensorFlow.js wraps it.
Object.defineProperties(Variable.prototype, {
  read: {
    configurable: true,
    value(this: Variable): Variable {
      return this;
    },
  },
  write: {
    configurable: true,
    value(this: Variable, value: Tensor): Variable {
      return this.assign(value);
    },
  },
  val: {
    configurable: true,
    get(this: Variable): Variable {
      return this;
    },
  },
  originalName: {
    configurable: true,
    get(this: Variable): string {
      return originalNameOf(this);
    },
  },
});
