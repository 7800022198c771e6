/** The types of operations as methods: `x.mul(y)`. */
import type * as engine from "../../autograd/operations/operations.js";
import type { DataType, Tensor, TensorLike } from "../tensors/types.js";
import type { Forms, MethodKeepsType } from "./forms.js";
import type * as convolutions from "./convolutions.js";
import type * as pooling from "./pooling.js";
import type * as differing from "./differing.js";

/** Functions whose first argument is a list or no tensor. */
type NotChained =
  "elementwise" | "concat" | "stack" | "where" | "addN" | "oneHot" | "cast" | "clone" | "print";

type Differing = typeof differing & typeof convolutions & typeof pooling;
type All = Omit<Forms<typeof engine>, keyof Differing> & Differing;

/** The arguments of a function without the first one, which is the tensor itself. */
type Rest<F> = F extends (first: never, ...rest: infer Others) => unknown ? Others : never;

/** A function as a method. */
type Method<Name, F> = Name extends MethodKeepsType
  ? <T extends Tensor>(this: T, ...rest: Rest<F>) => T
  : F extends (...given: never[]) => infer Result
    ? Result extends Tensor
      ? <T extends Tensor = Tensor>(...rest: Rest<F>) => T
      : Result extends readonly Tensor[]
        ? <T extends Tensor = Tensor>(...rest: Rest<F>) => T[]
        : (...rest: Rest<F>) => Result
    : never;

type Derived = { [Name in Exclude<keyof All, NotChained>]: Method<Name, All[Name]> };

/** All operations as methods. */
export interface Chained extends Derived {
  concat<T extends Tensor>(this: T, others: T | readonly T[], axis?: number): T;
  stack<T extends Tensor = Tensor>(others: Tensor | readonly Tensor[], axis?: number): T;
  where<T extends Tensor>(this: T, condition: Tensor | TensorLike, other: Tensor | TensorLike): T;
  zerosLike<T extends Tensor>(this: T): T;
  onesLike<T extends Tensor>(this: T): T;
  resizeBilinear<T extends Tensor = Tensor>(
    size: [number, number],
    alignCorners?: boolean,
    halfPixelCenters?: boolean,
  ): T;
  resizeNearestNeighbor<T extends Tensor = Tensor>(
    size: [number, number],
    alignCorners?: boolean,
    halfPixelCenters?: boolean,
  ): T;
  oneHot(depth: number, onValue?: number, offValue?: number, dtype?: DataType): Tensor;
}

declare module "../tensors/types.js" {
  // The declarations of an interface must have the same parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface Tensor<R extends Rank = Rank> extends Chained {}
}
