/** When layers get their weights: in a model, or as soon as a program asks for weights of a layer in a graph. */
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { RandomStream } from "../../random/stream.js";
import type { BatchShape } from "../../tensor/shape.js";
import * as tracking from "../memory/tracking.js";
import { currentPlace } from "./name-scopes.js";
import { buildNamed, isBuilding } from "./weight-names.js";

type InputShape = BatchShape | readonly BatchShape[];

/** How many layers were built without a model, so that each gets other numbers. */
let alone = 0;

/** Builds a layer that a program uses in a graph and of which no model has been made yet. */
export function buildForUse(layer: EngineLayer): void {
  const [call] = layer.calls;
  if (layer.built || call === undefined || tracking.isEngine()) return;
  const shapes = call.inputs.map(({ shape }) => shape);
  tracking.within(() =>
    layer.ensureBuilt(shapes.length === 1 ? shapes[0] : shapes, new RandomStream(++alone)),
  );
}

/** `ensureBuilt` and `build` of a layer, which name the weights. */
export function buildMethods(
  layer: EngineLayer,
  { ensureBuilt, build }: Pick<EngineLayer, "ensureBuilt" | "build">,
) {
  return {
    ensureBuilt(inputShape: InputShape, random: RandomStream): void {
      if (!layer.built) buildNamed(layer, () => ensureBuilt.call(layer, inputShape, random));
    },
    /** A program that builds a layer by hand gets weights without the name of the layer in front. */
    build(inputShape: InputShape): void {
      if (isBuilding(layer)) return build.call(layer, inputShape);
      if (layer.built) return;
      const random = new RandomStream(++alone);
      tracking.within(() =>
        buildNamed(layer, () => ensureBuilt.call(layer, inputShape, random), currentPlace()),
      );
    },
  };
}
