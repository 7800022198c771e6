/**
 * The type that a function of the engine has for programs of TensorFlow.js: the same arguments, and a result
 * whose rank the program states (`const y: tf.Tensor2D = tf.matMul(a, b)`), as TensorFlow.js lets it.
 */
import type * as engine from "../../tensor/tensor.js";
import type { DataType as StoredType } from "../../tensor/dtype.js";
import type { DataType, Tensor, TensorLike } from "../tensors/types.js";

/**
 * Operations whose result has, for TensorFlow.js, the type of their first argument: `tf.relu(x2d)` is a
 * `Tensor2D`. All others have the type that the program states.
 */
type KeepsType =
  | "abs"
  | "acos"
  | "acosh"
  | "asin"
  | "asinh"
  | "atan"
  | "atanh"
  | "ceil"
  | "cos"
  | "cosh"
  | "erf"
  | "exp"
  | "expm1"
  | "floor"
  | "gather"
  | "isFinite"
  | "isInf"
  | "isNaN"
  | "log"
  | "log1p"
  | "logSigmoid"
  | "neg"
  | "onesLike"
  | "reciprocal"
  | "reverse"
  | "round"
  | "rsqrt"
  | "sigmoid"
  | "sign"
  | "sin"
  | "sinh"
  | "softmax"
  | "softplus"
  | "sqrt"
  | "square"
  | "step"
  | "tan"
  | "tanh"
  | "zerosLike";
type FunctionKeepsType =
  | KeepsType
  | "avgPool"
  | "batchToSpaceND"
  | "clipByValue"
  | "conv1d"
  | "conv2d"
  | "conv2dTranspose"
  | "depthwiseConv2d"
  | "elu"
  | "leakyRelu"
  | "logicalNot"
  | "maxPool"
  | "mirrorPad"
  | "pad"
  | "prelu"
  | "relu"
  | "relu6"
  | "selu"
  | "separableConv2d"
  | "spaceToBatchND"
  | "tile"
  | "transpose";
export type MethodKeepsType =
  | KeepsType
  | "all"
  | "any"
  | "cumsum"
  | "euclideanNorm"
  | "logSoftmax"
  | "logSumExp"
  | "prod"
  | "slice"
  | "stridedSlice";

/** An argument as programs give it: their tensors wherever the engine takes its own. */
export type Taken<Argument> = [StoredType] extends [Argument]
  ? Argument | DataType
  : [engine.TensorLike] extends [Argument]
    ? Argument | Tensor | TensorLike
    : Argument extends readonly (infer Item)[]
      ? engine.Tensor extends Item
        ? readonly (Item | Tensor | TensorLike)[]
        : Argument
      : engine.Tensor extends Argument
        ? Argument | Tensor
        : Argument;

type AllTaken<Arguments extends readonly unknown[]> = { [I in keyof Arguments]: Taken<Arguments[I]> };

/** A result as programs get it. */
export type Given<Result> = Result extends engine.Tensor
  ? Tensor
  : Result extends readonly engine.Tensor[]
    ? Tensor[]
    : Result extends Promise<infer Later>
      ? Promise<Given<Later>>
      : Result extends object
        ? { [Name in keyof Result]: Given<Result[Name]> }
        : Result;

/** The form of the function `F` of this name. */
export type Form<Name, F> = F extends (...given: infer Arguments) => infer Result
  ? Result extends engine.Tensor
    ? Name extends FunctionKeepsType
      ? Arguments extends readonly [unknown, ...infer Rest]
        ? <T extends Tensor>(x: T | TensorLike, ...rest: AllTaken<Rest>) => T
        : never
      : <T extends Tensor = Tensor>(...given: AllTaken<Arguments>) => T
    : Result extends readonly engine.Tensor[]
      ? <T extends Tensor = Tensor>(...given: AllTaken<Arguments>) => T[]
      : (...given: AllTaken<Arguments>) => Given<Result>
  : F;

/** All functions of a module in this form. */
export type Forms<Module> = { [Name in keyof Module]: Form<Name, Module[Name]> };
