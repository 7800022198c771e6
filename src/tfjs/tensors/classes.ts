/** The classes of tensors, for `instanceof`. */
import * as engine from "../../tensor/tensor.js";
import type * as types from "./types.js";

export const Tensor = engine.Tensor as unknown as abstract new () => types.Tensor;
export type Tensor<R extends types.Rank = types.Rank> = types.Tensor<R>;
export const Variable = engine.Variable as unknown as abstract new () => types.Variable;
export type Variable<R extends types.Rank = types.Rank> = types.Variable<R>;
