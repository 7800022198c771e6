/**
 * Whom a case is compared with: TensorFlow.js, run here, or Keras, whose figures
 * `recorded/record_keras.py` recorded, for layers and options that TensorFlow.js lacks.
 */
import { readFileSync } from "node:fs";
import type { Layer } from "../../src/layers/layer.js";
import { tensor } from "../../src/tensor/create.js";
import type { Shape } from "../../src/tensor/shape.js";
import type { Tensor } from "../../src/tensor/tensor.js";
import { weighting } from "../autograd/differences.js";
import type { LayerCase } from "./cases.js";
import { theirGradients, theirLayer, theirValue, toTensorFlow, type Figures } from "./oracle.js";
import { inputsOf, ourLayer, valueShape } from "./subject.js";

/** Inputs, our layer with weights, and what the other library computes from the same numbers. */
export interface Reference {
  readonly inputs: readonly Tensor[];
  readonly layer: Layer;
  /** The weights w of the loss Σ w · layer(inputs) whose gradients are compared. */
  readonly weighting: Tensor;
  value(training: boolean): Figures;
  /** All weights after `value(true)`: the running averages have changed. */
  weights(): readonly Figures[];
  /** Gradients of the loss; empty where not requested. */
  gradients(ask: GradientRequest): {
    readonly inputs: readonly Figures[];
    readonly weights: readonly Figures[];
  };
}

interface GradientRequest {
  readonly training: boolean;
  readonly inputs: boolean;
  readonly weights: boolean;
}

export function referenceOf(each: LayerCase): Reference {
  return each.recorded === undefined ? byTensorFlow(each) : byRecord(each, each.recorded);
}

function byTensorFlow(each: LayerCase): Reference {
  const inputs = inputsOf(each);
  const layer = ourLayer(each, inputs);
  const theirs = theirLayer(each, inputs, layer.getWeights());
  const w = weighting(valueShape(each)).cast("float32");
  return {
    inputs,
    layer,
    weighting: w,
    value: (training) => theirValue(theirs, inputs.map(toTensorFlow), training),
    weights: () => theirs.getWeights(),
    gradients: (ask) => theirGradients(theirs, inputs, w, ask),
  };
}

interface SavedTensor {
  readonly shape: Shape;
  readonly data: readonly number[];
}

interface Recorded {
  readonly inputs: readonly SavedTensor[];
  readonly weights: readonly SavedTensor[];
  readonly weighting: SavedTensor;
  readonly prediction: SavedTensor;
  readonly inputGradients: readonly SavedTensor[];
  readonly weightGradients: readonly SavedTensor[];
  /** Absent where the layer draws random numbers during training; so is the next one. */
  readonly training?: SavedTensor;
  readonly weightsAfter?: readonly SavedTensor[];
}

function readRecorded(name: string): Recorded {
  const file = new URL(`../../../test/layers/recorded/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Recorded;
}

/** Whether the layer was recorded during training. */
export function recordsTraining(name: string): boolean {
  return readRecorded(name).training !== undefined;
}

function byRecord(each: LayerCase, name: string): Reference {
  const recorded = readRecorded(name);
  const restore = ({ shape, data }: SavedTensor) => tensor([...data], shape);
  const inputs = recorded.inputs.map(restore);
  const layer = ourLayer(each, inputs);
  layer.setWeights(recorded.weights.map(restore));
  return {
    inputs,
    layer,
    weighting: restore(recorded.weighting),
    value: (training) => restore(training ? recorded.training! : recorded.prediction),
    weights: () => (recorded.weightsAfter ?? recorded.weights).map(restore),
    gradients: (ask) => ({
      inputs: ask.inputs ? recorded.inputGradients.map(restore) : [],
      weights: ask.weights ? recorded.weightGradients.map(restore) : [],
    }),
  };
}
