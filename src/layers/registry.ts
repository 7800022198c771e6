/** Layers by the name of their class: how a saved model finds them again. */
import { choose } from "../errors/choose.js";
import { ActivationLayer, ELU, LeakyReLU } from "./activation.js";
import { Dense } from "./dense.js";
import { Dropout } from "./dropout.js";
import type { Layer } from "./layer.js";
import { Flatten, Reshape } from "./reshape.js";

/** A kind of layer, made from its options. */
export interface LayerClass {
  new (options: never): Layer;
  readonly className: string;
}

const CLASSES: Record<string, LayerClass> = Object.fromEntries(
  ([ActivationLayer, Dense, Dropout, ELU, Flatten, LeakyReLU, Reshape] as readonly LayerClass[]).map((each) => [each.className, each]),
);

/** Makes a kind of layer of your own known, so that models with it can be loaded. */
export function registerLayer(kind: LayerClass): void {
  CLASSES[kind.className] = kind;
}

/** The layer that was saved as its class and its options. */
export function layerFromSaved({ className, config }: { readonly className: string; readonly config: unknown }): Layer {
  return new (choose(CLASSES, className, { where: "layers", argument: "className" }))(config as never);
}
