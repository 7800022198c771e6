/** What the steps of a program do that no kernel does, in the first thread and on the whole batch. */
import type { Embedding } from "../../layers/embedding.js";
import type { Layer } from "../../layers/layer.js";
import type { RNN } from "../../layers/rnn.js";
import type { GraphNode } from "../../model/graph.js";

/** The work of a step. Recalling and keeping states, and checking words, leave the computing to kernels. */
export type HostCall = LayerCall | StatesCall | WordsCall;

/** Recalls the states that a layer has kept from the batch before, or keeps those after this batch. */
export interface StatesCall {
  readonly kind: "recall" | "keep";
  readonly layer: RNN;
}

/** Checks that an embedding gets numbers of words from the layer before. */
export interface WordsCall {
  readonly kind: "check";
  readonly layer: Embedding;
  /** The shape of an example. */
  readonly shape: readonly number[];
}

/** Runs a layer on autograd. */
export interface LayerCall {
  readonly kind: "layer";
  readonly layer: Layer;
  /** The place of the use among the nodes of the model; where models are nested, its place in each of them. */
  readonly path: readonly number[];
  readonly options: GraphNode["options"];
  /** The shapes of one example of each input and output. */
  readonly inputShapes: readonly (readonly number[])[];
  readonly outputShapes: readonly (readonly number[])[];
  /** Which inputs have a mask; the masks follow the inputs of the step. */
  readonly masked: readonly boolean[];
}
