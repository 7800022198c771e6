/** A model applied by hand, as a layer is: what it is given, and what such a call depends on. */
import { checkOptions, TRUTH, type Kind } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import type { CallContext } from "../layers/layer.js";
import { SymbolicTensor } from "../layers/symbolic-tensor.js";
import { RandomStream } from "../random/stream.js";
import { Tensor } from "../tensor/tensor.js";

/** What may be said of a call by hand: `{ training: true }`. */
export type ApplyContext = Partial<CallContext>;

const STREAM: Kind = {
  fits: (value) => value instanceof RandomStream, example: "…", expected: { fr: "une suite de nombres aléatoires du moteur", en: "a stream of random numbers of the engine" },
  mend: { fr: "Enlevez random : chaque appel a ses propres nombres.", en: "Remove random: each call has numbers of its own." },
};

/** All that a call depends on; `draw` makes the random numbers where none were given. */
export function callContext(context: ApplyContext | undefined, where: string, draw: () => RandomStream): CallContext {
  checkOptions(context, { training: TRUTH, random: STREAM }, where);
  return { training: context?.training ?? false, random: context?.random ?? draw() };
}

/** Whether these are numbers, not symbolic tensors. */
export function areTensors(input: unknown): input is Tensor | readonly Tensor[] {
  return Array.isArray(input) ? input.every((each) => each instanceof Tensor) : input instanceof Tensor;
}

/** @throws ArgumentError for what a model cannot be applied to */
export function checkApplied(input: unknown, where: string): void {
  const isSymbolic = (each: unknown) => each instanceof SymbolicTensor;
  const isEmpty = Array.isArray(input) && input.length === 0;
  if (!isEmpty && (areTensors(input) || (Array.isArray(input) ? input.every(isSymbolic) : isSymbolic(input)))) return;
  throw new ArgumentError({
    where, argument: "input", received: written(input), expected: { fr: "un tenseur, ou une liste de tenseurs", en: "a tensor, or a list of tensors" },
    mend: { fr: "Faites un tenseur de vos nombres : model.apply(tensor([[1, 2]])), ou utilisez model.predict.", en: "Make a tensor of your numbers: model.apply(tensor([[1, 2]])), or use model.predict." },
  });
}

/** A model of several outputs among the layers of another one. */
export function severalOutputs(where: string, count: number): ArgumentError {
  return new ArgumentError({
    where, argument: "outputs", received: { fr: `${count} sorties`, en: `${count} outputs` }, expected: { fr: "une sortie, pour être une couche d’un autre modèle", en: "one output, to be a layer of another model" },
    mend: {
      fr: "Faites de chaque sortie un modèle : model({ inputs, outputs: a }) et model({ inputs, outputs: b }) partagent leurs couches.",
      en: "Make a model of each output: model({ inputs, outputs: a }) and model({ inputs, outputs: b }) share their layers.",
    },
  });
}

/** More tensors than the model takes. */
export function tooManyInputs(where: string, given: number, count: number): ArgumentError {
  return new ArgumentError({
    where, argument: "input", received: { fr: `${given} tenseurs`, en: `${given} tensors` }, expected: { fr: `${count} tenseur(s)`, en: `${count} tensor(s)` },
    mend: { fr: "Donnez un tenseur par entrée du modèle ; plusieurs exemples vont dans un seul tenseur, [exemples, …].", en: "Give one tensor for each input of the model; several examples go into one tensor, [examples, …]." },
  });
}
