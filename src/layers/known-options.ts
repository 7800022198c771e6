/** The names of a layer's options: one that the layer does not read is refused, so that no wish is ignored without a word. */
import { ArgumentError } from "../errors/errors.js";
import { checkKnownOptions } from "../errors/known-options.js";
import { written } from "../errors/written.js";

/** The options that every layer reads. */
const COMMON = ["name", "trainable", "inputShape", "batchInputShape", "weights"] as const;

/** Options of TensorFlow.js and Keras that there are not here, each with the values that ask for nothing. */
const NOT_HERE: Readonly<Record<string, readonly unknown[]>> = {
  ...Object.fromEntries(["activity", "kernel", "bias", "recurrent", "embeddings", "gamma", "beta", "depthwise"].flatMap((weight) => [[`${weight}Constraint`, [null]], [`${weight}Regularizer`, [null]]])),
  dtype: ["float32", null], inputDType: ["float32", null], sparse: [false], stateful: [false], returnState: [false], initialState: [null], unroll: [false, true], implementation: [1, 2],
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
  const given = Object.entries(options).filter(([name, value]) => value !== undefined && !known.includes(name));
  const missing = given.find(([name, value]) => Object.hasOwn(NOT_HERE, name) && !NOT_HERE[name].includes(value));
  if (missing !== undefined) {
    const [name, value] = missing;
    throw new ArgumentError({
      where, argument: name, received: written(value), expected: { fr: `une option parmi ${known.join(", ")}`, en: `an option among ${known.join(", ")}` },
      mend: { fr: `L’option ${name} de TensorFlow.js n’est pas prise en charge ici : enlevez-la.`, en: `The option ${name} of TensorFlow.js is not supported here: remove it.` },
    });
  }
  checkKnownOptions(Object.fromEntries(given.filter(([name]) => !Object.hasOwn(NOT_HERE, name))), known, { where });
}
