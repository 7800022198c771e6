/**
 * The settings of a playground: plain data, which a message or a link can carry, and their bounds.
 *
 * What comes from a page or a link is never trusted: `readSettings` keeps each value that fits and leaves the
 * others as they were.
 */
import { readFormula } from "./formula.js";

/** The generated sets; "points" are drawn or read from a file, "own" are the learner's `x` and `y`. */
export const DATA_NAMES = [
  "clouds",
  "xor",
  "circles",
  "moons",
  "spiral",
  "flower",
  "curve",
  "points",
  "own",
] as const;
export type DataName = (typeof DATA_NAMES)[number];

export const PROBLEMS = ["classification", "regression"] as const;
export type Problem = (typeof PROBLEMS)[number];

export const ACTIVATIONS = ["tanh", "relu", "sigmoid", "linear", "leakyRelu", "elu", "swish"] as const;
export type PlaygroundActivation = (typeof ACTIVATIONS)[number];

export const OPTIMIZERS = ["sgd", "momentum", "rmsprop", "adam"] as const;
export type PlaygroundOptimizer = (typeof OPTIMIZERS)[number];

export const REGULARIZATIONS = ["none", "l1", "l2"] as const;
export type Regularization = (typeof REGULARIZATIONS)[number];

/** A hidden layer. */
export interface HiddenLayer {
  readonly units: number;
  readonly activation: PlaygroundActivation;
  /** The share of its outputs that dropout sets to 0 in training. */
  readonly dropout: number;
}

/** A point that was drawn or read: one or two coordinates, then the class, or the number to predict. */
export type DrawnPoint = readonly number[];

export interface Settings {
  readonly data: DataName;
  /** What is learned from points; a generated set has one kind of its own. */
  readonly problem: Problem;
  /** The function of the set "curve", as text: `sin(2 x)`. */
  readonly formula: string;
  readonly points: readonly DrawnPoint[];
  /** The number of points of a generated set. */
  readonly samples: number;
  readonly noise: number;
  /** The share of the points that are kept for the test. */
  readonly testShare: number;
  readonly hidden: readonly HiddenLayer[];
  readonly optimizer: PlaygroundOptimizer;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly regularization: Regularization;
  readonly regularizationRate: number;
  /** The number of epochs from one frame to the next. */
  readonly speed: number;
  /** The seed of the data, of the initial weights, and of the training. */
  readonly seed: number;
}

export const DEFAULTS: Settings = {
  data: "circles",
  problem: "classification",
  formula: "sin(2 x)",
  points: [],
  samples: 200,
  noise: 0.1,
  testShare: 0.2,
  hidden: [
    { units: 4, activation: "tanh", dropout: 0 },
    { units: 2, activation: "tanh", dropout: 0 },
  ],
  optimizer: "adam",
  learningRate: 0.03,
  batchSize: 10,
  regularization: "none",
  regularizationRate: 0.001,
  speed: 1,
  seed: 1,
};

/** The noise with which each set is worth learning: that of `datasets`. */
export const USUAL_NOISE: Readonly<Record<DataName, number>> = {
  clouds: 0.5,
  xor: 0,
  circles: 0.1,
  moons: 0.15,
  spiral: 0.1,
  flower: 0.1,
  curve: 0.1,
  points: 0,
  own: 0,
};

/** The bounds of the numbers, both included; only what is drawn limits the number of layers and neurons. */
export const BOUNDS = {
  samples: [10, 2000],
  noise: [0, 1],
  testShare: [0, 0.9],
  learningRate: [0, 100],
  batchSize: [1, 2000],
  regularizationRate: [0, 100],
  speed: [1, 1000],
  seed: [0, 2 ** 31 - 1],
} as const satisfies Partial<Record<keyof Settings, readonly [number, number]>>;

/** The most layers, neurons in a layer, and points that a message may ask for: a page shows far fewer. */
export const MOST = { layers: 24, units: 128, points: 5000 } as const;

const WHOLE: readonly (keyof typeof BOUNDS)[] = ["samples", "batchSize", "speed", "seed"];

const CHOICES: Partial<Record<keyof Settings, readonly string[]>> = {
  data: DATA_NAMES,
  problem: PROBLEMS,
  optimizer: OPTIMIZERS,
  regularization: REGULARIZATIONS,
};

/** The settings after these changes; a value that does not fit changes nothing. */
export function readSettings(changes: unknown, before: Settings = DEFAULTS): Settings {
  if (typeof changes !== "object" || changes === null) return before;
  const given = changes as Readonly<Record<string, unknown>>;
  const fitting = Object.entries(given).filter(([name, value]) => fits(name, value));
  return { ...before, ...(Object.fromEntries(fitting) as Partial<Settings>) };
}

/** Whether a setting of this name may have this value. */
export function fits(name: string, value: unknown): boolean {
  if (Object.hasOwn(BOUNDS, name)) {
    const bounded = name as keyof typeof BOUNDS;
    const [least, most] = BOUNDS[bounded];
    const isNumber = typeof value === "number" && value >= least && value <= most;
    return isNumber && (!WHOLE.includes(bounded) || Number.isInteger(value));
  }
  const choices = Object.hasOwn(CHOICES, name) ? CHOICES[name as keyof Settings] : undefined;
  if (choices !== undefined) return choices.includes(value as string);
  if (name === "formula") return typeof value === "string" && isTame(value);
  if (name === "hidden")
    return Array.isArray(value) && value.length <= MOST.layers && value.every(isHiddenLayer);
  return name === "points" && Array.isArray(value) && value.length <= MOST.points && arePoints(value);
}

export function isHiddenLayer(value: unknown): value is HiddenLayer {
  if (typeof value !== "object" || value === null) return false;
  const { units, activation, dropout, ...others } = value as Readonly<Record<string, unknown>>;
  return (
    Number.isInteger(units) &&
    (units as number) >= 1 &&
    (units as number) <= MOST.units &&
    ACTIVATIONS.includes(activation as PlaygroundActivation) &&
    typeof dropout === "number" &&
    dropout >= 0 &&
    dropout < 1 &&
    Object.keys(others).length === 0
  );
}

/** The points of a curve lie between −3 and 3. */
export const REACH = 3;

/** Whether a text is a formula with moderate values between −3 and 3, where its points are drawn. */
export function isTame(text: string): boolean {
  const formula = readFormula(text);
  if (formula === undefined) return false;
  for (let i = -200; i <= 200; i++) if (!(Math.abs(formula.value((REACH * i) / 200)) <= 1000)) return false;
  return true;
}

function arePoints(values: readonly unknown[]): boolean {
  const length = Array.isArray(values[0]) ? values[0].length : 2;
  return (
    (length === 2 || length === 3) &&
    values.every(
      (point) =>
        Array.isArray(point) &&
        point.length === length &&
        point.every((value) => typeof value === "number" && Math.abs(value) <= 1e6),
    )
  );
}
