/**
 * The members that layers have in TensorFlow.js alone. They are added to the layers of the engine; a class of a
 * program's own may set any of them.
 */
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { Layer } from "../../layers/layer.js";
import { StateError } from "../../errors/errors.js";
import type { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import type { Tensor, Variable } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import { disposeLayer } from "./disposal.js";
import { inboundNodes, outboundNodes, type Node } from "./nodes.js";

/** Members that are the same for every layer until a program sets them. */
const CONSTANTS = { activityRegularizer: null, initialWeights: null, inputSpec: null };

/** Members that are computed, until a program sets them. */
const COMPUTED: Readonly<Record<string, (layer: EngineLayer) => unknown>> = {
  dtype: (layer) => (layer.batchInputShape === undefined ? undefined : "float32"),
  id: numberOf,
  inboundNodes,
  outboundNodes,
  losses: penalties,
  updates: () => [],
  nonTrainableWeights: (layer) => others(layer),
  outputShape: (layer) => onlyShape(layer),
};

let counted = 0;
const numbers = new WeakMap<EngineLayer, number>();

function numberOf(layer: EngineLayer): number {
  const known = numbers.get(layer) ?? counted++;
  numbers.set(layer, known);
  return known;
}

/** The penalties of the regularizers, as functions. */
function penalties(layer: EngineLayer): (() => Tensor)[] {
  return layer.regularizedWeights.map(
    ({ regularizer, variable }) =>
      () =>
        within(() => regularizer!.apply(variable)),
  );
}

function others({ weights, trainableWeights }: EngineLayer): Variable[] {
  return weights.filter((weight) => !trainableWeights.includes(weight));
}

/** The shape of what a layer gives; a list where it gives several tensors. */
function onlyShape(layer: EngineLayer): unknown {
  const shapes = new Map(
    inboundNodes(layer).map(({ outputShapes }) => [JSON.stringify(outputShapes), outputShapes]),
  );
  if (shapes.size === 1) return [...shapes.values()][0];
  throw noUse(layer, "outputShape", shapes.size);
}

function nodeAt(layer: EngineLayer, index: number, argument: string): Node {
  const nodes = inboundNodes(layer);
  if (nodes[index] === undefined) throw noUse(layer, argument, nodes.length);
  return nodes[index];
}

/** A function that a program has called with the arguments of each call of a layer. */
type CallHook = (inputs: unknown, kwargs: unknown) => void;

const hooks = new WeakMap<EngineLayer, CallHook>();

const oneOrAll = (tensors: readonly SymbolicTensor[]) => (tensors.length === 1 ? tensors[0] : [...tensors]);

const METHODS: Readonly<Record<string, (this: EngineLayer, ...given: never[]) => unknown>> = {
  getInputAt(index: number) {
    return oneOrAll(nodeAt(this, index, "getInputAt").inputTensors);
  },
  getOutputAt(index: number) {
    return oneOrAll(nodeAt(this, index, "getOutputAt").outputTensors);
  },
  calculateLosses() {
    return penalties(this).map((penalty) => penalty());
  },
  setCallHook(hook: CallHook) {
    hooks.set(this, hook);
  },
  clearCallHook() {
    hooks.delete(this);
  },
  invokeCallHook(inputs: never, kwargs: never) {
    hooks.get(this)?.(inputs, kwargs);
  },
  getClassName() {
    return this.className;
  },
  dispose() {
    return disposeLayer(this);
  },
};

function noUse(layer: EngineLayer, argument: string, uses: number): StateError {
  return new StateError({
    where: layer.label,
    argument,
    received: { fr: `une couche utilisée ${uses} fois`, en: `a layer that is used ${uses} times` },
    expected: { fr: "un usage de ce numéro, d’une seule forme", en: "a use of this number, of one shape" },
    mend: {
      fr: "Appliquez d’abord la couche : layer.apply(x), avec const x = tf.input({ shape: [2] }).",
      en: "Apply the layer first: layer.apply(x), with const x = tf.input({ shape: [2] }).",
    },
  });
}

function define(name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(Layer.prototype, name, { configurable: true, ...descriptor });
}

for (const [name, value] of Object.entries({ ...CONSTANTS, ...METHODS }))
  define(name, { writable: true, value });
for (const [name, compute] of Object.entries(COMPUTED))
  define(name, {
    get(this: EngineLayer) {
      return compute(this);
    },
    set(this: EngineLayer, value: unknown) {
      Object.defineProperty(this, name, { configurable: true, writable: true, enumerable: true, value });
    },
  });
