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
import type { Kernels } from "../kernels.js";
import { packedSize } from "../kernels/matrices.js";
import { multiplyMatrices } from "../product.js";
import {
  backThroughProjection,
  project,
  type Projected,
  type ProjectionWeights,
} from "./attention-projection.js";
import type { AttentionSpec } from "./attention-spec.js";
import type { Operation, OperationContext, Runtime, Values } from "./operation.js";

/** Where the query, the keys or the values of all heads lie: X W + b. */
interface Place extends ProjectionWeights {
  readonly input: Values;
  /** The number of the input, by which a gradient of it is found to be begun. */
  readonly index: number;
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
  private readonly query: Place;
  private readonly value: Place;
  private readonly key: Place;
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
    const project = (index: number, part: number, steps: number, columns: number): Place => ({
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
  private weightsOf(part: number): ProjectionWeights {
    const { weights } = this.context;
    return this.spec.useBias
      ? { kernel: weights[2 * part], bias: weights[2 * part + 1] }
      : { kernel: weights[part], bias: undefined };
  }

  forward({ kernels }: Runtime, examples: number): void {
    const { keyDim, valueDim, queries, values } = this.spec;
    const { query, key, value, pack } = this;
    for (const each of [query, key, value])
      project(kernels, each, { ...this.extentsOf(each, examples), y: each.at });
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
    project(kernels, this.weightsOf(3), { ...this.ofOutput(examples), y: this.context.output.at });
  }

  backward({ kernels }: Runtime, examples: number): void {
    const { keyDim, valueDim, queries, values } = this.spec;
    const { query, key, value, pack, scoreGradient } = this;
    const { gradient: y } = this.context.output;
    const ofRead = { y, x: this.readGradient, adds: false };
    backThroughProjection(kernels, this.weightsOf(3), this.ofOutput(examples), ofRead);
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
    for (const each of [query, value, key]) {
      const { input, index, gradient } = each;
      const adds = input.adds || begun.has(index);
      const gradients = { y: gradient, x: input.gradient, adds };
      backThroughProjection(kernels, each, this.extentsOf(each, examples), gradients);
      begun.add(index);
    }
    const pairs = this.spec.inputs > 3 ? this.context.inputs[3] : undefined;
    if (pairs !== undefined && pairs.gradient !== 0 && !pairs.adds)
      kernels.clear(pairs.gradient, examples * pairs.size);
  }

  private extentsOf({ input, steps, columns }: Place, examples: number): Omit<Projected, "y"> {
    return { x: input.at, rows: examples * steps, inner: input.size / steps, columns, pack: this.pack };
  }

  /** The extents of the product after the heads, which reads R. */
  private ofOutput(examples: number): Omit<Projected, "y"> {
    const { heads, valueDim, queries } = this.spec;
    const columns = this.context.output.size / queries;
    return { x: this.read, rows: examples * queries, inner: heads * valueDim, columns, pack: this.pack };
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
