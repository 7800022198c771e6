/** Words as learned vectors, and, in one operation, the mean of the vectors of a sequence (see `assembly/embedding.ts`). */
import type { Embedding } from "../../layers/embedding.js";
import { sizeOf } from "../../tensor/shape.js";
import type { GlobalAverageSpec } from "./global-average.js";
import type { Operation, OperationSpec, Recognise, Workshop } from "./operation.js";

export interface EmbeddingSpec extends OperationSpec {
  readonly kind: "embedding" | "meanEmbedding";
  /** How many words there are, and how many numbers stand for one. */
  readonly words: number;
  readonly width: number;
  /** How many words an example has. */
  readonly steps: number;
  /** Whether word 0 is filling, which a mean leaves out. */
  readonly masked: boolean;
}

export const recogniseEmbedding: Recognise<Embedding> = ({
  layer,
  inputShape,
  outputShape,
  position,
  weight,
}) => {
  // Words are whole numbers of the input; what another layer gives is not.
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
  protected readonly shop: Workshop;
  protected readonly distances: number;

  constructor(spec: EmbeddingSpec, shop: Workshop) {
    this.spec = spec;
    this.shop = shop;
    this.distances = shop.reserve(shop.rows * spec.steps);
  }

  forward(rows: number): void {
    const { steps, width } = this.spec;
    this.shop.kernels.rowDistances(this.shop.input.at, rows * steps, width, this.distances);
    this.fetch(rows);
  }

  protected fetch(rows: number): void {
    const {
      kernels,
      output,
      weights: [table],
    } = this.shop;
    kernels.fetchRows(table.at, this.distances, rows * this.spec.steps, this.spec.width, output.at);
  }

  backward(rows: number): void {
    const {
      kernels,
      output,
      weights: [table],
    } = this.shop;
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
    } = this.shop;
    const { steps, width, masked } = this.spec;
    kernels.meanOfRows(table.at, this.distances, rows, steps, width, masked, output.at);
  }

  override backward(rows: number): void {
    const {
      kernels,
      output,
      weights: [table],
    } = this.shop;
    const { steps, width, masked } = this.spec;
    kernels.addMeansToRows(output.gradient, this.distances, rows, steps, width, masked, table.gradient);
  }
}
