/**
 * From a model to a program: the operations of its layers, its loss, and which weights they use, as plain data.
 *
 * Models that are no chain, and layers, losses or penalties that there are no kernels for, have no program; they run on the
 * operations of autograd, with the same results.
 */
import type { Layer } from "../../layers/layer.js";
import type { Graph } from "../../model/graph.js";
import type { RunnableModel } from "../../model/training/training-engine.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Variable } from "../../tensor/tensor.js";
import type { EmbeddingSpec } from "../operations/embedding.js";
import { knownShape, type OperationSpec } from "../operations/operation.js";
import { recogniserOf } from "../operations/operations.js";
import { fuse } from "./fuse.js";
import { fewestForHalves } from "./halves.js";
import { headFor, type HeadSpec } from "./head.js";

export interface WeightSpec {
  readonly size: number;
  readonly trainable: boolean;
  /** Whether a step of training changes it: by the optimizer, or because an operation keeps an average in it. */
  readonly changes: boolean;
  /** Factors of the penalties l1 Σ|w| + l2 Σ w²; 0 for none. */
  readonly l1: number;
  readonly l2: number;
}

export interface Plan {
  /** The shape of an example, and how many numbers it has. */
  readonly inputShape: readonly number[];
  readonly inputSize: number;
  readonly outputShape: readonly number[];
  /** How many words there are, where the input is word numbers. */
  readonly words: number | undefined;
  readonly operations: readonly OperationSpec[];
  readonly weights: readonly WeightSpec[];
  /** The fewest examples of a batch that is cut into halves. */
  readonly fewestForHalves: number;
  /** What the loss does with the last values; undefined for a model that only predicts. */
  readonly head: HeadSpec | undefined;
}

/** A plan, and the variables that stand for its weights. */
export interface Planned {
  readonly plan: Plan;
  readonly variables: readonly Variable[];
}

/**
 * The program of a model for examples of this shape; undefined where it has none.
 * @param inputShape known extents only
 */
export function planOf(
  { graph, training }: RunnableModel,
  inputShape: readonly number[],
): Planned | undefined {
  if (!isChain(graph)) return undefined;
  const variables: Variable[] = [];
  const found = operationsOf(graph, inputShape, (variable) => variables.push(variable) - 1);
  if (found === undefined || variables.some(({ dtype }) => dtype !== "float32")) return undefined;
  const { operations, outputShape } = found;
  const weights = weightSpecs(graph, variables, operations, training?.trainable ?? []);
  if (weights === undefined || operations.some((operation) => isPartlyTrained(operation, weights)))
    return undefined;
  const head = training && headFor(training.losses[0], operations, outputShape);
  if (training !== undefined && head === undefined) return undefined;
  const [first] = operations;
  const words = "words" in first ? (first as EmbeddingSpec).words : undefined;
  return {
    plan: {
      inputShape,
      inputSize: sizeOf(inputShape),
      outputShape,
      words,
      operations,
      weights,
      fewestForHalves: fewestForHalves(operations),
      head,
    },
    variables,
  };
}

/** Whether each step reads what the one before it wrote, and no layer is used twice. */
function isChain({ inputs, outputSlots, nodes, layers }: Graph): boolean {
  return (
    inputs.length === 1 &&
    outputSlots.length === 1 &&
    outputSlots[0] === nodes.length &&
    layers.length === nodes.length &&
    nodes.length > 0 &&
    nodes.every(({ inputs: read, output }, i) => read.length === 1 && read[0] === i && output === i + 1)
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
    const recognise = recogniserOf(layer);
    const outputShape = recognise && knownShape(layer.computeOutputShape([null, ...shape]));
    const found = outputShape && recognise({ layer, inputShape: shape, outputShape, position, weight });
    if (found === undefined || outputShape === undefined) return undefined;
    all.push(...found);
    shape = outputShape;
  }
  // Softmax has a backward pass only together with its loss.
  const misplaced = all.some(({ kind }, i) => kind === "softmax" && i < all.length - 1);
  if (misplaced || all.length === 0) return undefined;
  const operations = fuse(all);
  // Filling is known to the mean alone.
  const maskLost = operations.some(
    (operation) => operation.kind === "embedding" && (operation as EmbeddingSpec).masked,
  );
  return maskLost ? undefined : { operations, outputShape: shape };
}

function weightSpecs(
  { layers }: Graph,
  variables: readonly Variable[],
  operations: readonly OperationSpec[],
  trainable: readonly Variable[],
): readonly WeightSpec[] | undefined {
  const penalties = penaltiesOf(layers);
  if (penalties === undefined) return undefined;
  // A penalty on a weight that is frozen, or that no operation uses, counts in the loss all the same: left to autograd.
  if (
    [...penalties.keys()].some((variable) => !trainable.includes(variable) || !variables.includes(variable))
  )
    return undefined;
  const kept = operations.flatMap((operation) => operation.kept ?? []);
  return variables.map((variable, index) => ({
    size: variable.size,
    trainable: trainable.includes(variable),
    changes: trainable.includes(variable) || kept.includes(index),
    ...(penalties.get(variable) ?? { l1: 0, l2: 0 }),
  }));
}

/** Operations write the gradients of all their weights, or of none. */
function isPartlyTrained({ weights: used }: OperationSpec, weights: readonly WeightSpec[]): boolean {
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
