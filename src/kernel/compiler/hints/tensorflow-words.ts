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
  instead("time", "const t = performance.now()"),
  instead("Rank", "Tensor"),
  ...["Scalar", "Tensor1D", "Tensor2D", "Tensor3D", "Tensor4D", "Tensor5D", "Tensor6D"].map((word) =>
    instead(word, "Tensor"),
  ),
  ...["tensor5d", "tensor6d"].map((word) => instead(word, "tensor(x, forme)", "tensor(x, shape)")),
  ...["concat1d", "concat2d", "concat3d", "concat4d"].map((word) => instead(word, "concat([a, b])")),
  ...["slice1d", "slice2d", "slice3d", "slice4d"].map((word) => instead(word, "slice(x, …)")),
  ...["reverse1d", "reverse2d", "reverse3d", "reverse4d"].map((word) => instead(word, "reverse(x, …)")),
  ...["pad1d", "pad2d", "pad3d", "pad4d"].map((word) => instead(word, "pad(x, …)")),
  ...["batchNorm2d", "batchNorm3d", "batchNorm4d"].map((word) => instead(word, "batchNorm(x, …)")),
  instead("math", "confusionMatrix(…)"),
  ...["registerBackend", "removeBackend", "findBackend", "backend"].map((word) => needless(word, ...BACKEND)),
  ...["enableProdMode", "enableDebugMode", "disableDeprecationWarnings"].map((word) =>
    needless(word, ...BACKEND),
  ),
  instead("nextFrame", "await new Promise((resolve) => setTimeout(resolve))"),
]);

/** Names of `neurones/tfjs` for which `neurones` has nothing else. */
const OF_ENTRY: ReadonlySet<string> = new Set([
  ...["util", "browser", "data", "io", "profile", "version", "version_core", "upcastType", "sumOutType"],
  ...["TensorLike", "NamedTensorMap", "TensorContainer", "DataType", "LayerVariable", "Reduction"],
  ...["basicLSTMCell", "multiRNNCell", "movingAverage", "pool", "maxPoolWithArgmax"],
  ...["broadcastArgs", "bitwiseAnd"],
]);

/** Members of tensors for which those of `neurones` have nothing else. */
const MEMBERS: ReadonlySet<string> = new Set(["id", "dataId", "isDisposed", "kept", "strides"]);

/** Names of TensorFlow.js that `neurones/tfjs` leaves out too. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...["complex", "real", "imag", "fft", "ifft", "rfft", "irfft", "spectral", "signal"],
  ...["conv3d", "conv3dTranspose", "avgPool3d", "maxPool3d", "sparse", "sparseToDense", "string"],
  ...["raggedGather", "raggedRange", "raggedTensorToTensor", "loadGraphModel", "loadGraphModelSync"],
  ...["registerKernel", "registerGradient", "registerOp", "dilation2d"],
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
  ["buffer", (x) => `${x}.dataSync()`],
  ["bytes", (x) => `${x}.dataSync().buffer`],
  ["rankType", (x) => `${x}.rank`],
]);

function orEntry({ fr, en }: Sentence): Sentence {
  return { fr: `${fr} ; ${ENTRY.fr}.`, en: `${en}; ${ENTRY.en}.` };
}

function ofEntry(name: string): Sentence {
  return {
    fr: `\`${name}\` est un nom de TensorFlow.js : gardez le programme tel quel, avec import * as tf from "neurones/tfjs".`,
    en: `\`${name}\` is a name of TensorFlow.js: keep the program as it is, with import * as tf from "neurones/tfjs".`,
  };
}

function sentenceOf(name: string): Sentence | undefined {
  const sentence = TENSORFLOW_EXPORTS.get(name);
  if (sentence !== undefined) return orEntry(sentence);
  if (OF_ENTRY.has(name)) return ofEntry(name);
  if (LEFT_OUT.has(name))
    return {
      fr: `\`${name}\` est un nom de TensorFlow.js que ni "neurones" ni "neurones/tfjs" n’ont ; un appel dans "neurones/tfjs" dit ce qui le remplace.`,
      en: `\`${name}\` is a name of TensorFlow.js that neither "neurones" nor "neurones/tfjs" has; a call in "neurones/tfjs" says what to use instead.`,
    };
  return undefined;
}

/** `x.data()`: the numbers are a property here, and a method in TensorFlow.js. */
export function callOfData(name: string, object: string, type: string): Sentence | undefined {
  if (name !== "data" || !/^(Tensor|Variable)$/.test(type)) return undefined;
  const here = `${object.length > 20 ? "x" : object}.dataSync()`;
  return orEntry({ fr: `écrivez ${here}`, en: `write ${here}` });
}

/** `import { tidy } from "neurones"`. */
export const ofTensorFlow: Hint = ({ word }) => sentenceOf(word);

/** `tf.tidy(…)` of a namespace of "neurones", and `x.toFloat()` of its tensors. */
export function memberOfTensorFlow(name: string, object: string, type: string): Sentence | undefined {
  if (/^typeof import\(".*dist\/src\/index"\)$/.test(type)) return sentenceOf(name);
  if (type === 'typeof import("neurones")') return sentenceOf(name);
  if (!/^(Tensor|Variable)$/.test(type)) return undefined;
  if (MEMBERS.has(name)) return ofEntry(name);
  const method = TENSORFLOW_METHODS.get(name);
  if (method === undefined) return undefined;
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
