/**
 * The table of all names of TensorFlow.js in docs/from-tensorflow-js.md: for each, whether `neurones/tfjs` has it,
 * and what it is called in `neurones`.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import * as oracle from "@tensorflow/tfjs";
import * as neurones from "../../../src/index.js";
import {
  TENSORFLOW_EXPORTS,
  TENSORFLOW_METHODS,
} from "../../../src/kernel/compiler/hints/tensorflow-words.js";
import { Tensor } from "../../../src/tensor/tensor.js";
import { replacementOf } from "../../../src/tfjs/left-out.js";
import * as tf from "../../../src/tfjs/index.js";
import { ROOT } from "../../setup/clone.js";

export const DOCUMENT = path.join(ROOT, "docs", "from-tensorflow-js.md");
/** The table begins after this line of the document. */
export const MARK = "<!-- The table below is written by the test: NEURONES_APPROVE=1. -->";

type Names = Readonly<Record<string, unknown>>;

/** The namespaces with names that programs call. */
const NAMESPACES = [
  ...["layers", "losses", "metrics", "train", "initializers", "regularizers", "constraints", "callbacks"],
  ...["models", "data", "io", "browser", "image", "linalg", "math", "util", "serialization"],
  ...["spectral", "signal", "sparse", "string"],
];

/** The names under which Node gives a CommonJS module as a whole; the second one since Node 23. */
const WHOLE_MODULE = ["default", "module.exports"];

/** Names that programs do not call, and why they are not here. */
const NOT_CALLED: readonly (readonly [RegExp, string])[] = [
  [/^version|^OP_SCOPE_SUFFIX$|^default$/, "version of a package"],
  [/(webgl|gpgpu|WebGL|^MathBackend|^KernelBackend|^DataStorage|^shared$|kernel_impls)/, "backend"],
  [
    /^(backend|broadcast|device|gather|scatter|slice|tensor|test)_util$|^fused$|^log$/,
    "internal of operations",
  ],
  [/^(GraphModel|CallbackList|OptimizerConstructors|InputSpec|RNNCell)$/, "internal class"],
  [/^(sumOutType|upcastType|deprecationWarn|registerCallbackConstructor)$/, "internal function"],
  [/^(EarlyStopping|RNN|LayerVariable|GPGPUContext)$/, "class: made by tf.callbacks and tf.layers"],
  [/^(CompositeArrayBuffer|decodeWeightsStream|loadWeights|weightsLoaderFactory)$/, "use tf.loadLayersModel"],
];

export interface Row {
  readonly name: string;
  readonly here: string;
  readonly inNeurones: string;
  /** Whether programs can use the name by `neurones/tfjs`. */
  readonly works: boolean;
  /** Whether the row says why a name is missing. */
  readonly told: boolean;
}

function rowOf(prefix: string, name: string, ours: Names | undefined, engine: Names | undefined): Row {
  const value = ours?.[name];
  const left = replacementOf(value);
  const full = `${prefix}${name}`;
  const isSame = engine !== undefined && name in engine && left === undefined;
  const called = TENSORFLOW_EXPORTS.get(name)?.en;
  const inNeurones = isSame ? "the same" : prefix === "tf." && called !== undefined ? called : "–";
  const internal = prefix === "tf.util." ? "internal function" : undefined;
  const why = left?.en ?? internal ?? NOT_CALLED.find(([pattern]) => pattern.test(name))?.[1];
  const works = value !== undefined && left === undefined;
  return {
    name: full,
    here: works ? "works" : why === undefined ? "not here" : `left out: ${why}`,
    inNeurones,
    works,
    told: works || why !== undefined,
  };
}

/** Names of kernels, such as `Abs`: texts that only backends use. */
function isKernelName(value: unknown, name: string): boolean {
  return (typeof value === "string" && /^[A-Z_]/.test(name)) || /Grad$/.test(name);
}

export function rows(): Map<string, Row[]> {
  const all = oracle as unknown as Names;
  const tables = new Map<string, Row[]>();
  const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
  const top = sorted(Object.keys(all)).filter(
    (name) => !NAMESPACES.includes(name) && !isKernelName(all[name], name) && !WHOLE_MODULE.includes(name),
  );
  tables.set(
    "tf",
    top.map((name) => rowOf("tf.", name, tf as unknown as Names, neurones as unknown as Names)),
  );
  for (const space of NAMESPACES) {
    const names = sorted(Object.keys((all[space] ?? {}) as Names)).filter(
      (name) => !WHOLE_MODULE.includes(name),
    );
    const ours = (tf as unknown as Names)[space] as Names | undefined;
    const engine = (neurones as unknown as Names)[space] as Names | undefined;
    tables.set(
      `tf.${space}`,
      names.map((name) => rowOf(`tf.${space}.`, name, ours, engine)),
    );
  }
  tables.set("methods of tensors", methodRows());
  return tables;
}

function methodRows(): Row[] {
  const names = new Set<string>();
  for (
    let at = oracle.Tensor.prototype as object;
    at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object
  )
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  return [...names]
    .filter((name) => name !== "constructor" && !name.startsWith("throwIf"))
    .sort()
    .map((name) => {
      const works = name in Tensor.prototype;
      const called = TENSORFLOW_METHODS.get(name)?.("x");
      const isEngine =
        name in neurones || ["dataSync", "arraySync", "array", "print", "dispose", "shape"].includes(name);
      return {
        name: `x.${name}`,
        here: works ? "works" : "left out",
        inNeurones: called ?? (isEngine ? "the same" : "–"),
        works,
        told: true,
      };
    });
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;");
}

/** The table as Markdown. */
export function table(): string {
  const lines: string[] = [];
  for (const [space, list] of rows()) {
    const works = list.filter((row) => row.works).length;
    lines.push("", `### ${space}`, "", `${works} of ${list.length} names work.`, "");
    lines.push("| TensorFlow.js | `neurones/tfjs` | `neurones` |", "| --- | --- | --- |");
    for (const { name, here, inNeurones } of list)
      lines.push(`| \`${name}\` | ${cell(here)} | ${cell(inNeurones)} |`);
  }
  return `${lines.join("\n")}\n`;
}

/** The document with the table as it should be. */
export function documentWithTable(): string {
  const [head] = readFileSync(DOCUMENT, "utf8").split(MARK);
  return `${head}${MARK}\n${table()}`;
}
