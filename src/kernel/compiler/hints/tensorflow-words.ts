/**
 * Names of TensorFlow.js that `neurones` calls otherwise or does without, each with what to write instead.
 * `neurones/tfjs` has all of them.
 */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Hint } from "./finding.js";

const ENTRY: Sentence = {
  fr: 'ou gardez le programme tel quel, avec import * as tf from "neurones/tfjs"',
  en: 'or keep the program as it is, with import * as tf from "neurones/tfjs"',
};

const instead = (word: string, fr: string, en = fr): readonly [string, Sentence] => [
  word,
  { fr: `écrivez ${fr}`, en: `write ${en}` },
];

const needless = (word: string, fr: string, en: string): readonly [string, Sentence] => [word, { fr, en }];

const MEMORY = [
  "la mémoire se libère seule ici, enlevez l’appel",
  "memory is freed by itself here, remove the call",
] as const;
const BACKEND = [
  "tout s’exécute sur le processeur, enlevez l’appel",
  "everything runs on the processor, remove the call",
] as const;

/** Exports of TensorFlow.js that `neurones` does not have. */
export const TENSORFLOW_EXPORTS: ReadonlyMap<string, Sentence> = new Map([
  needless("tidy", ...MEMORY),
  needless("keep", ...MEMORY),
  needless("dispose", ...MEMORY),
  needless("disposeVariables", ...MEMORY),
  needless("memory", ...MEMORY),
  needless("ready", ...BACKEND),
  needless("setBackend", ...BACKEND),
  needless("getBackend", ...BACKEND),
  needless("env", ...BACKEND),
  needless("engine", ...BACKEND),
  instead("serialization", "registerLayer(…)"),
  instead("LayersModel", "Model"),
  instead("cast", 'x.cast("float32")'),
  instead("print", "x.print()"),
  instead("CustomCallback", "un objet { onEpochEnd: … }", "an object { onEpochEnd: … }"),
  instead("buffer", "tensor(new Float32Array(…), forme)", "tensor(new Float32Array(…), shape)"),
  instead("TensorBuffer", "tensor(new Float32Array(…), forme)", "tensor(new Float32Array(…), shape)"),
  instead("nextFrame", "await new Promise((resolve) => setTimeout(resolve))"),
]);

/** Methods of TensorFlow.js' tensors that those of `neurones` do not have. */
export const TENSORFLOW_METHODS: ReadonlyMap<string, (x: string) => string> = new Map([
  ["toFloat", (x) => `${x}.cast("float32")`],
  ["toInt", (x) => `${x}.cast("int32")`],
  ["toBool", (x) => `${x}.cast("uint8")`],
  ["asType", (x) => `${x}.cast("float32")`],
  ["asScalar", (x) => `${x}.reshape([])`],
  ["as1D", (x) => `${x}.flatten()`],
  ["as2D", (x) => `${x}.reshape([m, n])`],
  ["as3D", (x) => `${x}.reshape([m, n, p])`],
  ["as4D", (x) => `${x}.reshape([m, n, p, q])`],
  ["bufferSync", (x) => `${x}.dataSync()`],
  ["variable", (x) => `variable(${x})`],
]);

function orEntry({ fr, en }: Sentence): Sentence {
  return { fr: `${fr} ; ${ENTRY.fr}.`, en: `${en}; ${ENTRY.en}.` };
}

function sentenceOf(name: string): Sentence | undefined {
  const sentence = TENSORFLOW_EXPORTS.get(name);
  return sentence === undefined ? undefined : orEntry(sentence);
}

/** `import { tidy } from "neurones"`. */
export const ofTensorFlow: Hint = ({ word }) => sentenceOf(word);

/** `tf.tidy(…)` of a namespace of "neurones", and `x.toFloat()` of its tensors. */
export function memberOfTensorFlow(name: string, object: string, type: string): Sentence | undefined {
  if (/^typeof import\(".*dist\/src\/index"\)$/.test(type)) return sentenceOf(name);
  if (type === 'typeof import("neurones")') return sentenceOf(name);
  const method = TENSORFLOW_METHODS.get(name);
  if (method === undefined || !/^(Tensor|Variable)$/.test(type)) return undefined;
  const here = method(object.length > 20 ? "x" : object);
  return orEntry({ fr: `écrivez ${here}`, en: `write ${here}` });
}

/** `tf.tensor(…)` where no cell imports `tf`. */
export const tensorFlowNamespace: Hint = ({ word, node }) => {
  const at = node();
  if (word !== "tf" || at === undefined || !ts.isPropertyAccessExpression(at.parent)) return undefined;
  return {
    fr: 'ajoutez import * as tf from "neurones/tfjs", ou exécutez la cellule qui l’importe.',
    en: 'add import * as tf from "neurones/tfjs", or run the cell that imports it.',
  };
};
