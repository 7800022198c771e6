/**
 * Multi-head attention: Y = R W_o + b_o with, for each head, R = P V and P = softmax(Q Kᵀ / √keyDim).
 *
 * Q, K and V of all heads are one matrix product each, [rows, heads · length]; a head is a strip of its
 * columns. Backward, from dR = dY W_oᵀ, for each head:
 *
 *     dV = Pᵀ dR,   dS = P (dR Vᵀ − Σ P dR Vᵀ),   dQ = dS K / √keyDim,   dK = dSᵀ Q / √keyDim,
 *
 * where the kept Q is already divided by √keyDim.
 */
import type { MultiHeadAttention } from "../../layers/multi-head-attention.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Kernels } from "../kernels.js";
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import { packedSize } from "../kernels/matrices.js";
import { backThroughProduct, multiplyMatrices } from "../product.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime, Values, Weight } from "./operation.js";

export interface AttentionSpec extends BaseSpec {
  readonly kind: "attention";
  readonly heads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  /** How many steps the query has, and the values. */
  readonly queries: number;
  readonly values: number;
  readonly useBias: boolean;
  readonly causal: boolean;
  /** How many inputs there are: query, value, key, mask of the pairs of steps. The masks of inputs follow. */
  readonly inputs: number;
  /** Which of query, value and key has a mask. */
  readonly masked: readonly boolean[];
  /** Whether the mask of the pairs is the same for all heads. */
  readonly sharedMask: boolean;
}

/** Without dropout of the scores, which are not an output. */
export const lowerAttention: Lowering<MultiHeadAttention, AttentionSpec> = ({
  layer,
  inputShapes,
  outputShape,
  masked,
  options,
  weight,
}) => {
  const { useCausalMask = false, returnAttentionScores = false, ...others } = options;
  const [query, value = query, key = value, pairs] = inputShapes;
  const [queries, width] = query;
  const [values] = value;
  const { numHeads: heads, keyDim, valueDim, useBias } = layer;
  const fits = pairs === undefined || [2, 3].includes(pairs.length);
  const isWhole = pairs === undefined || sizeOf(pairs.slice(-2)) === queries * values;
  const isHeads = pairs?.length !== 3 || pairs[0] === heads || pairs[0] === 1;
  if (layer.dropout > 0 || returnAttentionScores === true || Object.keys(others).length > 0) return undefined;
  if (!fits || !isWhole || !isHeads) return undefined;
  return [
    {
      kind: "attention",
      size: sizeOf(outputShape),
      readsMasks: true,
      weights: layer.weights.map(weight),
      multiplications:
        heads * keyDim * (queries * width + values * key[1]) +
        heads * valueDim * (values * value[1] + sizeOf(outputShape)) +
        heads * queries * values * (keyDim + valueDim),
      heads,
      keyDim,
      valueDim,
      queries,
      values,
      useBias,
      causal: useCausalMask === true,
      inputs: inputShapes.length,
      masked: masked.slice(0, 3),
      sharedMask: pairs?.length !== 3 || pairs[0] === 1,
    },
  ];
};

/** The query, the keys or the values of all heads: X W + b. */
interface Projection {
  readonly input: Values;
  /** The number of the input, by which a gradient of it is found to be begun. */
  readonly index: number;
  readonly kernel: Weight;
  readonly bias: Weight | undefined;
  readonly steps: number;
  /** The numbers of all heads together. */
  readonly columns: number;
  readonly at: number;
  /** The address of its gradient. */
  readonly gradient: number;
}

/** In place of a score that does not count, as in the layer. */
const SUPPRESSED = -1e9;

export class AttentionOperation implements Operation {
  private readonly spec: AttentionSpec;
  private readonly context: OperationContext;
  private readonly query: Projection;
  private readonly value: Projection;
  private readonly key: Projection;
  /** P of all examples and heads, and R of all examples. */
  private readonly scores: number;
  private readonly read: number;
  private readonly readGradient: number;
  /** dS of one head of one example. */
  private readonly scoreGradient: number;
  private readonly pack: number;

  constructor(spec: AttentionSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    const { heads, keyDim, valueDim, queries, values, inputs } = spec;
    const { rows, training } = context;
    // Without a backward pass nothing has to last.
    const keep = (count: number) => (training ? context.reserve(count) : context.reserveTemporary(count));
    const forBackward = (count: number) => (training ? context.reserveTemporary(count) : 0);
    const project = (index: number, part: number, steps: number, columns: number): Projection => ({
      input: context.inputs[index],
      index,
      ...this.weightsOf(part),
      steps,
      columns,
      at: keep(rows * steps * columns),
      gradient: forBackward(rows * steps * columns),
    });
    const value = Math.min(1, inputs - 1);
    this.query = project(0, 0, queries, heads * keyDim);
    this.key = project(inputs > 2 ? 2 : value, 1, values, heads * keyDim);
    this.value = project(value, 2, values, heads * valueDim);
    this.scores = keep(rows * heads * queries * values);
    this.read = keep(rows * queries * heads * valueDim);
    this.readGradient = forBackward(rows * queries * heads * valueDim);
    this.scoreGradient = forBackward(queries * values);
    const widths = [this.query, this.key, this.value].flatMap(({ input, steps, columns }) => [
      input.size / steps,
      columns,
    ]);
    this.pack = context.reserveTemporary(packedSize(Math.max(...widths, values, spec.size / queries)));
  }

  /** The weights of the query, the key, the value or the output: 0 to 3. */
  private weightsOf(part: number): { readonly kernel: Weight; readonly bias: Weight | undefined } {
    const { weights } = this.context;
    return this.spec.useBias
      ? { kernel: weights[2 * part], bias: weights[2 * part + 1] }
      : { kernel: weights[part], bias: undefined };
  }

  forward({ kernels }: Runtime, examples: number): void {
    const { heads, keyDim, valueDim, queries, values } = this.spec;
    const { query, key, value, pack } = this;
    const { output } = this.context;
    for (const each of [query, key, value]) this.project(kernels, each, examples);
    const scale = 1 / Math.sqrt(keyDim);
    kernels.addScaled(query.at, scale, query.at, examples * queries * query.columns, false);
    this.eachHead(examples, ({ q, k, v, p, r, example, head }) => {
      multiplyMatrices(kernels, {
        a: q,
        strideA: query.columns,
        b: k,
        strideB: key.columns,
        transposeB: true,
        c: p,
        rows: queries,
        columns: values,
        inner: keyDim,
        pack,
      });
      this.fillMasked(kernels, p, example, head, SUPPRESSED);
      kernels.softmax(p, p, queries, values);
      multiplyMatrices(kernels, {
        a: p,
        b: v,
        strideB: value.columns,
        c: r,
        strideC: value.columns,
        rows: queries,
        columns: valueDim,
        inner: values,
        pack,
      });
    });
    const { kernel, bias } = this.weightsOf(3);
    const [rows, columns] = [examples * queries, output.size / queries];
    const inner = heads * valueDim;
    multiplyMatrices(kernels, { a: this.read, b: kernel.at, c: output.at, rows, columns, inner, pack });
    addBias(kernels, output.at, bias, rows, columns);
  }

  backward({ kernels }: Runtime, examples: number): void {
    const { keyDim, valueDim, queries, values } = this.spec;
    const { query, key, value, pack, scoreGradient } = this;
    this.backThroughOutput(kernels, examples);
    this.eachHead(examples, ({ q, k, v, p, dq, dk, dv, dr, example, head }) => {
      multiplyMatrices(kernels, {
        a: p,
        transposeA: true,
        strideA: values,
        b: dr,
        strideB: value.columns,
        c: dv,
        strideC: value.columns,
        rows: values,
        columns: valueDim,
        inner: queries,
        pack,
      });
      multiplyMatrices(kernels, {
        a: dr,
        strideA: value.columns,
        b: v,
        strideB: value.columns,
        transposeB: true,
        c: scoreGradient,
        rows: queries,
        columns: values,
        inner: valueDim,
        pack,
      });
      kernels.softmaxBackward(p, scoreGradient, scoreGradient, queries, values);
      this.fillMasked(kernels, scoreGradient, example, head, 0);
      multiplyMatrices(kernels, {
        a: scoreGradient,
        b: k,
        strideB: key.columns,
        c: dq,
        strideC: query.columns,
        rows: queries,
        columns: keyDim,
        inner: values,
        pack,
      });
      multiplyMatrices(kernels, {
        a: scoreGradient,
        transposeA: true,
        strideA: values,
        b: q,
        strideB: query.columns,
        c: dk,
        strideC: key.columns,
        rows: values,
        columns: keyDim,
        inner: queries,
        pack,
      });
    });
    const scale = 1 / Math.sqrt(keyDim);
    kernels.addScaled(query.gradient, scale, query.gradient, examples * queries * query.columns, false);
    // In the order of the inputs: where one is read twice, later gradients are added to the first.
    const begun = new Set<number>();
    for (const each of [query, value, key]) this.backThroughProjection(kernels, each, examples, begun);
    const pairs = this.spec.inputs > 3 ? this.context.inputs[3] : undefined;
    if (pairs !== undefined && pairs.gradient !== 0 && !pairs.adds)
      kernels.clear(pairs.gradient, examples * pairs.size);
  }

  private project(
    kernels: Kernels,
    { input, kernel, bias, steps, columns, at }: Projection,
    examples: number,
  ) {
    const rows = examples * steps;
    const inner = input.size / steps;
    multiplyMatrices(kernels, { a: input.at, b: kernel.at, c: at, rows, columns, inner, pack: this.pack });
    addBias(kernels, at, bias, rows, columns);
  }

  /** dR, and the gradients of the weights of the output. */
  private backThroughOutput(kernels: Kernels, examples: number): void {
    const { heads, valueDim, queries } = this.spec;
    const { output } = this.context;
    const { kernel, bias } = this.weightsOf(3);
    const columns = output.size / queries;
    const rows = examples * queries;
    addBiasGradient(kernels, output.gradient, bias, rows, columns);
    backThroughProduct(kernels, {
      x: this.read,
      w: kernel.at,
      dy: output.gradient,
      dx: this.readGradient,
      dw: kernel.gradient,
      rows,
      columns,
      inner: heads * valueDim,
      pack: this.pack,
    });
  }

  private backThroughProjection(kernels: Kernels, each: Projection, examples: number, begun: Set<number>) {
    const { input, index, kernel, bias, steps, columns, gradient } = each;
    const rows = examples * steps;
    addBiasGradient(kernels, gradient, bias, rows, columns);
    backThroughProduct(kernels, {
      x: input.at,
      w: kernel.at,
      dy: gradient,
      dx: input.gradient,
      adds: input.adds || begun.has(index),
      dw: kernel.gradient,
      rows,
      columns,
      inner: input.size / steps,
      pack: this.pack,
    });
    begun.add(index);
  }

  /** Calls `compute` with the addresses of the matrices of each head of each example. */
  private eachHead(examples: number, compute: (head: Head) => void): void {
    const { heads, keyDim, valueDim, queries, values } = this.spec;
    const { query, key, value } = this;
    for (let example = 0; example < examples; example++)
      for (let head = 0; head < heads; head++) {
        const toQuery = 4 * (example * queries * query.columns + head * keyDim);
        const toKey = 4 * (example * values * key.columns + head * keyDim);
        const toValue = 4 * (example * values * value.columns + head * valueDim);
        const toRead = 4 * (example * queries * value.columns + head * valueDim);
        compute({
          example,
          head,
          q: query.at + toQuery,
          dq: query.gradient + toQuery,
          k: key.at + toKey,
          dk: key.gradient + toKey,
          v: value.at + toValue,
          dv: value.gradient + toValue,
          p: this.scores + 4 * (example * heads + head) * queries * values,
          r: this.read + toRead,
          dr: this.readGradient + toRead,
        });
      }
  }

  private fillMasked(kernels: Kernels, at: number, example: number, head: number, filling: number): void {
    const { causal, queries, values, inputs, masked, sharedMask } = this.spec;
    if (!causal && inputs < 4 && !masked.includes(true)) return;
    const all = this.context.inputs;
    const maskOf = (input: number) => {
      if (!(masked[input] ?? false)) return 0;
      const mask = all[inputs + masked.slice(0, input).filter(Boolean).length];
      return mask.at + 4 * example * mask.size;
    };
    const pairs = inputs > 3 ? all[3] : undefined;
    kernels.fillMasked(
      at,
      queries,
      values,
      maskOf(0),
      maskOf(1),
      maskOf(2),
      pairs === undefined
        ? 0
        : pairs.at + 4 * (example * pairs.size + (sharedMask ? 0 : head * queries * values)),
      causal,
      filling,
    );
  }
}

/** The addresses of the matrices of a head of an example, and of their gradients. */
interface Head {
  readonly example: number;
  readonly head: number;
  readonly q: number;
  readonly k: number;
  readonly v: number;
  readonly p: number;
  readonly r: number;
  readonly dq: number;
  readonly dk: number;
  readonly dv: number;
  readonly dr: number;
}

function addBias(
  kernels: Kernels,
  at: number,
  bias: Weight | undefined,
  rows: number,
  columns: number,
): void {
  if (bias !== undefined) kernels.activate(ACTIVATION_KINDS.linear, at, bias.at, at, rows, columns, 0);
}

function addBiasGradient(
  kernels: Kernels,
  dy: number,
  bias: Weight | undefined,
  rows: number,
  columns: number,
): void {
  if (bias !== undefined && bias.gradient !== 0) kernels.addRows(dy, bias.gradient, rows, columns);
}
