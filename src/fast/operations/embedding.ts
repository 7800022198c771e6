/** An embedding, and an embedding together with the mean over its steps (see `assembly/embedding.ts`). */
import type { Embedding } from "../../layers/embedding.js";
import { sizeOf } from "../../tensor/shape.js";
import type { GlobalAverageSpec } from "./global-average.js";
import type { BaseSpec, Lowering, Operation, OperationContext } from "./operation.js";

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
  position,
  weight,
}) => {
  // Only the input of the model contains word numbers; another layer's output does not.
  if (position > 0) return undefined;
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
  { size, steps }: GlobalAverageSpec,
): EmbeddingSpec | undefined {
  return steps === embedding.steps ? { ...embedding, kind: "meanEmbedding", size } : undefined;
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

  forward(rows: number): void {
    const { steps, width } = this.spec;
    this.context.kernels.rowDistances(this.context.input.at, rows * steps, width, this.distances);
    this.fetch(rows);
  }

  protected fetch(rows: number): void {
    const {
      kernels,
      output,
      weights: [table],
    } = this.context;
    kernels.fetchRows(table.at, this.distances, rows * this.spec.steps, this.spec.width, output.at);
  }

  backward(rows: number): void {
    const {
      kernels,
      output,
      weights: [table],
    } = this.context;
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
  protected override fetch(rows: number): void {
    const {
      kernels,
      output,
      weights: [table],
    } = this.context;
    const { steps, width, masked } = this.spec;
    kernels.meanOfRows(table.at, this.distances, rows, steps, width, masked, output.at);
  }

  override backward(rows: number): void {
    const {
      kernels,
      output,
      weights: [table],
    } = this.context;
    const { steps, width, masked } = this.spec;
    kernels.addMeansToRows(output.gradient, this.distances, rows, steps, width, masked, table.gradient);
  }
}
