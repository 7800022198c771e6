/**
 * Masks as values of a program, [rows, steps]: 1 for a step that counts, 0 for padding (`layers/mask.ts`).
 */
import { Bidirectional } from "../../layers/bidirectional.js";
import { Embedding } from "../../layers/embedding.js";
import { GRU } from "../../layers/gru.js";
import { Layer } from "../../layers/layer.js";
import { LSTM } from "../../layers/lstm.js";
import { Masking } from "../../layers/masking.js";
import { Add, Average, Maximum, Minimum, Multiply, Subtract } from "../../layers/merge.js";
import { MultiHeadAttention } from "../../layers/multi-head-attention.js";
import { RNN } from "../../layers/rnn.js";
import { SimpleRNN } from "../../layers/simple-rnn.js";
import { sizeOf } from "../../tensor/shape.js";
import { numbersAt } from "../memory-layout.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

/** The mask of a sequence: a step all of whose numbers are `padding` does not count. */
export interface StepMaskSpec extends BaseSpec {
  readonly kind: "stepMask";
  readonly padding: number;
  /** How many numbers a step has. */
  readonly width: number;
}

/** The product of each step with the number of the mask. */
export interface MaskingSpec extends BaseSpec {
  readonly kind: "masking";
  readonly width: number;
}

/**
 * Where the mask of a layer's output comes from: from its input (the only one, the first one, or the only one
 * that has a mask), from nowhere, or from an operation on the input's shape.
 */
export type MaskRule =
  "passes" | "first" | "drops" | "unknown" | ((inputShape: readonly number[]) => StepMaskSpec);

const SEQUENCE_LAYERS: readonly unknown[] = [RNN, SimpleRNN, LSTM, GRU, Bidirectional];
const MERGES: readonly unknown[] = [Add, Average, Maximum, Minimum, Multiply, Subtract];

export function maskRuleOf(layer: Layer): MaskRule {
  const kind = layer.constructor;
  if (layer instanceof Embedding && kind === Embedding)
    return layer.maskZero ? (shape) => stepMask(0, shape, 1) : "drops";
  if (layer instanceof Masking && kind === Masking)
    return (shape) => stepMask(layer.maskValue, shape, shape[shape.length - 1]);
  if (SEQUENCE_LAYERS.includes(kind)) {
    const { returnSequences } = layer instanceof Bidirectional ? layer.forwardLayer : (layer as RNN);
    return returnSequences ? "first" : "drops";
  }
  if (kind === MultiHeadAttention) return "first";
  if (MERGES.includes(kind)) return "passes";

  if (layer.computeMask !== Layer.prototype.computeMask) return "unknown";
  return layer.supportsMasking ? "passes" : "drops";
}

function stepMask(padding: number, shape: readonly number[], width: number): StepMaskSpec {
  return { kind: "stepMask", size: sizeOf(shape) / width, weights: [], padding, width };
}

export const lowerMasking: Lowering<Masking, MaskingSpec> = ({ outputShape }) => [
  { kind: "masking", size: sizeOf(outputShape), weights: [], width: outputShape[outputShape.length - 1] },
];

export class StepMaskOperation implements Operation {
  private readonly spec: StepMaskSpec;
  private readonly context: OperationContext;

  constructor(spec: StepMaskSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
  }

  forward({ memory }: Runtime, rows: number): void {
    const { input, output } = this.context;
    const { padding, width } = this.spec;
    const x = numbersAt(memory, input.at, rows * input.size);
    numbersAt(memory, output.at, rows * output.size).forEach((_, step, mask) => {
      mask[step] = 0;
      for (let i = step * width; i < (step + 1) * width; i++) if (x[i] !== padding) mask[step] = 1;
    });
  }

  /** A mask has no gradient. */
  backward(): void {}
}

/** Reads the sequences and their mask. */
export class MaskingOperation implements Operation {
  private readonly spec: MaskingSpec;
  private readonly context: OperationContext;

  constructor(spec: MaskingSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
  }

  forward(runtime: Runtime, rows: number): void {
    const { input, output } = this.context;
    this.multiply(runtime, input.at, output.at, rows);
  }

  backward(runtime: Runtime, rows: number): void {
    const { input, output } = this.context;
    if (input.gradient !== 0) this.multiply(runtime, output.gradient, input.gradient, rows);
  }

  private multiply({ memory }: Runtime, from: number, to: number, rows: number): void {
    const {
      inputs: [input, mask],
    } = this.context;
    const count = rows * input.size;
    const [x, y] = [from, to].map((at) => numbersAt(memory, at, count));
    const counts = numbersAt(memory, mask.at, rows * mask.size);
    const { width } = this.spec;
    for (let i = 0; i < count; i++) y[i] = counts[Math.floor(i / width)] * x[i];
  }
}
