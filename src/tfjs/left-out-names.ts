/**
 * The names of TensorFlow.js that this entry leaves out, each with what to use instead: Fourier transforms, sparse
 * and ragged tensors, texts and complex numbers in tensors, convolutions in three dimensions, graph models, and
 * the machinery of backends.
 */
import type { Sentence } from "../language/language.js";
import { leftOut } from "./left-out.js";

/** A name with a sentence of its own. */
type Named = readonly [name: string, instead: Sentence];

const NOTHING: Sentence = {
  fr: "Rien ne le remplace ici : gardez TensorFlow.js pour cette partie du programme.",
  en: "Nothing replaces it here: keep TensorFlow.js for this part of the program.",
};
const COMPLEX: Sentence = {
  fr: "Les tenseurs n’ont pas de nombres complexes ici : gardez la partie réelle et l’imaginaire dans deux tenseurs.",
  en: "Tensors hold no complex numbers here: keep the real and the imaginary part in two tensors.",
};
const SPECTRAL: Sentence = {
  fr: "Il n’y a pas de transformée de Fourier ici : calculez le spectre par un paquet comme fft.js, puis tf.tensor.",
  en: "There is no Fourier transform here: compute the spectrum by a package such as fft.js, then tf.tensor.",
};
const TEXT: Sentence = {
  fr: "Les tenseurs n’ont pas de texte ici : traitez les textes en JavaScript, et donnez leurs nombres au modèle.",
  en: "Tensors hold no text here: treat texts in JavaScript, and give the model their numbers.",
};
const SPARSE: Sentence = {
  fr: "Il n’y a pas de tenseurs creux ici : tf.gather, tf.where et tf.oneHot travaillent sur des tenseurs entiers.",
  en: "There are no sparse tensors here: tf.gather, tf.where and tf.oneHot work on whole tensors.",
};
const RAGGED: Sentence = {
  fr: "Complétez les suites à la même longueur, et masquez le reste : tf.layers.embedding({ maskZero: true }).",
  en: "Pad the sequences to the same length, and mask the rest: tf.layers.embedding({ maskZero: true }).",
};
const SPACE: Sentence = {
  fr: "Les convolutions ont une ou deux dimensions ici : traitez les couches d’un volume comme des canaux de conv2d.",
  en: "Convolutions have one or two dimensions here: treat the slices of a volume as channels of conv2d.",
};
const GRAPH_MODEL: Sentence = {
  fr: "Un modèle en graphe n’est pas lu ici : convertissez le modèle de Keras avec --output_format=tfjs_layers_model, puis tf.loadLayersModel.",
  en: "Graph models are not read here: convert the Keras model with --output_format=tfjs_layers_model, then tf.loadLayersModel.",
};
const MACHINERY: Sentence = {
  fr: "Les opérations sont celles du moteur, sans noyaux à enregistrer : composez-les, ou donnez votre dérivée à tf.customGrad.",
  en: "The operations are the engine's, with no kernels to register: compose them, or give tf.customGrad a derivative.",
};

const BOXES: Sentence = {
  fr: "Choisissez et découpez les cadres en JavaScript, puis tf.slice et tf.image.resizeBilinear.",
  en: "Choose and cut the boxes in JavaScript, then tf.slice and tf.image.resizeBilinear.",
};
const PREPARED: Sentence = {
  fr: "Préparez les données avant le modèle : tf.oneHot, tf.slice ou tf.image.resizeBilinear.",
  en: "Prepare the data before the model: tf.oneHot, tf.slice or tf.image.resizeBilinear.",
};

/** What is left out, by the sentence that says what to use instead. */
const LEFT_OUT: readonly (readonly [readonly string[], Sentence])[] = [
  [["complex", "real", "imag"], COMPLEX],
  [["fft", "ifft", "rfft", "irfft", "enclosingPowerOfTwo", "cosineWindow"], SPECTRAL],
  [["raggedGather", "raggedRange", "raggedTensorToTensor"], RAGGED],
  [["sparseToDense"], SPARSE],
  [["conv3d", "conv3dTranspose", "avgPool3d", "maxPool3d"], SPACE],
  [["loadGraphModel", "loadGraphModelSync", "registerOp", "deregisterOp"], GRAPH_MODEL],
  [["registerKernel", "unregisterKernel", "registerGradient", "unregisterGradient", "op"], MACHINERY],
  [["getKernel", "getGradient", "getKernelsForBackend", "copyRegisteredKernels"], MACHINERY],
  [["dilation2d"], NOTHING],
  [["setWebGLContext", "forceHalfFloat", "setPlatform", "findBackendFactory"], NOTHING],
];

const GROUPS: Readonly<Record<string, readonly [readonly string[], Sentence]>> = {
  spectral: [["fft", "ifft", "rfft", "irfft"], SPECTRAL],
  signal: [["hammingWindow", "hannWindow", "frame", "stft"], SPECTRAL],
  sparse: [["sparseFillEmptyRows", "sparseReshape", "sparseSegmentMean", "sparseSegmentSum"], SPARSE],
  string: [["stringNGrams", "stringSplit", "stringToHashBucketFast", "staticRegexReplace"], TEXT],
};

const SEQUENCES: Sentence = {
  fr: "Appliquez conv2d à chaque image par tf.layers.timeDistributed, puis tf.layers.lstm à la suite.",
  en: "Apply conv2d to each picture by tf.layers.timeDistributed, then tf.layers.lstm to the sequence.",
};

/** Layers that are left out. */
const LAYERS = {
  conv3d: SPACE,
  conv3dTranspose: SPACE,
  maxPooling3d: SPACE,
  maxPool3d: SPACE,
  averagePooling3d: SPACE,
  avgPooling3d: SPACE,
  avgPool3d: SPACE,
  convLstm2d: SEQUENCES,
  convLstm2dCell: SEQUENCES,
  categoryEncoding: PREPARED,
  centerCrop: PREPARED,
  randomWidth: PREPARED,
};

type LeftOut = ReturnType<typeof leftOut>;

function all(prefix: string, names: readonly Named[]): Readonly<Record<string, LeftOut>> {
  return Object.fromEntries(names.map(([name, instead]) => [name, leftOut(`${prefix}${name}`, instead)]));
}

const made = all(
  "tf.",
  LEFT_OUT.flatMap(([names, instead]) => names.map((name): Named => [name, instead])),
);

export const { complex, real, imag, fft, ifft, rfft, irfft, enclosingPowerOfTwo, cosineWindow } = made;
export const { raggedGather, raggedRange, raggedTensorToTensor, sparseToDense } = made;
export const { conv3d, conv3dTranspose, avgPool3d, maxPool3d } = made;
export const { loadGraphModel, loadGraphModelSync, registerOp, deregisterOp } = made;
export const { registerKernel, unregisterKernel, registerGradient, unregisterGradient, op } = made;
export const { getKernel, getGradient, getKernelsForBackend, copyRegisteredKernels } = made;
export const { dilation2d } = made;
export const { setWebGLContext, forceHalfFloat, setPlatform, findBackendFactory } = made;

function group(name: string): Readonly<Record<string, LeftOut>> {
  const [names, instead] = GROUPS[name];
  return all(
    `tf.${name}.`,
    names.map((each) => [each, instead]),
  );
}

export const spectral = group("spectral");
export const signal = group("signal");
export const sparse = group("sparse");
export const string = group("string");

/** The layers that are left out, as functions that say so. */
export const leftOutLayers = all("tf.layers.", Object.entries(LAYERS)) as Readonly<
  Record<keyof typeof LAYERS, LeftOut>
>;

const PICTURES = {
  ...{ nonMaxSuppression: BOXES, nonMaxSuppressionAsync: BOXES, nonMaxSuppressionPadded: BOXES },
  ...{ nonMaxSuppressionPaddedAsync: BOXES, nonMaxSuppressionWithScore: BOXES },
  ...{ nonMaxSuppressionWithScoreAsync: BOXES, cropAndResize: BOXES },
  ...{ rotateWithOffset: NOTHING, threshold: NOTHING, transform: NOTHING },
};

/** The operations on pictures that are left out. */
export const leftOutPictures = all("tf.image.", Object.entries(PICTURES)) as Readonly<
  Record<keyof typeof PICTURES, LeftOut>
>;
