/**
 * Words as vectors: a trainable table with one row for each word, [inputDim, outputDim].
 *
 * Word numbers [batch, time] become [batch, time, outputDim]. Only the rows of the words in a batch get a
 * gradient. With `maskZero`, number 0 is padding, which the following layers ignore (see `mask.ts`).
 */
import { gather } from "../autograd/operations/operations.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { map } from "../tensor/operations/operations.js";
import { formatShape, type BatchShape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { truth, wholeNumber } from "./options.js";
import { one, single } from "./shapes.js";
import { savedParts, weightParts, type WeightOptions, type WeightParts } from "./weight-parts.js";

export interface EmbeddingOptions extends LayerOptions, WeightOptions<"embeddings"> {
  /** The number of words, including number 0. */
  readonly inputDim: number;
  /** The length of the vector of a word. */
  readonly outputDim: number;
  /** The length of the sequences, if all have the same; for the first layer of a model. */
  readonly inputLength?: number;
  /** Whether word 0 is padding; false by default. */
  readonly maskZero?: boolean;
}

/** The options with an input shape made from `inputLength`, unless they have one. */
function withLength(options: EmbeddingOptions): EmbeddingOptions {
  const isOptions = typeof options === "object" && options !== null && !Array.isArray(options);
  if (!isOptions || options.inputShape !== undefined || options.batchInputShape !== undefined) return options;
  const { inputLength } = options;
  return {
    ...options,
    batchInputShape: [null, Number.isInteger(inputLength) && inputLength! > 0 ? inputLength! : null],
  };
}

export class Embedding extends Layer {
  static override readonly className = "Embedding";
  static override readonly optionNames: readonly string[] = [
    "inputDim",
    "outputDim",
    "inputLength",
    "maskZero",
    "embeddingsInitializer",
    "embeddingsRegularizer",
    "embeddingsConstraint",
  ];
  readonly inputDim: number;
  readonly outputDim: number;
  readonly inputLength: number | undefined;
  readonly maskZero: boolean;
  embeddings!: Variable;
  private readonly parts: WeightParts<"embeddings">;

  constructor(options: EmbeddingOptions) {
    super(withLength(options));
    const { inputLength } = options;
    this.inputDim = wholeNumber(options.inputDim, this.label, "inputDim");
    this.outputDim = wholeNumber(options.outputDim, this.label, "outputDim");
    this.inputLength =
      inputLength === undefined || inputLength === null
        ? undefined
        : wholeNumber(inputLength, this.label, "inputLength");
    this.maskZero = truth(options.maskZero, false, this.label, "maskZero");
    this.parts = weightParts<"embeddings">(options, { embeddings: "randomUniform" }, this.label);
  }

  override build(): void {
    this.embeddings = this.addWeight(
      "embeddings",
      [this.inputDim, this.outputDim],
      this.parts.embeddings.initializer,
      this.parts.embeddings,
    );
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const words = one(input);
    this.checkWords(words);
    return gather(this.embeddings, words);
  }

  /** @throws ArgumentError for a number that is no word's */
  checkWords(words: Tensor): void {
    const odd = words.storage.find((word) => !(Number.isInteger(word) && word >= 0 && word < this.inputDim));
    if (odd !== undefined) {
      throw new ArgumentError({
        where: this.label,
        argument: "input",
        received: String(odd),
        expected: {
          fr: `des numéros de mots entiers, de 0 à ${this.inputDim - 1}`,
          en: `whole word numbers, from 0 to ${this.inputDim - 1}`,
        },
        mend: {
          fr: "inputDim est le nombre de mots, 0 compris : donnez le même à layers.embedding et aux données.",
          en: "inputDim is the number of words, 0 included: give the same one to layers.embedding and to the data.",
        },
      });
    }
  }

  override computeMask(input: Tensor | readonly Tensor[]): Tensor | undefined {
    return this.maskZero ? map(one(input), (word) => (word === 0 ? 0 : 1), "float32") : undefined;
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = single(inputShape, this.label);
    if (
      this.inputLength !== undefined &&
      shape.length === 2 &&
      shape[1] !== null &&
      shape[1] !== this.inputLength
    ) {
      throw new ShapeError({
        where: this.label,
        argument: "input",
        received: formatShape(shape),
        expected: formatShape([shape[0], this.inputLength]),
        mend: {
          fr: "Ajustez la longueur des séquences, ou retirez inputLength.",
          en: "Adjust the sequences' length, or leave inputLength out.",
        },
      });
    }
    return [...shape, this.outputDim];
  }

  override getConfig(): Record<string, unknown> {
    const { inputDim, outputDim, inputLength, maskZero } = this;
    return { ...super.getConfig(), inputDim, outputDim, inputLength, maskZero, ...savedParts(this.parts) };
  }
}
