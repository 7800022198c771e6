/**
 * The layers of a model in the order in which they run.
 *
 * Applying layers to symbolic tensors left a trace behind: each knows the layer and the tensors it came from. Followed from
 * the outputs back to the inputs, each before what is made of it, this gives a list of steps; a step reads numbered slots and
 * writes one.
 */
import { ArgumentError } from "../errors/errors.js";
import type { CallContext, Layer } from "../layers/layer.js";
import type { BatchShape, SymbolicTensor } from "../layers/symbolic-tensor.js";
import { formatShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";

/** One use of a layer. */
export interface Step {
  readonly layer: Layer;
  /** The slots it reads. */
  readonly inputs: readonly number[];
  /** The slot it writes. */
  readonly output: number;
  readonly outputShape: BatchShape;
}

export class Graph {
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  readonly steps: readonly Step[];
  /** Each layer once, in the order of its first use. */
  readonly layers: readonly Layer[];
  /** How many slots there are; the inputs come first. */
  readonly slots: number;
  readonly outputSlots: readonly number[];

  /** @throws ArgumentError where an output depends on an input that is not among `inputs` */
  constructor(inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]) {
    this.inputs = inputs;
    this.outputs = outputs;
    const slotOf = new Map<SymbolicTensor, number>(inputs.map((input, slot) => [input, slot]));
    const steps: Step[] = [];
    const visit = (tensor: SymbolicTensor): number => {
      const known = slotOf.get(tensor);
      if (known !== undefined) return known;
      if (tensor.from === undefined) throw unknownInput(tensor, inputs);
      const { layer, inputs: sources } = tensor.from;
      const read = sources.map(visit);
      const output = slotOf.size;
      slotOf.set(tensor, output);
      steps.push({ layer, inputs: read, output, outputShape: tensor.shape });
      return output;
    };
    this.outputSlots = outputs.map(visit);
    this.steps = steps;
    this.slots = slotOf.size;
    this.layers = [...new Set(steps.map(({ layer }) => layer))];
  }

  /** The shapes that a step's layer is given: one, or the list of several. */
  inputShapes({ inputs }: Step): BatchShape | readonly BatchShape[] {
    const shapes = inputs.map((slot) =>
      slot < this.inputs.length ? this.inputs[slot].shape : this.steps[slot - this.inputs.length].outputShape,
    );
    return shapes.length === 1 ? shapes[0] : shapes;
  }

  /** The outputs for these inputs; `context` is asked for each step by its position. */
  run(inputs: readonly Tensor[], context: (position: number) => CallContext): Tensor[] {
    const values: Tensor[] = [...inputs];
    this.steps.forEach(({ layer, inputs: read, output }, position) => {
      values[output] = layer.apply(
        read.length === 1 ? values[read[0]] : read.map((slot) => values[slot]),
        context(position),
      );
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
