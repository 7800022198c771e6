/** Finds the initializer for an option of a layer: an object, a name, or the data of a saved one. */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  identity,
  leCunNormal,
  leCunUniform,
  ones,
  orthogonal,
  randomNormal,
  randomUniform,
  truncatedNormal,
  varianceScaling,
  zeros,
  type Initializer,
  type InitializerLike,
  type InitializerName,
} from "./initializers.js";

const BY_NAME: Readonly<Record<InitializerName, () => Initializer>> = {
  zeros: () => zeros(),
  ones: () => ones(),
  constant: () => constant(),
  randomNormal: () => randomNormal(),
  randomUniform: () => randomUniform(),
  truncatedNormal: () => truncatedNormal(),
  varianceScaling: () => varianceScaling(),
  glorotUniform: () => glorotUniform(),
  glorotNormal: () => glorotNormal(),
  heUniform: () => heUniform(),
  heNormal: () => heNormal(),
  leCunUniform: () => leCunUniform(),
  leCunNormal: () => leCunNormal(),
  orthogonal: () => orthogonal(),
  identity: () => identity(),
};

const BY_CLASS: Readonly<Record<string, (config?: never) => Initializer>> = {
  Zeros: zeros,
  Ones: ones,
  Constant: constant,
  RandomNormal: randomNormal,
  RandomUniform: randomUniform,
  TruncatedNormal: truncatedNormal,
  VarianceScaling: varianceScaling,
  GlorotUniform: glorotUniform,
  GlorotNormal: glorotNormal,
  HeUniform: heUniform,
  HeNormal: heNormal,
  LeCunUniform: leCunUniform,
  LeCunNormal: leCunNormal,
  Orthogonal: orthogonal,
  Identity: identity,
};

/**
 * @param given an initializer, the name of one (`heNormal`) or its class name (`HeNormal`), or the data of a
 *              saved one
 * @throws ArgumentError for an unknown name
 */
export function initializerFrom(given: InitializerLike, where: string, argument: string): Initializer {
  if (typeof given === "string" && Object.hasOwn(BY_CLASS, given)) return BY_CLASS[given]();
  if (typeof given !== "object" || given === null) return choose(BY_NAME, given, { where, argument })();
  if (!("apply" in given))
    return choose(BY_CLASS, given.className, { where, argument })(withoutNulls(given.config) as never);
  if (typeof given.apply === "function") return given;
  throw new ArgumentError({
    where,
    argument,
    received: written(given),
    expected: {
      fr: "un initialiseur, ou le nom d’un initialiseur",
      en: "an initializer, or the name of one",
    },
    mend: {
      fr: `Par exemple ${argument}: "heNormal", ou initializers.heNormal({ seed: 1 }).`,
      en: `For example ${argument}: "heNormal", or initializers.heNormal({ seed: 1 }).`,
    },
  });
}

/** Saved options without those that are null: Keras saves a missing seed as null. */
function withoutNulls(config: unknown): unknown {
  if (typeof config !== "object" || config === null || Array.isArray(config)) return config ?? undefined;
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}
