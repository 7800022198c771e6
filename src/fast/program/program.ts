/**
 * Lowers a model to a program: the operations of its layers, its weights and its loss, as plain data.
 *
 * Only a chain of known layers, with a loss and penalties that the kernels compute and without constraints,
 * has a program. Every
 * other model runs on the operations of autograd, with the same results.
 */
import type { Layer } from "../../layers/layer.js";
import type { Graph } from "../../model/graph.js";
import { constrainedWeights } from "../../model/training/autograd-engine.js";
import type { RunnableModel } from "../../model/training/training-engine.js";
import { sizeOf, type BatchShape } from "../../tensor/shape.js";
import type { Variable } from "../../tensor/tensor.js";
import { knownShape, type BaseSpec } from "../operations/operation.js";
import { isKnownLayer, lowerLayer, type OperationSpec } from "../operations/operations.js";
import { fuse } from "./fuse.js";
import { fewestForHalves } from "./halves.js";
import { headFor, type HeadSpec } from "./head.js";

export interface WeightSpec {
  readonly size: number;
  readonly trainable: boolean;
  /** Whether a training step changes it: the optimizer does, or it is a running average. */
  readonly changes: boolean;
  /** Factors of the penalties l1 Σ|w| + l2 Σ w²; 0 for none. */
  readonly l1: number;
  readonly l2: number;
}

export interface Program {
  /** The shape of an example, and how many numbers it has. */
  readonly inputShape: readonly number[];
  readonly inputSize: number;
  readonly outputShape: readonly number[];
  /** The size of the vocabulary, where the input consists of word numbers. */
  readonly words: number | undefined;
  readonly operations: readonly OperationSpec[];
  readonly weights: readonly WeightSpec[];
  /** A batch of at least so many examples is divided into halves. */
  readonly fewestForHalves: number;
  /** The loss; undefined for a model that only predicts. */
  readonly head: HeadSpec | undefined;
}

/** A program, and the variables that its weights stand for. */
export interface LoweredModel {
  readonly program: Program;
  readonly variables: readonly Variable[];
}

/**
 * The program of a model for examples of this shape; undefined where it has none.
 * @param inputShape the shape of an example, all extents known
 */
export function lowerModel(
  { graph, training }: RunnableModel,
  inputShape: readonly number[],
): LoweredModel | undefined {
  if (!isChain(graph)) return undefined;
  // No kernel applies constraints after a step.
  if (training !== undefined && training.rules?.constrained !== false && constrainedWeights(graph).length > 0)
    return undefined;
  const variables: Variable[] = [];
  const found = operationsOf(graph, inputShape, (variable) => variables.push(variable) - 1);
  if (found === undefined || variables.some(({ dtype }) => dtype !== "float32")) return undefined;
  const { operations, outputShape } = found;
  const weights = weightSpecs(graph, variables, operations, training?.trainable ?? []);
  if (weights === undefined || operations.some((operation) => isPartlyTrained(operation, weights)))
    return undefined;
  // Nothing is left to compute a loss from that does not count.
  if (training?.lossWeights?.includes(0)) return undefined;
  const head = training && headFor(training.losses[0], operations, outputShape);
  if (training !== undefined && head === undefined) return undefined;
  return {
    program: {
      inputShape,
      inputSize: sizeOf(inputShape),
      outputShape,
      words: vocabularyOf(operations[0]),
      operations,
      weights,
      fewestForHalves: fewestForHalves(operations),
      head,
    },
    variables,
  };
}

/**
 * Whether each node reads the only output of the node before it, no layer is used twice, and none has options
 * of its call.
 */
function isChain({ inputs, outputSlots, nodes, layers }: Graph): boolean {
  return (
    inputs.length === 1 &&
    outputSlots.length === 1 &&
    outputSlots[0] === nodes.length &&
    layers.length === nodes.length &&
    nodes.length > 0 &&
    nodes.every(
      ({ inputs: read, outputs, options }, i) =>
        read.length === 1 && read[0] === i && outputs.length === 1 && Object.keys(options).length === 0,
    )
  );
}

function operationsOf(
  graph: Graph,
  inputShape: readonly number[],
  weight: (variable: Variable) => number,
): { readonly operations: readonly OperationSpec[]; readonly outputShape: readonly number[] } | undefined {
  const all: OperationSpec[] = [];
  let shape = inputShape;
  for (const [position, { layer }] of graph.nodes.entries()) {
    if (!isKnownLayer(layer)) return undefined;
    const outputShape = knownShape(layer.computeOutputShape([null, ...shape]) as BatchShape);
    const found = outputShape && lowerLayer({ layer, inputShape: shape, outputShape, position, weight });
    if (found === undefined || outputShape === undefined) return undefined;
    all.push(...found);
    shape = outputShape;
  }
  // Softmax has a backward pass only together with its loss.
  const misplaced = all.some(({ kind }, i) => kind === "softmax" && i < all.length - 1);
  if (misplaced || all.length === 0) return undefined;
  const operations = fuse(all);
  // Only the fused embedding and mean leaves padding (word 0) out; other models with a mask run on autograd.
  const ignoresMask = operations.some((operation) => operation.kind === "embedding" && operation.masked);
  return ignoresMask ? undefined : { operations, outputShape: shape };
}

function vocabularyOf(first: OperationSpec): number | undefined {
  return first.kind === "embedding" || first.kind === "meanEmbedding" ? first.words : undefined;
}

function weightSpecs(
  { layers }: Graph,
  variables: readonly Variable[],
  operations: readonly BaseSpec[],
  trainable: readonly Variable[],
): readonly WeightSpec[] | undefined {
  const penalties = penaltiesOf(layers);
  if (penalties === undefined) return undefined;
  // The loss includes the penalties on weights that are frozen, or that no operation uses: only autograd
  // computes these.
  if (
    [...penalties.keys()].some((variable) => !trainable.includes(variable) || !variables.includes(variable))
  )
    return undefined;
  const averages = operations.flatMap((operation) => operation.averages ?? []);
  return variables.map((variable, index) => ({
    size: variable.size,
    trainable: trainable.includes(variable),
    changes: trainable.includes(variable) || averages.includes(index),
    ...(penalties.get(variable) ?? { l1: 0, l2: 0 }),
  }));
}

/** Operations compute the gradients of all their weights, or of none. */
function isPartlyTrained({ weights: used }: BaseSpec, weights: readonly WeightSpec[]): boolean {
  return used.some((index) => weights[index].trainable !== weights[used[0]].trainable);
}

function penaltiesOf(
  layers: readonly Layer[],
): ReadonlyMap<Variable, { readonly l1: number; readonly l2: number }> | undefined {
  const penalties = new Map<Variable, { readonly l1: number; readonly l2: number }>();
  for (const { variable, regularizer } of layers.flatMap(({ regularizedWeights }) => regularizedWeights)) {
    if (regularizer?.className !== "L1L2") return undefined;
    const { l1 = 0, l2 = 0 } = regularizer.config as { readonly l1?: number; readonly l2?: number };
    penalties.set(variable, { l1, l2 });
  }
  return penalties;
}
