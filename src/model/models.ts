/** The functions that make models, with the names and options of TensorFlow.js. */
import { checkOptions } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { text, type Kind } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { areExtents } from "../layers/layer-options.js";
import { SymbolicTensor } from "../layers/symbolic-tensor.js";
import type { BatchShape, Shape } from "../tensor/shape.js";
import { Model } from "./model.js";
import type { FunctionalOptions } from "./model-options.js";
import { Sequential, type SequentialOptions } from "./sequential.js";

/**
 * A chain of layers.
 * @param options `layers`, and optionally `name` and `seed`
 * @example
 * ```ts
 * const net = sequential({
 *   seed: 1,
 *   layers: [
 *     layers.dense({ units: 16, activation: "relu", inputShape: [2] }),
 *     layers.dense({ units: 1, activation: "sigmoid" }),
 *   ],
 * });
 * net.compile({ optimizer: train.adam(0.01), loss: "binaryCrossentropy", metrics: ["accuracy"] });
 * await net.fit(
 *   [
 *     [0, 0],
 *     [1, 1],
 *   ],
 *   [0, 1],
 *   { epochs: 5, verbose: 0 },
 * );
 * ```
 */
export function sequential(options?: SequentialOptions): Sequential {
  return new Sequential(options);
}

/**
 * A model from its inputs, made by `input`, and its outputs, made by applying layers to the inputs.
 * @param options `inputs` and `outputs`, each one symbolic tensor or a list, and optionally `name` and `seed`
 * @example
 * ```ts
 * const x = input({ shape: [4] });
 * model({ inputs: x, outputs: layers.dense({ units: 1 }).apply(x), seed: 1 });
 * ```
 */
export function model(options: FunctionalOptions): Model {
  return new Model(options);
}

export interface InputOptions {
  /** The shape of one example; `null` for an extent that differs from batch to batch. */
  readonly shape?: BatchShape | Shape;
  /** The shape of a batch, its first extent the batch size or null; instead of `shape`. */
  readonly batchShape?: BatchShape;
  readonly name?: string;
}

const SHAPE: Kind = {
  fits: areExtents,
  example: "[784]",
  expected: {
    fr: "une forme : une liste d’entiers ≥ 1, ou null là où l’étendue varie",
    en: "a shape: a list of integers ≥ 1, or null where the extent varies",
  },
};
const BATCH_SHAPE: Kind = {
  ...SHAPE,
  fits: (value) => SHAPE.fits(value) && (value as readonly unknown[]).length > 0,
  example: "[null, 784]",
};

/**
 * An input of a model: `const x = input({ shape: [784] }); const y = layers.dense({ units: 10 }).apply(x);`
 * @throws ArgumentError where there is no valid shape, or two
 * @param options `shape`, the shape of one example, and the input's name and data type
 * @example
 * ```ts
 * const x = input({ shape: [784] });
 * const y = layers.dense({ units: 10, activation: "softmax" }).apply(x);
 * model({ inputs: x, outputs: y });
 * ```
 */
export function input(options: InputOptions): SymbolicTensor {
  checkOptions(options ?? {}, { shape: SHAPE, batchShape: BATCH_SHAPE, name: text("pixels") }, "input");
  const { shape, batchShape, name } = options ?? {};
  if ((shape === undefined) === (batchShape === undefined)) {
    throw new ArgumentError({
      where: "input",
      argument: "shape",
      received:
        shape === undefined ? written(options) : { fr: "shape et batchShape", en: "shape and batchShape" },
      expected: { fr: "shape, ou batchShape", en: "shape, or batchShape" },
      mend: {
        fr: "shape est la forme d’un exemple, sans l’axe du lot : input({ shape: [784] }).",
        en: "shape is the shape of one example, without the batch axis: input({ shape: [784] }).",
      },
    });
  }
  return new SymbolicTensor(batchShape ?? [null, ...(shape as BatchShape)], undefined, name);
}
