/** File formats of other programs that are not read here, and how their files are converted. */
import type { Sentence } from "../../language/language.js";

/** How a file of this format becomes one that can be read. */
type Advice = (file: string) => Sentence;

/** The lines of Python that save the weights of a Keras model. */
const KERAS_LINES = (file: string) =>
  `import keras; from safetensors.numpy import save_file; m = keras.models.load_model("${file}"); save_file({w.path: w.numpy() for w in m.weights}, "weights.safetensors")`;
const TORCH_LINES = (file: string) =>
  `import torch; from safetensors.torch import save_file; save_file(torch.load("${file}", map_location="cpu"), "weights.safetensors")`;

function keras(inputFormat: string): Advice {
  return (file) => ({
    fr: `C’est le format de Keras, que Python seul lit. Pour le modèle entier : pip install tensorflowjs, puis tensorflowjs_converter --input_format=${inputFormat} ${file} dossier, et ici loadLayersModel("dossier"). Pour les poids seuls, en Python : ${KERAS_LINES(file)}, et ici model.loadWeights("weights.safetensors").`,
    en: `That is Keras' format, which only Python reads. For the whole model: pip install tensorflowjs, then tensorflowjs_converter --input_format=${inputFormat} ${file} folder, and here loadLayersModel("folder"). For the weights alone, in Python: ${KERAS_LINES(file)}, and here model.loadWeights("weights.safetensors").`,
  });
}

const torch: Advice = (file) => ({
  fr: `C’est le format de PyTorch, que Python seul lit. En Python, si le fichier contient un state_dict : ${TORCH_LINES(file)}, et ici model.loadWeights("weights.safetensors", { layout: "pytorch" }).`,
  en: `That is PyTorch's format, which only Python reads. In Python, if the file holds a state_dict: ${TORCH_LINES(file)}, and here model.loadWeights("weights.safetensors", { layout: "pytorch" }).`,
});

const other: Advice = () => ({
  fr: "C’est le format d’un autre programme, qui n’est ni lu ni écrit ici : un modèle est un dossier avec model.json et ses poids.",
  en: "That is another program's format, which is neither read nor written here: a model is a folder with model.json and its weights.",
});

const BY_EXTENSION: Readonly<Record<string, Advice>> = {
  h5: keras("keras"),
  hdf5: keras("keras"),
  keras: keras("keras_keras"),
  pt: torch,
  pth: torch,
  pb: other,
  onnx: other,
  tflite: other,
};

/** The advice for a file of another program, by its extension; undefined for any other name. */
export function adviceByName(file: string): Sentence | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(file)?.[1].toLowerCase();
  return extension !== undefined && Object.hasOwn(BY_EXTENSION, extension)
    ? BY_EXTENSION[extension](file)
    : undefined;
}

/** The first bytes of the formats that often stand under another name. */
const BY_START: readonly (readonly [start: string, advice: Advice])[] = [
  ["\x89HDF\r\n", keras("keras")],
  ["PK\x03\x04", keras("keras_keras")],
];

/** The advice for the content of a file that is not safetensors; undefined where its format is not known. */
export function adviceByContent(bytes: Uint8Array, file: string): Sentence | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  return BY_START.find(([sign]) => start.startsWith(sign))?.[1](file);
}
