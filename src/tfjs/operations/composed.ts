/** Operations of TensorFlow.js that others compose in a few lines, so that the engine has none of its own. */
import * as engine from "../../autograd/operations/operations.js";
import { ArgumentError } from "../../errors/errors.js";
import { asTensor, readTensor } from "../../tensor/as-tensor.js";
import * as raw from "../../tensor/operations/operations.js";
import { broadcastShapes } from "../../tensor/shape.js";
import type { Tensor as EngineTensor } from "../../tensor/tensor.js";
import type { TensorLike as EngineLike } from "../../tensor/tensor.js";
import type { Rank, Scalar, Tensor, Tensor1D, Tensor2D, TensorLike } from "../tensors/types.js";
import { operation } from "./operation.js";

type Input = Tensor | TensorLike;
type Matrix = Tensor2D | TensorLike;

/**
 * One step of an LSTM: the memory and the output after it.
 * @param forgetBias is added to the forget gate
 * @param kernel [features + units, 4 · units]: the gates of input, new memory, forgetting and output
 * @param bias [4 · units]
 * @param data [batch, features]
 * @param memory [batch, units]
 * @param output [batch, units], of the step before
 */
export const basicLSTMCell = operation(
  "basicLSTMCell",
  (
    forgetBias: EngineLike,
    kernel: EngineLike,
    bias: EngineLike,
    data: EngineLike,
    memory: EngineLike,
    output: EngineLike,
  ): EngineTensor[] => {
    const weighted = engine.matMul(engine.concat([data, output], 1), kernel);
    const [input, fresh, forget, shown] = engine.split(engine.add(weighted, bias), 4, 1);
    const next = engine.add(
      engine.mul(engine.sigmoid(input), engine.tanh(fresh)),
      engine.mul(memory, engine.sigmoid(engine.add(forgetBias, forget))),
    );
    return [next, engine.mul(engine.tanh(next), engine.sigmoid(shown))];
  },
) as unknown as (
  forgetBias: Scalar | TensorLike,
  kernel: Matrix,
  bias: Tensor1D | TensorLike,
  data: Matrix,
  memory: Matrix,
  output: Matrix,
) => [Tensor2D, Tensor2D];

export type LSTMCellFunc = (data: Tensor2D, memory: Tensor2D, output: Tensor2D) => [Tensor2D, Tensor2D];

/**
 * One step of stacked cells: the memories, and the outputs.
 * @param cells each gets the output of the one before
 * @param data [batch, features]
 * @param memories of each cell
 * @param outputs of each cell, of the step before
 */
export const multiRNNCell = operation(
  "multiRNNCell",
  (
    cells: readonly LSTMCellFunc[],
    data: EngineLike,
    memories: readonly EngineLike[],
    outputs: readonly EngineLike[],
  ): EngineTensor[][] => {
    let input = asTensor(data, "multiRNNCell", "data");
    const states = cells.map((cell, i) => {
      const given = [input, asTensor(memories[i], "multiRNNCell"), asTensor(outputs[i], "multiRNNCell")];
      const [memory, output] = cell(
        ...(given as unknown as Parameters<LSTMCellFunc>),
      ) as unknown as EngineTensor[];
      input = output;
      return [memory, output];
    });
    return [0, 1].map((which) => states.map((state) => state[which]));
  },
) as unknown as (
  cells: readonly LSTMCellFunc[],
  data: Matrix,
  memories: readonly Matrix[],
  outputs: readonly Matrix[],
) => [Tensor2D[], Tensor2D[]];

/**
 * The average v moved towards x: v + (x − v)(1 − decay), and divided by 1 − decay^step where it began with zeros.
 * @param v the average before
 * @param x the new value
 * @param decay the weight of the average before
 * @param step the number of the step, from 1 on
 * @param zeroDebias whether the average began with zeros
 */
export const movingAverage = operation(
  "movingAverage",
  (v: EngineLike, x: EngineLike, decay: EngineLike, step?: EngineLike, zeroDebias = true): EngineTensor => {
    const [before, now] = [asTensor(v, "movingAverage", "v"), asTensor(x, "movingAverage", "x")];
    const moved = engine.mul(engine.sub(now, before), engine.sub(1, decay));
    if (!zeroDebias) return engine.add(before, moved);
    if (step === undefined) throw needsStep();
    return engine.add(before, engine.div(moved, engine.sub(1, engine.pow(decay, step))));
  },
) as <T extends Tensor>(
  v: T | TensorLike,
  x: T | TensorLike,
  decay: number | Scalar,
  step?: number | Scalar,
  zeroDebias?: boolean,
) => T;

function needsStep(): ArgumentError {
  return new ArgumentError({
    where: "movingAverage",
    argument: "step",
    received: "undefined",
    expected: { fr: "le numéro de l’étape, à partir de 1", en: "the number of the step, from 1 on" },
    mend: {
      fr: "Ou donnez zeroDebias: false, si la moyenne n’a pas commencé à 0.",
      en: "Or give zeroDebias: false, if the average did not begin with 0.",
    },
  });
}

/**
 * The shape to which tensors of two shapes broadcast, of type int32.
 * @param s0 a shape
 * @param s1 another one
 */
export const broadcastArgs = operation("broadcastArgs", (s0: EngineLike, s1: EngineLike): EngineTensor => {
  const [a, b] = [s0, s1].map((shape) => Array.from(asTensor(shape, "broadcastArgs", "s0, s1").storage));
  return readTensor(broadcastShapes(a, b, "broadcastArgs"), undefined, "int32", "broadcastArgs", "s0, s1");
}) as <R extends Rank>(s0: Input, s1: Input) => Tensor<R>;

/**
 * The bits that both have.
 * @param x whole numbers
 * @param y others, of the same shape
 */
export const bitwiseAnd = operation("bitwiseAnd", (x: EngineLike, y: EngineLike): EngineTensor =>
  raw.zip(
    asTensor(x, "bitwiseAnd", "x"),
    asTensor(y, "bitwiseAnd", "y"),
    (a, b) => a & b,
    "bitwiseAnd",
    "int32",
  ),
) as <R extends Rank>(x: Tensor, y: Tensor) => Tensor<R>;
