/**
 * Checks the folder of a saved model. Other storage of TensorFlow.js, and the file formats of other programs,
 * are refused by name.
 */
import { DataError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import type { Sentence } from "../../language/language.js";
import { adviceByName } from "./foreign-formats.js";

/** An address such as `localstorage://m`; only `file://` addresses are folders. */
const ADDRESS = /^(?!file:)[a-z][a-z0-9+.-]*:\/\//i;
/** @throws DataError for a value that is not the name of a folder */
export function checkFolder(where: unknown, caller: string, argument: string): asserts where is string {
  if (typeof where !== "string" || where.replace(/^file:\/\//, "").trim() === "" || where.includes("\0")) {
    throw refused(caller, argument, written(where), {
      fr: 'Donnez le nom d’un dossier : "modele".',
      en: 'Give the name of a folder: "model".',
    });
  }
  if (ADDRESS.test(where)) {
    throw refused(caller, argument, written(where), {
      fr: `Les modèles sont gardés dans des dossiers ; ${where.slice(0, where.indexOf(":") + 3)} n’existe que dans TensorFlow.js, dans un navigateur. Écrivez par exemple "modele".`,
      en: `Models are saved in folders; ${where.slice(0, where.indexOf(":") + 3)} exists only in TensorFlow.js, in a browser. Write "model", for example.`,
    });
  }
  const advice = adviceByName(where);
  if (advice !== undefined)
    throw refused(caller, argument, written(where), caller === "save" ? NOT_WRITTEN : advice);
}

const NOT_WRITTEN: Sentence = {
  fr: 'Ce format d’un autre programme n’est pas écrit ici : un modèle est un dossier avec model.json et ses poids. Pour TensorFlow.js : model.save("dossier", { format: "tensorflow" }) ; pour Python : model.saveWeights("poids.safetensors").',
  en: 'That format of another program is not written here: a model is a folder with model.json and its weights. For TensorFlow.js: model.save("folder", { format: "tensorflow" }); for Python: model.saveWeights("weights.safetensors").',
};

function refused(caller: string, argument: string, received: string, mend: Sentence): DataError {
  return new DataError({
    where: caller,
    argument,
    received,
    expected: { fr: "le nom d’un dossier", en: "the name of a folder" },
    mend,
  });
}
