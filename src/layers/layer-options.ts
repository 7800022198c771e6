/**
 * Checks the options of every layer, and the names of all options of a layer: an option that the layer does
 * not have is refused, since ignoring it would hide a mistake.
 */
import { checkOptions } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { list, TRUTH, type Kind } from "../errors/kinds.js";
import { checkKnownOptions } from "../errors/known-options.js";
import { written } from "../errors/written.js";
import type { Shape, BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";

/** The options of every layer. */
export interface LayerOptions {
  /** By default the name of the layer's class and a number: `dense_1`. */
  readonly name?: string;
  /** False to freeze the weights while the rest of the model is trained. */
  readonly trainable?: boolean;
  /** The shape of one example; a model's first layer needs it. */
  readonly inputShape?: Shape;
  /** The shape of a batch, its first extent the batch size or null; instead of `inputShape`. */
  readonly batchInputShape?: BatchShape;
  /** The initial weights, in the order of `getWeights`, instead of those made by initializers. */
  readonly weights?: readonly Tensor[];
}

/** Whether this is a list of extents, each a whole positive number, or null where it is not known. */
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

/** The values of these options. */
interface CommonOptions {
  readonly name: string;
  readonly trainable: boolean;
  readonly batchInputShape: BatchShape | undefined;
  readonly weights: readonly Tensor[] | undefined;
}

/**
 * Reads the options of every layer; an option that is null, as in some saved models, counts as not given.
 * @param where the layer, for messages
 * @throws ArgumentError for a value that is not allowed
 */
export function readLayerOptions(
  { name, trainable, inputShape, batchInputShape, weights }: LayerOptions,
  where: string,
): CommonOptions {
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
export const COMMON: readonly string[] = Object.keys(KINDS);

/**
 * Options of TensorFlow.js and Keras that are not supported, each with the values that have no effect and so
 * are allowed.
 */
const UNSUPPORTED: Readonly<Record<string, readonly unknown[]>> = {
  ...Object.fromEntries(
    [
      "activity",
      "kernel",
      "bias",
      "recurrent",
      "embeddings",
      "gamma",
      "beta",
      "depthwise",
      "pointwise",
      "alpha",
    ].flatMap((weight) => [
      [`${weight}Constraint`, [null]],
      [`${weight}Regularizer`, [null]],
    ]),
  ),
  antialias: [false],
  dataFormat: ["channelsLast"],
  groups: [1],
  keepdims: [false],
  noiseShape: [null],
  seed: [null],
  outputPadding: [null],
  resetAfter: [false],
  dtype: ["float32", null],
  inputDType: ["float32", null],
  sparse: [false],
  initialState: [null],
  implementation: [1, 2, null],
};

/**
 * @param own   the names of the options of this layer, besides those of every layer
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
  const unsupported = given.find(
    ([name, value]) => Object.hasOwn(UNSUPPORTED, name) && !UNSUPPORTED[name].includes(value),
  );
  if (unsupported !== undefined) {
    const [name, value] = unsupported;
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
  checkKnownOptions(Object.fromEntries(given.filter(([name]) => !Object.hasOwn(UNSUPPORTED, name))), known, {
    where,
  });
}
