/** The options of `model` and `sequential`, and their checks. */
import { checkOptions } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { ANYTHING, text, WHOLE_NUMBER, type Kinds } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { Layer } from "../layers/layer.js";
import { SymbolicTensor } from "../layers/symbolic-tensor.js";

export interface ModelOptions {
  readonly name?: string;
  /**
   * The seed of initial weights, shuffles and dropout; 1 by default, so that a model gives the same numbers
   * on every run.
   */
  readonly seed?: number;
}

export interface FunctionalOptions extends ModelOptions {
  readonly inputs: SymbolicTensor | readonly SymbolicTensor[];
  readonly outputs: SymbolicTensor | readonly SymbolicTensor[];
}

const MODEL_KINDS: Kinds<"name" | "seed"> = {
  name: { ...text("chiffres"), fits: (value) => typeof value === "string" },
  seed: WHOLE_NUMBER,
};

/** @param where the function that was called: `model` or `sequential` */
export function checkModelOptions(options: unknown, where: string, more: readonly string[]): void {
  checkOptions(
    options,
    { ...Object.fromEntries(more.map((name) => [name, ANYTHING])), ...MODEL_KINDS },
    where,
  );
}

/** One symbolic tensor, or a list of at least one. @throws ArgumentError for anything else */
export function symbolicList(given: unknown, argument: "inputs" | "outputs"): readonly SymbolicTensor[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length > 0 && list.every((each) => each instanceof SymbolicTensor))
    return list as readonly SymbolicTensor[];
  throw new ArgumentError({
    where: "model",
    argument,
    received: written(given),
    expected:
      argument === "inputs"
        ? { fr: "ce que donne input(), ou une liste", en: "what input() gives, or a list" }
        : {
            fr: "ce que donnent des couches appliquées aux entrées, ou une liste",
            en: "what layers applied to the inputs give, or a list",
          },
    mend: {
      fr: "Par exemple const x = input({ shape: [784] }); model({ inputs: x, outputs: layers.dense({ units: 10 }).apply(x) }).",
      en: "For example const x = input({ shape: [784] }); model({ inputs: x, outputs: layers.dense({ units: 10 }).apply(x) }).",
    },
  });
}

/** @throws ArgumentError for a value that is not a layer */
export function checkLayer(given: unknown, argument: string): asserts given is Layer {
  if (given instanceof Layer) return;
  throw new ArgumentError({
    where: "sequential",
    argument,
    received: written(given),
    expected: { fr: "une couche, faite par layers", en: "a layer, made by layers" },
    mend: {
      fr: "Par exemple model.add(layers.dense({ units: 4 })).",
      en: "For example model.add(layers.dense({ units: 4 })).",
    },
  });
}

/** @throws ArgumentError for a value that is not a list */
export function checkLayerList(given: unknown): void {
  if (!Array.isArray(given)) throw noLayerList(given);
}

/** The error for layers that are not given by the option `layers`, or are not a list. */
export function noLayerList(given: unknown): ArgumentError {
  return new ArgumentError({
    where: "sequential",
    argument: "layers",
    received: written(given),
    expected: { fr: "l’option layers, une liste de couches", en: "the option layers, a list of layers" },
    mend: {
      fr: "Par exemple sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] }).",
      en: "For example sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] }).",
    },
  });
}
