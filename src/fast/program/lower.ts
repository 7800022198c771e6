/**
 * Lowers a model to a program: the operations of its layers, its weights and its losses, as plain data.
 *
 * A layer or a loss that no kernel computes becomes a step on the operations of autograd, between the compiled
 * ones. Models within the model are lowered as if their nodes stood in their place.
 */
import { Bidirectional } from "../../layers/bidirectional.js";
import type { Layer } from "../../layers/layer.js";
import { Masking } from "../../layers/masking.js";
import { RNN } from "../../layers/rnn.js";
import type { Graph, GraphNode } from "../../model/graph.js";
import { Network } from "../../model/network.js";
import { penalizedLayers } from "../../model/training/autograd-engine.js";
import type { RunnableModel } from "../../model/training/training-engine.js";
import { sizeOf, type BatchShape } from "../../tensor/shape.js";
import type { Variable } from "../../tensor/tensor.js";
import { knownShape } from "../operations/lowering.js";
import { maskedOutputs, maskRuleOf, type StepMaskSpec } from "../operations/masks.js";
import type { ProductSpec } from "../operations/merge.js";
import { lowerLayer } from "../operations/lower-layer.js";
import { embeddingOf } from "../operations/time-distributed.js";
import type { OperationSpec } from "../operations/specs.js";
import { fuse } from "./fuse.js";
import type { HostCall, LayerCall } from "./host-call.js";
import { headFor, type OutputOfProgram } from "./head.js";
import { readersOf, type InputSpec, type OutputSpec, type Program } from "./program.js";
import type { StepSpec } from "./step.js";
import { weightSpecs } from "./weight-specs.js";
import { MOST_SPARSE_INPUTS } from "./work.js";

/** For narrower inputs compressed rows save no time. */
const MIN_SPARSE_COLUMNS = 512;

/** A program, and what its parts stand for. */
export interface LoweredModel {
  readonly program: Program;
  /** The variables that the weights stand for. */
  readonly variables: readonly Variable[];
  readonly hostCalls: readonly HostCall[];
}

/** A tensor of the model: the value that contains it, and the shape of an example. */
interface Slot {
  readonly value: number;
  readonly shape: readonly number[];
  /** The value of its mask, [steps]: 1 for a step that counts, 0 for padding. */
  readonly mask?: number;
}

/**
 * The program of a model for examples of these shapes; undefined where it has none.
 * @param inputShapes the shape of an example of each input, all extents known
 */
export function lowerModel(
  { graph, training }: RunnableModel,
  inputShapes: readonly (readonly number[])[],
): LoweredModel | undefined {
  // Nothing is left to compute a loss from that does not count.
  if (training?.lossWeights?.includes(0)) return undefined;
  const lowering = new Lowering();
  const inputs = inputShapes.map((shape) => lowering.input(shape));
  const outputs = lowering.graph(graph, inputs, []);
  if (outputs === undefined || lowering.variables.some(({ dtype }) => dtype !== "float32")) return undefined;
  const { values, variables, hostCalls } = lowering;
  const outputSpecs = outputs.map(({ value, shape }): OutputSpec => ({ value, shape }));
  const steps = fuse({ steps: lowering.steps, values, outputs: outputSpecs });
  if (!steps.some(({ operation }) => operation.kind !== "host")) return undefined;
  const penalized = penalizedLayers(graph, training?.rules);
  const weights = weightSpecs(penalized, lowering, steps, training?.trainable ?? []);
  if (weights === undefined) return undefined;
  const parts = { steps, values, outputs: outputSpecs };
  return {
    program: {
      ...parts,
      inputs: inputSpecs(inputs, parts),
      weights,
      heads: (training?.losses ?? []).map((loss, i) => headFor(loss, outputOf(outputSpecs[i], parts))),
    },
    variables,
    hostCalls,
  };
}

/** Collects the parts of a program. */
class Lowering {
  readonly values: { readonly size: number }[] = [];
  readonly steps: StepSpec[] = [];
  readonly variables: Variable[] = [];
  readonly hostCalls: HostCall[] = [];
  private inputCount = 0;

  input(shape: readonly number[]): Slot {
    this.inputCount++;
    return { value: this.value(sizeOf(shape)), shape };
  }

  private value(size: number): number {
    return this.values.push({ size }) - 1;
  }

  /** The index of a variable among the weights. */
  readonly weight = (variable: Variable): number => {
    const known = this.variables.indexOf(variable);
    return known >= 0 ? known : this.variables.push(variable) - 1;
  };

  /** Lowers all nodes of a graph; undefined where a shape is not known, or a mask would be lost. */
  graph(graph: Graph, inputs: readonly Slot[], path: readonly number[]): readonly Slot[] | undefined {
    const slots: Slot[] = [...inputs];
    for (const [position, node] of graph.nodes.entries()) {
      const outputs = this.node(
        node,
        node.inputs.map((slot) => slots[slot]),
        [...path, position],
      );
      if (outputs === undefined) return undefined;
      node.outputs.forEach((slot, i) => (slots[slot] = outputs[i]));
    }
    return graph.outputSlots.map((slot) => slots[slot]);
  }

  private node(
    { layer, options, outputs: { length: outputCount } }: GraphNode,
    inputs: readonly Slot[],
    path: readonly number[],
  ): readonly Slot[] | undefined {
    const hasOptions = Object.keys(options).length > 0;
    if (layer instanceof Network && !hasOptions && hasUsualCall(layer))
      return this.graph(layer.graph, inputs, path);
    const shapes = inputs.map(({ shape }): BatchShape => [null, ...shape]);
    const computed = layer.computeOutputShape(shapes.length === 1 ? shapes[0] : shapes, {
      training: false,
      ...options,
    } as never);
    const outputShapes = (
      outputCount > 1 ? (computed as readonly BatchShape[]) : [computed as BatchShape]
    ).map(knownShape);
    if (!outputShapes.every((shape) => shape !== undefined)) return undefined;
    const mask = this.mask(layer, inputs);
    if (mask === "unknown") return undefined;
    const shapesOfInputs = inputs.map(({ shape }) => shape);
    const isMasked = inputs[0].mask !== undefined;
    const specs = lowerLayer({
      layer,
      inputShape: inputs[0].shape,
      outputShape: outputShapes[0],
      inputShapes: [...shapesOfInputs, ...this.recalledSizes(layer, inputs).map((size) => [size])],
      outputShapes,
      path,
      isMasked,
      masked: inputs.map(({ mask: each }) => each !== undefined),
      options,
      readsData: embeddingOf(layer) !== undefined || this.isInput(inputs[0]),
      weight: this.weight,
    });
    const values =
      specs === undefined
        ? this.onAutograd({ layer, path, options, inputShapes: shapesOfInputs, outputShapes }, inputs)
        : this.onKernels(
            layer,
            specs,
            layer instanceof Masking ? [inputs[0], { value: mask!, shape: [] }] : inputs,
          );
    return outputShapes.map((shape, i) => ({
      value: values[i],
      shape,
      ...(mask === undefined || i >= maskedOutputs(layer) ? {} : { mask }),
    }));
  }

  /** Adds operations, each of which reads the output of the one before; returns the outputs of the last. */
  private chain(specs: readonly OperationSpec[], inputs: readonly Slot[]): readonly number[] {
    const [first] = specs;
    const masked = first?.readsMasks === true ? inputs : first?.readsMask === true ? [inputs[0]] : [];
    const masks = masked.flatMap(({ mask }) => (mask === undefined ? [] : [mask]));
    let read = [...inputs.map(({ value }) => value), ...masks];
    for (const operation of specs) {
      const outputs = [operation.size, ...(operation.otherSizes ?? [])].map((size) => this.value(size));
      this.steps.push({ operation, inputs: read, outputs });
      read = outputs;
    }
    return specs.length === 0 ? [inputs[0].value] : read;
  }

  /** The steps of a layer that kernels compute, and of what it keeps or checks; returns the outputs of the layer. */
  private onKernels(
    layer: Layer,
    specs: readonly OperationSpec[],
    inputs: readonly Slot[],
  ): readonly number[] {
    const embedding = embeddingOf(layer);
    if (embedding !== undefined && !this.isInput(inputs[0]))
      this.hostStep({ kind: "check", layer: embedding, shape: inputs[0].shape }, [inputs[0].value], []);
    const keeping = statefulLayersOf(layer);
    const recalls = this.recalledSizes(layer, inputs).length > 0;
    const recalled = recalls
      ? keeping.flatMap((each) => this.hostStep({ kind: "recall", layer: each }, [], each.cell.stateSizes))
      : [];
    const outputs = this.chain(specs, [...inputs, ...recalled.map((value) => ({ value, shape: [] }))]);
    // The states are the last outputs, those of each layer in its turn.
    let first = outputs.length - keeping.reduce((sum, { cell }) => sum + cell.stateSizes.length, 0);
    for (const each of keeping) {
      const end = first + each.cell.stateSizes.length;
      this.hostStep({ kind: "keep", layer: each }, outputs.slice(first, end), []);
      first = end;
    }
    return outputs;
  }

  private isInput({ value }: Slot): boolean {
    return value < this.inputCount;
  }

  /** The sizes of the states that a layer has kept and is to begin with; none where it is given others. */
  private recalledSizes(layer: Layer, { length }: readonly Slot[]): readonly number[] {
    return length === 1 ? statefulLayersOf(layer).flatMap(({ cell }) => cell.stateSizes) : [];
  }

  private onAutograd(call: Omit<LayerCall, "kind" | "masked">, inputs: readonly Slot[]): readonly number[] {
    const masked = inputs.map(({ mask }) => mask !== undefined);
    const masks = inputs.flatMap(({ mask }) => (mask === undefined ? [] : [mask]));
    return this.hostStep(
      { kind: "layer", ...call, masked },
      [...inputs.map(({ value }) => value), ...masks],
      call.outputShapes.map(sizeOf),
      call.layer.weights.map(this.weight),
    );
  }

  private hostStep(
    call: HostCall,
    inputs: readonly number[],
    sizes: readonly number[],
    weights: readonly number[] = [],
  ): readonly number[] {
    const index = this.hostCalls.push(call) - 1;
    const outputs = sizes.map((size) => this.value(size));
    this.steps.push({ operation: { kind: "host", call: index, weights }, inputs, outputs });
    return outputs;
  }

  /**
   * The value of the mask of a layer's first output; undefined where there is none, "unknown" where only the
   * layer itself can tell.
   */
  private mask(layer: Layer, inputs: readonly Slot[]): number | undefined | "unknown" {
    const rule = maskRuleOf(layer);
    if (typeof rule !== "string") return this.makeMask(rule(inputs[0].shape), inputs[0].value);
    const masks = inputs.map(({ mask }) => mask).filter((mask) => mask !== undefined);
    if (rule === "unknown" || masks.length === 0) return rule === "unknown" ? "unknown" : undefined;
    if (rule === "drops") return undefined;
    if (rule === "first") return inputs[0].mask;
    const distinct = [...new Set(masks)];
    if (distinct.length === 1) return distinct[0];
    // A step counts if it does in all of the sequences.
    const { size } = this.values[distinct[0]];
    const repetitions = distinct.map(() => ({ outer: size, repeats: 1, inner: 1 }));
    return this.makeMask({ kind: "product", size, weights: [], repetitions }, ...distinct);
  }

  private makeMask(operation: StepMaskSpec | ProductSpec, ...inputs: readonly number[]): number {
    const mask = this.value(operation.size);
    this.steps.push({ operation, inputs, outputs: [mask] });
    return mask;
  }
}

/** The layers within this one that keep their states between batches. */
function statefulLayersOf(layer: Layer): readonly RNN[] {
  if (!layer.stateful) return [];
  if (layer instanceof Bidirectional) return [layer.forwardLayer, layer.backwardLayer];
  return layer instanceof RNN ? [layer] : [];
}

/** The size of the vocabulary of which an operation reads words; undefined where it reads none. */
function vocabularyOf(operation: StepSpec["operation"]): number | undefined {
  if (operation.kind === "timeDistributed") return vocabularyOf(operation.inner);
  return "words" in operation ? operation.words : undefined;
}

/** Whether a model computes its graph, and nothing else: its class has no `call` of its own. */
function hasUsualCall(network: Network): boolean {
  return network.call === Network.prototype.call;
}

function inputSpecs(inputs: readonly Slot[], parts: Pick<Program, "steps" | "values">): readonly InputSpec[] {
  const readers = readersOf(parts);
  return inputs.map(({ value, shape }, input) => {
    const operations = readers[value].map((step) => parts.steps[step].operation);
    const vocabularies = operations.map(vocabularyOf).filter((words) => words !== undefined);
    return {
      value,
      shape,
      words: vocabularies.length === 0 ? undefined : Math.min(...vocabularies),
      mayBeSparse:
        input < MOST_SPARSE_INPUTS &&
        shape.length === 1 &&
        shape[0] >= MIN_SPARSE_COLUMNS &&
        operations.every(({ kind }) => kind === "dense"),
    };
  });
}

/** What the head of an output is chosen from. */
function outputOf(
  { value, shape }: OutputSpec,
  { steps, values, outputs }: Pick<Program, "steps" | "values" | "outputs">,
): OutputOfProgram {
  const step = steps.findIndex((each) => each.outputs.includes(value));
  if (step < 0) return { value, shape, last: undefined };
  const isAlone =
    readersOf({ steps, values })[value].length === 0 &&
    outputs.filter((each) => each.value === value).length === 1;
  const {
    operation,
    inputs: [input],
  } = steps[step];
  return { value, shape, last: { step, operation, input, isAlone } };
}
