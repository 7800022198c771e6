/** An embedding, and an embedding together with the mean over its steps (see `assembly/embedding.ts`). */
import type { Embedding } from "../../layers/embedding.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Kernels } from "../kernels.js";
import type { GlobalAverageSpec } from "./global-average.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime } from "./operation.js";

export interface EmbeddingSpec extends BaseSpec {
  readonly kind: "embedding" | "meanEmbedding";
  /** The size of the vocabulary, and how many numbers represent a word. */
  readonly words: number;
  readonly width: number;
  /** How many words an example has. */
  readonly steps: number;
  /** Whether word 0 is padding, which the mean leaves out. */
  readonly masked: boolean;
}

export const lowerEmbedding: Lowering<Embedding, EmbeddingSpec> = ({
  layer,
  inputShape,
  outputShape,
  readsData,
  weight,
}) => {
  // What reads another layer's output must check it first (`program/lower.ts`).
  if (!readsData) return undefined;
  const { inputDim: words, outputDim: width, maskZero: masked } = layer;
  const spec: EmbeddingSpec = {
    kind: "embedding",
    size: sizeOf(outputShape),
    words,
    width,
    steps: sizeOf(inputShape),
    masked,
    weights: [weight(layer.embeddings)],
  };
  return [spec];
};

/** An embedding and the mean over its steps as one operation. */
export function asMeanEmbedding(
  embedding: EmbeddingSpec,
  { size, steps, readsMask }: GlobalAverageSpec,
): EmbeddingSpec | undefined {
  if (steps !== embedding.steps || readsMask !== embedding.masked) return undefined;
  return { ...embedding, kind: "meanEmbedding", size };
}

export class EmbeddingOperation implements Operation {
  protected readonly spec: EmbeddingSpec;
  protected readonly context: OperationContext;
  protected readonly distances: number;

  constructor(spec: EmbeddingSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.distances = context.reserve(context.rows * spec.steps);
  }

  forward(runtime: Runtime, rows: number): void {
    const { steps, width } = this.spec;
    runtime.kernels.rowDistances(this.context.input.at, rows * steps, width, this.distances);
    this.fetch(runtime, rows);
  }

  protected fetch({ kernels }: Runtime, rows: number): void {
    const {
      output,
      weights: [table],
    } = this.context;
    kernels.fetchRows(table.at, this.distances, rows * this.spec.steps, this.spec.width, output.at);
  }

  /** The result does not change with the number of a word. */
  protected clearInputGradient(kernels: Kernels, rows: number): void {
    const { gradient, size } = this.context.input;
    if (gradient !== 0) kernels.clear(gradient, rows * size);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const {
      output,
      weights: [table],
    } = this.context;
    this.clearInputGradient(kernels, rows);
    kernels.addToRows(
      output.gradient,
      this.distances,
      rows * this.spec.steps,
      this.spec.width,
      table.gradient,
    );
  }
}

export class MeanEmbeddingOperation extends EmbeddingOperation {
  protected override fetch({ kernels }: Runtime, rows: number): void {
    const {
      output,
      weights: [table],
    } = this.context;
    const { steps, width, masked } = this.spec;
    kernels.meanOfRows(table.at, this.distances, rows, steps, width, masked, output.at);
  }

  override backward({ kernels }: Runtime, rows: number): void {
    const {
      output,
      weights: [table],
    } = this.context;
    const { steps, width, masked } = this.spec;
    this.clearInputGradient(kernels, rows);
    kernels.addMeansToRows(output.gradient, this.distances, rows, steps, width, masked, table.gradient);
  }
}
