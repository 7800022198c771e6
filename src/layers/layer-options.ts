/**
 * The options that every layer takes, checked; and the names of all of a layer's options: one that the layer does not read is refused,
 * so that none is ignored without a word.
 */
import { checkOptions } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { list, TRUTH, type Kind } from "../errors/kinds.js";
import { checkKnownOptions } from "../errors/known-options.js";
import { written } from "../errors/written.js";
import type { Shape, BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";

export interface LayerOptions {
  /** By default the layer's kind and its number in the model: `dense_1`. */
  readonly name?: string;
  /** False to keep the weights as they are while the rest of the model learns. */
  readonly trainable?: boolean;
  /** The shape of one example; needed by a model's first layer. */
  readonly inputShape?: Shape;
  /** The shape of a batch, its first extent the batch size or null; instead of `inputShape`. */
  readonly batchInputShape?: BatchShape;
  /** The weights to begin with, in the order of `getWeights`, instead of those that initializers make. */
  readonly weights?: readonly Tensor[];
}

/** Whether these are extents of examples: whole and positive, or null where one is not known. */
export function areExtents(shape: unknown): boolean {
  return (
    Array.isArray(shape) &&
    shape.every((extent) => extent === null || (Number.isInteger(extent) && extent > 0))
  );
}

const EXTENTS = {
  fr: "une liste d’entiers positifs (ou null, si l’on ne sait pas)",
  en: "a list of positive integers (or null, where it is not known)",
};
const ONE_EXAMPLE: Kind = {
  fits: areExtents,
  example: "[784]",
  expected: EXTENTS,
  mend: {
    fr: "C’est la forme d’un exemple, entre crochets : inputShape: [784].",
    en: "It is the shape of one example, in brackets: inputShape: [784].",
  },
};
const KINDS = {
  name: {
    fits: (value: unknown) => typeof value === "string",
    expected: { fr: "un texte entre guillemets", en: "text in quotes" },
    example: '"sortie"',
  },
  trainable: TRUTH,
  weights: list("weights: [w, b]"),
  inputShape: ONE_EXAMPLE,
  batchInputShape: {
    fits: (value: unknown) => areExtents(value) && (value as BatchShape).length > 0,
    example: "[null, 784]",
    expected: EXTENTS,
  },
} satisfies Record<keyof LayerOptions, Kind>;

/** What a layer keeps of these options. */
interface Common {
  readonly name: string;
  readonly trainable: boolean;
  readonly batchInputShape: BatchShape | undefined;
  readonly weights: readonly Tensor[] | undefined;
}

/**
 * Reads the options that every layer takes; those that are null, as saved models may have them, count as not given.
 * @param where the layer, for messages
 * @throws ArgumentError for a value of another kind
 */
export function readLayerOptions(
  { name, trainable, inputShape, batchInputShape, weights }: LayerOptions,
  where: string,
): Common {
  const given = Object.entries({ name, trainable, inputShape, batchInputShape, weights }).filter(
    ([, value]) => value !== null,
  );
  checkOptions(Object.fromEntries(given), KINDS, where);
  return {
    name: name ?? "",
    trainable: trainable ?? true,
    weights: weights ?? undefined,
    batchInputShape:
      batchInputShape ?? ((inputShape ?? undefined) === undefined ? undefined : [null, ...inputShape!]),
  };
}

/** The names of these options. */
const COMMON = Object.keys(KINDS);

/** Options of TensorFlow.js and Keras that are not supported here, each with the values that change nothing and may be given. */
const NOT_HERE: Readonly<Record<string, readonly unknown[]>> = {
  ...Object.fromEntries(
    ["activity", "kernel", "bias", "recurrent", "embeddings", "gamma", "beta", "depthwise"].flatMap(
      (weight) => [
        [`${weight}Constraint`, [null]],
        [`${weight}Regularizer`, [null]],
      ],
    ),
  ),
  noiseShape: [null],
  seed: [null],
  outputPadding: [null],
  resetAfter: [false],
  dtype: ["float32", null],
  inputDType: ["float32", null],
  sparse: [false],
  stateful: [false],
  returnState: [false],
  initialState: [null],
  unroll: [false, true],
  implementation: [1, 2],
};

/**
 * Returns if the layer reads each of the options.
 * @param own   the names that the layer reads beside those that every layer does
 * @param where the layer, for messages
 * @throws ArgumentError that gives the nearest name, or says that the option is not supported
 */
export function checkLayerOptions(options: unknown, own: readonly string[], where: string): void {
  const known = [...own, ...COMMON];
  const isOptions = typeof options === "object" && options !== null && !Array.isArray(options);
  if (!isOptions) return checkKnownOptions(options, known, { where });
  const given = Object.entries(options).filter(
    ([name, value]) => value !== undefined && !known.includes(name),
  );
  const missing = given.find(
    ([name, value]) => Object.hasOwn(NOT_HERE, name) && !NOT_HERE[name].includes(value),
  );
  if (missing !== undefined) {
    const [name, value] = missing;
    throw new ArgumentError({
      where,
      argument: name,
      received: written(value),
      expected: { fr: `une option parmi ${known.join(", ")}`, en: `an option among ${known.join(", ")}` },
      mend: {
        fr: `L’option ${name} de TensorFlow.js n’est pas prise en charge ici : enlevez-la.`,
        en: `The option ${name} of TensorFlow.js is not supported here: remove it.`,
      },
    });
  }
  checkKnownOptions(Object.fromEntries(given.filter(([name]) => !Object.hasOwn(NOT_HERE, name))), known, {
    where,
  });
}
