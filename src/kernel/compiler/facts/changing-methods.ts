/**
 * The methods that change the object that they are called on, by the type that declares them, and the functions that
 * change an argument: JavaScript's and the engine's.
 */

/** How a call changes an object: in itself, or also the objects inside of it. */
export type Extent = "itself" | "deep";

const TYPED_ARRAY = ["set", "fill", "sort", "reverse", "copyWithin"];
const ITERATOR = ["next", "return", "throw"];
const DATE = ["Date", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds", "Time"].flatMap(
  (part) => [`set${part}`, `setUTC${part}`],
);
const FORM = ["append", "delete", "set", "sort"];
const TRAINING = [
  "compile",
  "fit",
  "fitDataset",
  "trainOnBatch",
  "loadWeights",
  "setWeights",
  "add",
  "pop",
  "build",
];

const ITSELF: Readonly<Record<string, readonly string[]>> = {
  Array: ["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin"],
  ...Object.fromEntries(
    [
      "Int8",
      "Uint8",
      "Uint8Clamped",
      "Int16",
      "Uint16",
      "Int32",
      "Uint32",
      "BigInt64",
      "BigUint64",
      "Float32",
      "Float64",
    ].map((type) => [`${type}Array`, TYPED_ARRAY]),
  ),
  Map: ["set", "delete", "clear"],
  Set: ["add", "delete", "clear"],
  WeakMap: ["set", "delete"],
  WeakSet: ["add", "delete"],
  Date: DATE,
  URLSearchParams: FORM,
  Headers: FORM,
  FormData: FORM,
  Iterator: ITERATOR,
  AsyncIterator: ITERATOR,
  Generator: ITERATOR,
  AsyncGenerator: ITERATOR,
  RandomR: ["runif", "rnorm", "rbinom", "sample"],
  Variable: ["assign"],
  Layer: ["setWeights", "build", "resetStates"],
};

const DEEP: Readonly<Record<string, readonly string[]>> = {
  Model: TRAINING,
  Sequential: TRAINING,
  Optimizer: ["minimize", "applyGradients", "setWeights"],
  Value: ["backward"],
  Playground: ["train", "restart"],
};

/** Method names that say enough where the type of the object is not known. */
const BY_NAME = new Map<string, Extent>([
  ...[
    ...ITSELF.Array,
    "clear",
    "delete",
    "add",
    "set",
    "assign",
    "setWeights",
    "runif",
    "rnorm",
    "rbinom",
  ].map((name) => [name, "itself"] as const),
  ...["compile", "fit", "fitDataset", "trainOnBatch", "loadWeights", "backward"].map(
    (name) => [name, "deep"] as const,
  ),
]);

/** Functions that change their first argument. */
const FIRST_ARGUMENT = new Set(
  ["assign", "defineProperty", "defineProperties", "setPrototypeOf", "freeze", "seal", "preventExtensions"]
    .map((name) => `Object.${name}`)
    .concat(["set", "defineProperty", "deleteProperty", "setPrototypeOf"].map((name) => `Reflect.${name}`)),
);

/** The engine's functions that draw from its stream of free draws where they get no seed. */
const DRAWING = new Map<string, number>([
  ["randomNormal", 4],
  ["randomStandardNormal", 2],
  ["truncatedNormal", 4],
  ["randomUniform", 4],
  ["randomUniformInt", 3],
  ["randomGamma", 4],
  ["multinomial", 2],
  ["rand", Infinity],
]);

/** The methods that call a function with elements of their object. */
const ITERATING = new Set(
  "forEach map filter find findLast findIndex findLastIndex some every flatMap reduce reduceRight sort".split(
    " ",
  ),
);

/** The methods whose result is a new list of the same elements. */
const COPYING = new Set("slice filter concat map flat flatMap toSorted toReversed toSpliced with".split(" "));

/** The methods whose result is their object. */
const RETURNING_THIS = new Set("sort reverse fill copyWithin add set assign".split(" "));

/** The methods whose result is a part of their object. */
const GIVING_PARTS = new Set("get at find findLast pop shift values entries keys next getLayer".split(" "));

/** How a method changes its object; undefined if it does not. Without a type, the name decides. */
export function changeBy(type: string | undefined, method: string): Extent | undefined {
  if (type === undefined) return BY_NAME.get(method);
  if (Object.hasOwn(ITSELF, type) && ITSELF[type]!.includes(method)) return "itself";
  return Object.hasOwn(DEEP, type) && DEEP[type]!.includes(method) ? "deep" : undefined;
}

export const changesFirstArgument = (called: string): boolean => FIRST_ARGUMENT.has(called);

/** The number of arguments after which a seed may follow; undefined if the function draws nothing. */
export const seedPlaceOf = (name: string): number | undefined => DRAWING.get(name);

export const iterates = (method: string): boolean => ITERATING.has(method);
export const copies = (method: string): boolean => COPYING.has(method);
export const returnsThis = (method: string): boolean => RETURNING_THIS.has(method);
export const givesPart = (method: string): boolean => GIVING_PARTS.has(method);
