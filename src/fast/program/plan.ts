/**
 * From a model to a program: the operations of its layers, its loss, and which weights they use, as plain data.
 *
 * Models that are no chain, and layers, losses or penalties that there are no kernels for, have no program; they run on the
 * operations of autograd, with the same results.
 */
import type { Layer } from "../../layers/layer.js";
import type { Graph } from "../../model/graph.js";
import type { Program } from "../../model/training-engine.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Variable } from "../../tensor/tensor.js";
import { knownShape, type OperationSpec } from "../operations/operation.js";
import { recogniserOf } from "../operations/operations.js";
import { fuse } from "./fuse.js";
import { headFor, type HeadSpec } from "./head.js";

export interface WeightSpec {
  readonly size: number;
  readonly trainable: boolean;
  /** Factors of the penalties l1 Σ|w| + l2 Σ w²; 0 for none. */
  readonly l1: number;
  readonly l2: number;
}

export interface Plan {
  /** How many numbers an example has. */
  readonly inputSize: number;
  readonly operations: readonly OperationSpec[];
  readonly weights: readonly WeightSpec[];
  /** What the loss does with the last values; undefined for a model that only predicts. */
  readonly head: HeadSpec | undefined;
}

/** A plan, and the variables that stand for its weights. */
export interface Planned {
  readonly plan: Plan;
  readonly variables: readonly Variable[];
}

/** The program of a model; undefined where it has none. */
export function planOf({ graph, training }: Program): Planned | undefined {
  if (!isChain(graph)) return undefined;
  const inputShape = knownShape(graph.inputs[0].shape);
  const variables: Variable[] = [];
  const weight = (variable: Variable) => variables.push(variable) - 1;
  const operations = inputShape && operationsOf(graph, inputShape, weight);
  if (operations === undefined || inputShape === undefined || variables.some(({ dtype }) => dtype !== "float32")) return undefined;
  const weights = weightSpecs(graph, variables, training?.trainable ?? []);
  if (weights === undefined || operations.some((operation) => isPartlyTrained(operation, weights))) return undefined;
  const plan = { inputSize: sizeOf(inputShape), operations, weights };
  if (training === undefined) return { plan: { ...plan, head: undefined }, variables };
  const outputShape = knownShape(graph.outputs[0].shape);
  const head = outputShape && headFor(training.losses[0], operations, outputShape);
  return head && { plan: { ...plan, head }, variables };
}

/** Whether each step reads what the one before it wrote, and no layer is used twice. */
function isChain({ inputs, outputSlots, steps, layers }: Graph): boolean {
  return inputs.length === 1 && outputSlots.length === 1 && outputSlots[0] === steps.length && layers.length === steps.length &&
    steps.length > 0 && steps.every(({ inputs: read, output }, i) => read.length === 1 && read[0] === i && output === i + 1);
}

function operationsOf(graph: Graph, inputShape: readonly number[], weight: (variable: Variable) => number): readonly OperationSpec[] | undefined {
  const all: OperationSpec[] = [];
  let shape = inputShape;
  for (const [position, { layer, outputShape: batchShape }] of graph.steps.entries()) {
    const outputShape = knownShape(batchShape);
    const found = outputShape && recogniserOf(layer)?.({ layer, inputShape: shape, outputShape, position, weight });
    if (found === undefined || outputShape === undefined) return undefined;
    all.push(...found);
    shape = outputShape;
  }
  // Softmax has a backward pass only together with its loss.
  const misplaced = all.some(({ kind }, i) => kind === "softmax" && i < all.length - 1);
  return misplaced || all.length === 0 ? undefined : fuse(all);
}

function weightSpecs({ layers }: Graph, variables: readonly Variable[], trainable: readonly Variable[]): readonly WeightSpec[] | undefined {
  const penalties = penaltiesOf(layers);
  if (penalties === undefined) return undefined;
  // A penalty on a weight that is frozen, or that no operation uses, counts in the loss all the same: left to autograd.
  if ([...penalties.keys()].some((variable) => !trainable.includes(variable) || !variables.includes(variable))) return undefined;
  return variables.map((variable) => ({ size: variable.size, trainable: trainable.includes(variable), ...(penalties.get(variable) ?? { l1: 0, l2: 0 }) }));
}

/** Operations write the gradients of all their weights, or of none. */
function isPartlyTrained({ weights: used }: OperationSpec, weights: readonly WeightSpec[]): boolean {
  return used.some((index) => weights[index].trainable !== weights[used[0]].trainable);
}

function penaltiesOf(layers: readonly Layer[]): ReadonlyMap<Variable, { readonly l1: number; readonly l2: number }> | undefined {
  const penalties = new Map<Variable, { readonly l1: number; readonly l2: number }>();
  for (const { variable, regularizer } of layers.flatMap(({ regularizedWeights }) => regularizedWeights)) {
    if (regularizer?.className !== "L1L2") return undefined;
    const { l1 = 0, l2 = 0 } = regularizer.config as { readonly l1?: number; readonly l2?: number };
    penalties.set(variable, { l1, l2 });
  }
  return penalties;
}
