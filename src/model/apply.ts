/** What a model that is applied by hand, as a layer is, cannot be given. */
import { ArgumentError } from "../errors/errors.js";

/** A model of several outputs among the layers of another one. */
export function severalOutputs(where: string, count: number): ArgumentError {
  return new ArgumentError({
    where,
    argument: "outputs",
    received: { fr: `${count} sorties`, en: `${count} outputs` },
    expected: {
      fr: "une sortie, pour être une couche d’un autre modèle",
      en: "one output, to be a layer of another model",
    },
    mend: {
      fr: "Faites de chaque sortie un modèle : model({ inputs, outputs: a }) et model({ inputs, outputs: b }) partagent leurs couches.",
      en: "Make a model of each output: model({ inputs, outputs: a }) and model({ inputs, outputs: b }) share their layers.",
    },
  });
}

/** More tensors than the model takes. */
export function tooManyInputs(where: string, given: number, count: number): ArgumentError {
  return new ArgumentError({
    where,
    argument: "input",
    received: { fr: `${given} tenseurs`, en: `${given} tensors` },
    expected: { fr: `${count} tenseur(s)`, en: `${count} tensor(s)` },
    mend: {
      fr: "Donnez un tenseur par entrée du modèle ; plusieurs exemples vont dans un seul tenseur, [exemples, …].",
      en: "Give one tensor for each input of the model; several examples go into one tensor, [examples, …].",
    },
  });
}
