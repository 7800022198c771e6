/**
 * The settings of a training: the checked arguments of `neuralnet`, with the defaults of those that are not
 * given.
 */
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { checkKnownOptions } from "../errors/known-options.js";
import { written } from "../errors/written.js";
import type { Sentence } from "../language/language.js";
import { RandomR } from "../random/r-random.js";
import { ALGORITHMS, type Algorithm, type StepSizes } from "./algorithms.js";
import { activationFrom, errorFrom } from "./chosen-functions.js";
import type { LifeSign, NeuralnetOptions } from "./options.js";
import type { NetworkFunctions } from "./propagation.js";

export interface Settings {
  readonly hidden: readonly number[];
  readonly threshold: number;
  readonly stepmax: number;
  readonly rep: number;
  readonly algorithm: Algorithm;
  readonly learningRate: number;
  readonly stepSizes: StepSizes;
  readonly functions: NetworkFunctions;
  readonly lifesign: LifeSign;
  readonly lifesignStep: number;
  readonly likelihood: boolean;
}

const LIFE_SIGNS = { none: "none", minimal: "minimal", full: "full" } as const;

/** The names of all options: an object, so that the compiler reports a missing one. */
const OPTIONS: Readonly<Record<keyof NeuralnetOptions, true>> = {
  x: true,
  y: true,
  classes: true,
  hidden: true,
  threshold: true,
  stepmax: true,
  rep: true,
  seed: true,
  random: true,
  startWeights: true,
  exclude: true,
  constantWeights: true,
  algorithm: true,
  learningRate: true,
  learningRateFactor: true,
  learningRateLimit: true,
  errFct: true,
  actFct: true,
  linearOutput: true,
  lifesign: true,
  lifesignStep: true,
  warnings: true,
  likelihood: true,
  onStep: true,
};

export function readSettings(options: NeuralnetOptions): Settings {
  // No options at all get the same message as options that are no object.
  checkKnownOptions(options ?? null, Object.keys(OPTIONS), { where: "neuralnet" });
  const {
    threshold = 0.01,
    stepmax = 1e5,
    rep = 1,
    algorithm = "rprop+",
    learningRate,
    lifesignStep = 1000,
    linearOutput = true,
    likelihood = false,
    random,
    onStep,
  } = options;
  const { hidden = 1, actFct = "logistic", errFct = "sse", lifesign = "none", warnings = true } = options;
  choose(ALGORITHMS, algorithm, { where: "neuralnet", argument: "algorithm" });
  positive(threshold, "threshold");
  for (const [argument, value] of Object.entries({ stepmax, rep, lifesignStep }))
    require(Number.isInteger(value) && value > 0, argument, value, {
      fr: "un entier positif",
      en: "a positive integer",
    });
  for (const [argument, value] of Object.entries({ linearOutput, likelihood, warnings }))
    require(typeof value === "boolean", argument, value, { fr: "true ou false", en: "true or false" });
  require(random === undefined || random instanceof RandomR, "random", random, {
    fr: "ce que setSeed renvoie",
    en: "what setSeed returns",
  });
  require(onStep === undefined || typeof onStep === "function", "onStep", onStep, {
    fr: "une fonction",
    en: "a function",
  });
  if (algorithm === "backprop" || learningRate !== undefined) {
    require(isPositive(learningRate), "learningRate", learningRate, {
      fr: "un nombre positif, par exemple 0.01 : backprop en a besoin",
      en: "a positive number such as 0.01: backprop needs it",
    });
  }
  return {
    hidden: hiddenSizes(hidden),
    threshold,
    stepmax,
    rep,
    algorithm,
    stepSizes: readStepSizes(options),
    likelihood,
    lifesignStep,
    learningRate: learningRate ?? NaN,
    functions: { activation: activationFrom(actFct), error: errorFrom(errFct), linearOutput },
    lifesign: choose<LifeSign>(LIFE_SIGNS, lifesign, { where: "neuralnet", argument: "lifesign" }),
  };
}

function readStepSizes({ learningRateFactor, learningRateLimit }: NeuralnetOptions): StepSizes {
  checkKnownOptions(learningRateFactor, ["minus", "plus"], {
    where: "neuralnet",
    argument: "learningRateFactor",
  });
  checkKnownOptions(learningRateLimit, ["min", "max"], { where: "neuralnet", argument: "learningRateLimit" });
  const { minus, plus, min, max }: StepSizes = {
    minus: 0.5,
    plus: 1.2,
    min: 1e-10,
    max: 0.1,
    ...given(learningRateFactor),
    ...given(learningRateLimit),
  };
  for (const [argument, value] of Object.entries({
    "learningRateFactor.minus": minus,
    "learningRateFactor.plus": plus,
    "learningRateLimit.min": min,
    "learningRateLimit.max": max,
  }))
    positive(value, argument);
  require(min <= max, "learningRateLimit", { min, max }, { fr: "min ≤ max", en: "min ≤ max" });
  return { minus, plus, min, max };
}

/** The properties of an object that are not undefined. */
function given<Options extends object>(options: Options | undefined): Partial<Options> {
  return Object.fromEntries(
    Object.entries(options ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<Options>;
}

function hiddenSizes(hidden: unknown): readonly number[] {
  const sizes: unknown[] = isList(hidden) ? Array.from(hidden) : [hidden];
  if (sizes.length === 1 && sizes[0] === 0) return [];
  for (const size of sizes)
    require(Number.isInteger(size) && (size as number) > 0, "hidden", hidden, {
      fr: "des entiers positifs, un par couche cachée ([] ou 0 : aucune)",
      en: "positive integers, one for each hidden layer ([] or 0: none)",
    });
  return sizes as number[];
}

function isPositive(value: unknown): boolean {
  return typeof value === "number" && value > 0 && Number.isFinite(value);
}

function positive(value: unknown, argument: string): void {
  require(isPositive(value), argument, value, { fr: "un nombre positif", en: "a positive number" });
}

function require(holds: boolean, argument: string, received: unknown, expected: Sentence): void {
  if (holds) return;
  throw new ArgumentError({
    where: "neuralnet",
    argument,
    received: written(received),
    expected,
    mend: {
      fr: "Les arguments sont ceux de neuralnet en R, sans point : learningRate pour learningrate.",
      en: "The arguments are those of R's neuralnet, without dots: learningRate for learningrate.",
    },
  });
}
