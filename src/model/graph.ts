/**
 * The layers of a model in the order in which they run.
 *
 * Each symbolic tensor knows the layer and the tensors that it was computed from. Following them from the
 * outputs back to the inputs gives a list of nodes in topological order. A node reads its inputs from
 * numbered slots and writes its outputs to others.
 */
import { ArgumentError } from "../errors/errors.js";
import type { CallContext, Layer } from "../layers/layer.js";
import type { LayerCall, SymbolicTensor } from "../layers/symbolic-tensor.js";
import { formatShape, type BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";

/** One use of a layer; a layer that is used several times has several nodes. */
export interface GraphNode {
  readonly layer: Layer;
  /** The slots it reads. */
  readonly inputs: readonly number[];
  /** The slots it writes, mostly one. */
  readonly outputs: readonly number[];
  readonly outputShapes: readonly BatchShape[];
  /** What the layer was given besides its inputs. */
  readonly options: LayerCall["options"];
}

/** What writes a slot. */
export interface Writer {
  readonly node: GraphNode;
  /** The position of the slot among the outputs of the node. */
  readonly output: number;
}

export class Graph {
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  readonly nodes: readonly GraphNode[];
  /** Each layer once, in the order of its first use. */
  readonly layers: readonly Layer[];
  /** The number of slots; the first ones belong to the inputs. */
  readonly slots: number;
  readonly outputSlots: readonly number[];
  private readonly writers: ReadonlyMap<number, Writer>;

  /** @throws ArgumentError where an output depends on an input that is not among `inputs` */
  constructor(inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]) {
    this.inputs = inputs;
    this.outputs = outputs;
    const slotOf = new Map<SymbolicTensor, number>(inputs.map((input, slot) => [input, slot]));
    const nodes: GraphNode[] = [];
    const visit = (tensor: SymbolicTensor): number => {
      const known = slotOf.get(tensor);
      if (known !== undefined) return known;
      if (tensor.from === undefined) throw unknownInput(tensor, inputs);
      const { layer, inputs: sources, outputs: results, options } = tensor.from;
      const read = sources.map(visit);
      results.forEach((result) => slotOf.set(result, slotOf.size));
      nodes.push({
        layer,
        inputs: read,
        outputs: results.map((result) => slotOf.get(result)!),
        outputShapes: results.map(({ shape }) => shape),
        options,
      });
      return slotOf.get(tensor)!;
    };
    this.outputSlots = outputs.map(visit);
    this.nodes = nodes;
    this.slots = slotOf.size;
    this.layers = [...new Set(nodes.map(({ layer }) => layer))];
    this.writers = new Map(
      nodes.flatMap((node) => node.outputs.map((slot, output) => [slot, { node, output }] as const)),
    );
  }

  /** What writes this slot; undefined for an input of the model. */
  writerOf(slot: number): Writer | undefined {
    return this.writers.get(slot);
  }

  /** The shape of a node's input, or the list of shapes where it has several inputs. */
  inputShapes({ inputs }: GraphNode): BatchShape | readonly BatchShape[] {
    const shapes = inputs.map((slot) => {
      const writer = this.writerOf(slot);
      return writer === undefined ? this.inputs[slot].shape : writer.node.outputShapes[writer.output];
    });
    return shapes.length === 1 ? shapes[0] : shapes;
  }

  /** Computes the outputs for these inputs; `context` gives the context of the node at each position. */
  run(inputs: readonly Tensor[], context: (position: number) => CallContext): Tensor[] {
    const values: Tensor[] = [...inputs];
    this.nodes.forEach(({ layer, inputs: read, outputs, options }, position) => {
      const result = layer.apply<Tensor | Tensor[]>(
        read.length === 1 ? values[read[0]] : read.map((slot) => values[slot]),
        { ...context(position), ...options },
      );
      const results = Array.isArray(result) ? result : [result];
      outputs.forEach((slot, i) => (values[slot] = results[i]));
    });
    return this.outputSlots.map((slot) => values[slot]);
  }
}

function unknownInput(tensor: SymbolicTensor, inputs: readonly SymbolicTensor[]): ArgumentError {
  return new ArgumentError({
    where: "model",
    argument: "inputs",
    received: inputs.map(({ shape }) => formatShape(shape)).join(", ") || "[]",
    expected: {
      fr: `aussi l’entrée ${formatShape(tensor.shape)} dont les sorties dépendent`,
      en: `also the input ${formatShape(tensor.shape)} that the outputs depend on`,
    },
    mend: {
      fr: "Donnez à model() toutes les entrées créées par input().",
      en: "Give model() all the inputs made by input().",
    },
  });
}
