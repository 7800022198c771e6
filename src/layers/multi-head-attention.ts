/**
 * Multi-head attention (Vaswani et al. 2017): each step of the query reads from all steps of the value, more
 * from those whose keys fit it.
 *
 * For each head, with q = query W_q + b_q, k = key W_k + b_k and v = value W_v + b_v,
 *
 *     scores = softmax(q kᵀ / √keyDim)          [batch, heads, T, S]
 *     result = scores v                          [batch, heads, T, valueDim]
 *
 * and the results of all heads, side by side, times W_o plus b_o, are the output [batch, T, features]. The
 * weights have the names and shapes of Keras: `query/kernel` [features, heads, keyDim] …, and
 * `attention_output/kernel` [heads, valueDim, features]. They are initialized like the matrices [features,
 * heads · keyDim] and [heads · valueDim, features].
 */
import {
  add,
  matMul,
  max,
  mul,
  notEqual,
  reshape,
  softmax,
  sub,
  transpose,
  where,
} from "../autograd/operations/operations.js";
import { ShapeError } from "../errors/errors.js";
import { TRUTH } from "../errors/kinds.js";
import type { Initializer } from "../initializers/initializers.js";
import { formatShape, type BatchShape, type Shape } from "../tensor/shape.js";
import { Tensor, type Variable } from "../tensor/tensor.js";
import { callContext } from "./call-context.js";
import { dropoutFactors } from "./dropout.js";
import { Layer, type CallContext, type LayerOptions } from "./layer.js";
import { maskOf } from "./mask.js";
import { dropoutRate, truth, wholeNumber } from "./options.js";
import { checkShapes, isListOfShapes, known } from "./shapes.js";
import type { SymbolicTensor } from "./symbolic-tensor.js";
import { savedParts, weightParts, type WeightOptions, type WeightParts } from "./weight-parts.js";

export interface MultiHeadAttentionOptions extends LayerOptions, WeightOptions<"kernel" | "bias"> {
  /** The number of heads. */
  readonly numHeads: number;
  /** The length of queries and keys in each head. */
  readonly keyDim: number;
  /** The length of values in each head; `keyDim` by default. */
  readonly valueDim?: number | null;
  /** The probability that a score is dropped during training. */
  readonly dropout?: number;
  /** Whether biases are added; true by default. */
  readonly useBias?: boolean;
  /** The number of features of the output; those of the query by default. */
  readonly outputShape?: number | readonly [number] | null;
}

/** What a call may be given besides its inputs. */
export interface AttentionCall<Value> extends Partial<CallContext> {
  /** The sequences to read from; by default the query itself. */
  readonly value?: Value;
  /** The keys of the value's steps; by default the value. */
  readonly key?: Value;
  /** Which steps may be read: 1 or 0 for each step of the query and of the value, [batch, T, S]. */
  readonly attentionMask?: Value;
  /** Whether no step reads from later ones; false by default. */
  readonly useCausalMask?: boolean;
  /** Whether to give the scores too, [batch, heads, T, S], after the output. */
  readonly returnAttentionScores?: boolean;
}

/** The parts with weights. */
type Part = "query" | "key" | "value" | "attention_output";

/** In place of a score that does not count; its exponential is 0. */
const SUPPRESSED = -1e9;

export class MultiHeadAttention extends Layer {
  static override readonly className = "MultiHeadAttention";
  static override readonly optionNames: readonly string[] = [
    "numHeads",
    "keyDim",
    "valueDim",
    "dropout",
    "useBias",
    "outputShape",
    "kernelInitializer",
    "kernelRegularizer",
    "kernelConstraint",
    "biasInitializer",
    "biasRegularizer",
    "biasConstraint",
  ];
  override readonly supportsMasking = true;
  readonly numHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly dropout: number;
  readonly useBias: boolean;
  /** The number of features of the output; undefined for those of the query. */
  readonly outputWidth: number | undefined;
  protected override readonly callKinds = { useCausalMask: TRUTH, returnAttentionScores: TRUTH };
  private readonly kernels = new Map<Part, Variable>();
  private readonly biases = new Map<Part, Variable>();
  private readonly kinds: WeightParts<"kernel" | "bias">;

  constructor(options: MultiHeadAttentionOptions) {
    super(options);
    this.numHeads = wholeNumber(options.numHeads, this.label, "numHeads");
    this.keyDim = wholeNumber(options.keyDim, this.label, "keyDim");
    this.valueDim = wholeNumber(options.valueDim ?? options.keyDim, this.label, "valueDim");
    this.dropout = dropoutRate(options.dropout ?? 0, this.label, "dropout");
    this.useBias = truth(options.useBias, true, this.label, "useBias");
    const { outputShape } = options;
    const width =
      Array.isArray(outputShape) && outputShape.length === 1 ? (outputShape[0] as unknown) : outputShape;
    this.outputWidth =
      width === undefined || width === null ? undefined : wholeNumber(width, this.label, "outputShape");
    this.kinds = weightParts<"kernel" | "bias">(
      options,
      { kernel: "glorotUniform", bias: "zeros" },
      this.label,
    );
  }

  override apply<Result extends SymbolicTensor | SymbolicTensor[] = SymbolicTensor>(
    input: SymbolicTensor | readonly SymbolicTensor[],
    context?: AttentionCall<SymbolicTensor>,
  ): Result;
  override apply<Result extends Tensor | Tensor[] = Tensor>(
    input: Tensor | readonly Tensor[],
    context?: AttentionCall<Tensor>,
  ): Result;
  override apply(
    input: SymbolicTensor | Tensor | readonly SymbolicTensor[] | readonly Tensor[],
    context?: AttentionCall<SymbolicTensor> | AttentionCall<Tensor>,
  ): SymbolicTensor | SymbolicTensor[] | Tensor | Tensor[] {
    const { value, key, attentionMask, ...rest } = context ?? {};
    const given = (Array.isArray(input) ? input : [input]) as readonly (Tensor | SymbolicTensor)[];
    const [query, first = value ?? query, second = key, mask = attentionMask] = given;
    const inputs =
      mask === undefined
        ? [query, first, ...(second === undefined ? [] : [second])]
        : [query, first, second ?? first, mask];
    return super.apply<Tensor | Tensor[]>(inputs as Tensor[], context && rest);
  }

  /** The shapes of query, value and key, and of the mask if there is one. */
  private shapesOf(inputShape: BatchShape | readonly BatchShape[]): readonly BatchShape[] {
    checkShapes(inputShape, this.label);
    const given = isListOfShapes(inputShape) ? inputShape : [inputShape];
    const [query, value = query, key = value, ...masks] = given;
    const steps = (shape: BatchShape, other: BatchShape) =>
      shape[1] === other[1] || shape[1] === null || other[1] === null;
    const fits =
      given.length > 0 &&
      [query, value, key].every(({ length }) => length === 3) &&
      steps(value, key) &&
      masks.length <= 1 &&
      masks.every(({ length }) => length >= 2 && length <= 4);
    if (fits) return [query, value, key, ...masks];
    throw new ShapeError({
      where: this.label,
      argument: "inputs",
      received: given.map(formatShape).join(", ") || "[]",
      expected: {
        fr: "[lot, T, caractéristiques] pour query, [lot, S, …] pour value et key",
        en: "[batch, T, features] for query, [batch, S, …] for value and key",
      },
      mend: {
        fr: "Par exemple layer.apply([query, value]) ; une suite qui se lit elle-même : layer.apply([x, x]).",
        en: "For example layer.apply([query, value]); a sequence that reads itself: layer.apply([x, x]).",
      },
    });
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const [query, value, key] = this.shapesOf(inputShape);
    const { numHeads: heads, keyDim, valueDim } = this;
    const width = (shape: BatchShape) => known(shape[2], shape, this.label);
    this.makePart("query", [width(query), heads, keyDim], 1);
    this.makePart("key", [width(key), heads, keyDim], 1);
    this.makePart("value", [width(value), heads, valueDim], 1);
    this.makePart("attention_output", [heads, valueDim, this.outputWidth ?? width(query)], 2);
  }

  /** @param rows the number of axes of the kernel that are summed over */
  private makePart(part: Part, shape: Shape, rows: number): void {
    const { kernel, bias } = this.kinds;
    const initializer = asMatrix(kernel.initializer, rows);
    this.kernels.set(part, this.addWeight(`${part}/kernel`, shape, initializer, kernel));
    if (this.useBias)
      this.biases.set(part, this.addWeight(`${part}/bias`, shape.slice(rows), bias.initializer, bias));
  }

  /** x W + b for a part, as rows of numbers: [batch · steps, columns]. */
  private project(part: Part, rows: Tensor): Tensor {
    const product = matMul(rows, reshape(this.kernels.get(part)!, [rows.shape[1], -1]));
    const bias = this.biases.get(part);
    return bias === undefined ? product : add(product, reshape(bias, [-1]));
  }

  /** The projection of sequences for each head: [batch, heads, steps, length]. */
  private heads(part: Part, x: Tensor): Tensor {
    const [batch, steps, features] = x.shape;
    const rows = this.project(part, reshape(x, [-1, features]));
    return transpose(reshape(rows, [batch, steps, this.numHeads, -1]), [0, 2, 1, 3]);
  }

  override call(
    input: Tensor | readonly Tensor[],
    context: CallContext & AttentionCall<Tensor>,
  ): Tensor | readonly Tensor[] {
    const { training, random, useCausalMask, returnAttentionScores } =
      context ?? callContext(undefined, this.label);
    if (this.weights.length === 0) throw this.notBuilt("call");
    const [query, value = query, key = value, attentionMask] = input instanceof Tensor ? [input] : input;
    const scaled = mul(this.heads("query", query), 1 / Math.sqrt(this.keyDim));
    const products = matMul(scaled, this.heads("key", key), false, true);
    const counts = combined([
      rowMask(maskOf(query)),
      columnMask(maskOf(value)),
      key === value ? undefined : columnMask(maskOf(key)),
      useCausalMask === true ? causalMask(query.shape[1], value.shape[1]) : undefined,
      attentionMask && everyHead(attentionMask),
    ]);
    const scores = softmax(counts === undefined ? products : suppressed(products, counts));
    const kept =
      training && this.dropout > 0
        ? mul(scores, dropoutFactors(scores.shape, this.dropout, random, scores.dtype))
        : scores;
    const read = transpose(matMul(kept, this.heads("value", value)), [0, 2, 1, 3]);
    const [batch, steps] = query.shape;
    const rows = reshape(read, [batch * steps, this.numHeads * this.valueDim]);
    const output = reshape(this.project("attention_output", rows), [batch, steps, -1]);
    return returnAttentionScores === true ? [output, scores] : output;
  }

  override computeOutputShape(
    inputShape: BatchShape | readonly BatchShape[],
    context?: AttentionCall<unknown>,
  ): BatchShape | readonly BatchShape[] {
    const [[batch, steps, features], value] = this.shapesOf(inputShape);
    const output = [batch, steps, this.outputWidth ?? features];
    return context?.returnAttentionScores === true
      ? [output, [batch, this.numHeads, steps, value[1]]]
      : output;
  }

  /** The steps of the query that count, count in the output too. */
  override computeMask(input: Tensor | readonly Tensor[]): Tensor | undefined {
    return maskOf(input instanceof Tensor ? input : input[0]);
  }

  override getConfig(): Record<string, unknown> {
    const { numHeads, keyDim, valueDim, dropout, useBias, outputWidth } = this;
    return {
      ...super.getConfig(),
      numHeads,
      keyDim,
      valueDim,
      dropout,
      useBias,
      outputShape: outputWidth ?? null,
      ...savedParts(this.kinds),
    };
  }
}

/**
 * The products that count. The largest one of each row is subtracted, so that a row none of whose products
 * counts consists of zeros: beside numbers as large as `SUPPRESSED`, softmax would lose the logarithm of its
 * sum.
 */
function suppressed(products: Tensor, counts: Tensor): Tensor {
  const all = where(counts, products, SUPPRESSED);
  return sub(all, max(all, -1, true));
}

/** Draws a kernel of several axes like a matrix, whose rows are its first axes. */
function asMatrix(initializer: Initializer, rows: number): Initializer {
  const size = (axes: Shape) => axes.reduce((product, extent) => product * extent, 1);
  return {
    ...initializer,
    apply: (shape, random) =>
      reshape(initializer.apply([size(shape.slice(0, rows)), size(shape.slice(rows))], random), shape),
  };
}

/** A mask of the query's steps, [batch, T], for scores [batch, heads, T, S]. */
function rowMask(mask: Tensor | undefined): Tensor | undefined {
  return mask && reshape(mask, [mask.shape[0], 1, mask.shape[1], 1]);
}

/** A mask of the value's steps, [batch, S], likewise. */
function columnMask(mask: Tensor | undefined): Tensor | undefined {
  return mask && reshape(mask, [mask.shape[0], 1, 1, mask.shape[1]]);
}

/** A mask [T, S], [batch, T, S] or [batch, heads, T, S], likewise. */
function everyHead(mask: Tensor): Tensor {
  const { shape } = mask;
  if (shape.length === 4) return mask;
  return reshape(mask, shape.length === 3 ? [shape[0], 1, shape[1], shape[2]] : [1, 1, ...shape]);
}

/** 1 where step t of the query may read step s of the value: s ≤ t. */
function causalMask(queries: number, values: number): Tensor {
  const counts = new Float32Array(queries * values);
  for (let t = 0; t < queries; t++) counts.fill(1, t * values, t * values + Math.min(t + 1, values));
  return new Tensor(counts, [1, 1, queries, values]);
}

/** 1 where all masks are not 0; undefined where there is no mask. */
function combined(masks: readonly (Tensor | undefined)[]): Tensor | undefined {
  return masks
    .filter((mask) => mask !== undefined)
    .map((mask) => notEqual(mask, 0))
    .reduce<Tensor | undefined>((all, mask) => (all === undefined ? mask : mul(all, mask)), undefined);
}
