/**
 * Batch normalisation: y = γ (x − μ) / σ + β for each feature along an axis, with σ = √(variance + ε).
 *
 * In training μ and σ are those of the batch, and depend on every x. With x̂ = (x − μ) / σ and n rows, the
 * derivative is (Ioffe and Szegedy 2015, their section 3)
 *
 *     dx = γ/σ (dy − Σ dy / n − x̂ Σ dy x̂ / n),   dγ = Σ dy x̂,   dβ = Σ dy,
 *
 * which is a dy + b (x − μ) + c with a = γ/σ, b = −a Σ dy (x − μ) / (n σ²) and c = −a Σ dy / n. If μ and σ
 * are the running averages, which do not depend on x, only the first term remains. A relu after it is a part of
 * the operation: its gradient needs the sign of y, which is computed again from x.
 */
import type { BatchNormalization } from "../../layers/batch-normalization.js";
import { normalizeAxis, sizeOf } from "../../tensor/shape.js";
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import { numbersAt } from "../memory-layout.js";
import type { ActivationSpec } from "./activation.js";
import { overAxes, type PermuteSpec } from "./arrange.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, PartOf, Runtime, Weight } from "./operation.js";

export interface BatchNormalizationSpec extends BaseSpec {
  readonly kind: "batchNormalization";
  readonly features: number;
  readonly momentum: number;
  readonly epsilon: number;
  /** Whether γ and β are among the weights, in this order. */
  readonly scale: boolean;
  readonly center: boolean;
  /**
   * Whether it uses the mean and the variance of the batch in training; a frozen layer uses the running
   * averages.
   */
  readonly byBatch: boolean;
  /** Whether relu follows, as a part of the operation. */
  readonly rectifies: boolean;
}

/** The operation that replaces a normalisation and the activation after it; undefined where it does not apply. */
export function withActivation(
  normalization: BatchNormalizationSpec,
  { function: kind }: ActivationSpec,
): BatchNormalizationSpec | undefined {
  return kind === ACTIVATION_KINDS.relu && !normalization.rectifies
    ? { ...normalization, rectifies: true }
    : undefined;
}

export const lowerBatchNormalization: Lowering<BatchNormalization, BatchNormalizationSpec | PermuteSpec> = ({
  layer,
  outputShape,
  weight,
}) => {
  const axis = normalizeAxis(layer.axis, outputShape.length + 1, layer.label) - 1;
  if (axis < 0) return undefined;
  const { gamma, beta, movingMean, movingVariance, scale, center, momentum, epsilon } = layer;
  return overAxes(
    outputShape,
    [axis],
    [
      {
        kind: "batchNormalization",
        size: sizeOf(outputShape),
        features: outputShape[axis],
        wholeBatch: layer.usesBatch,
        weights: [gamma, beta].filter((variable) => variable !== undefined).map(weight),
        averages: [weight(movingMean), weight(movingVariance)],
        scale,
        center,
        momentum,
        epsilon,
        byBatch: layer.usesBatch,
        rectifies: false,
      },
    ],
  );
};

export class BatchNormalizationOperation implements Operation {
  private readonly spec: BatchNormalizationSpec;
  private readonly context: OperationContext;
  private readonly gamma: Weight | undefined;
  private readonly beta: Weight | undefined;
  /** Addresses of the mean and the variance of the batch. */
  private readonly means: number;
  private readonly variances: number;
  /** Addresses of γ/σ, by which x − μ is multiplied, and of β, which is then added. */
  private readonly factors: number;
  private readonly shifts: number;
  private readonly sums: number;
  private readonly products: number;
  /** Address of a, b and c of the derivative. */
  private readonly coefficients: number;
  /** The address of the number of rows of features that the batch has. */
  private readonly batchRows: number;

  constructor(spec: BatchNormalizationSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    const { features, scale, center } = spec;
    this.gamma = scale ? context.weights[0] : undefined;
    this.beta = center ? context.weights[scale ? 1 : 0] : undefined;
    [this.means, this.variances, this.factors, this.shifts, this.sums, this.products] = Array.from(
      { length: 6 },
      () => context.reserve(features),
    );
    this.coefficients = context.reserve(3 * features);
    this.batchRows = context.reserve(1);
  }

  private numbers({ memory }: Runtime, address: number): Float32Array {
    return numbersAt(memory, address, this.spec.features);
  }

  /** How many rows of features this many examples have. */
  private rowsOf(examples: number): number {
    return (examples * this.spec.size) / this.spec.features;
  }

  summarize({ kernels, memory }: Runtime, examples: number): void {
    const { input } = this.context;
    const { features } = this.spec;
    const rows = this.rowsOf(examples);
    kernels.featureMeans(input.at, rows, features, this.means);
    kernels.featureVariances(input.at, this.means, rows, features, this.variances);
    numbersAt(memory, this.batchRows, 1)[0] = rows;
  }

  exchange(runtime: Runtime, parts: readonly PartOf<this>[]): void {
    if (parts.length === 1) return;
    const { features } = this.spec;
    const each = parts.map(({ operation, rows }) => ({
      rows: operation.rowsOf(rows),
      means: operation.numbers(runtime, operation.means),
      variances: operation.numbers(runtime, operation.variances),
    }));
    const count = each.reduce((sum, { rows }) => sum + rows, 0);
    for (let feature = 0; feature < features; feature++) {
      let mean = 0;
      for (const { rows, means } of each) mean += (rows * means[feature]) / count;
      let variance = 0;
      for (const { rows, means, variances } of each)
        variance += (rows * (variances[feature] + (means[feature] - mean) ** 2)) / count;
      for (const { means, variances } of each) {
        means[feature] = mean;
        variances[feature] = variance;
      }
    }
    // In memory, because another thread may go on with the part.
    for (const { operation } of parts) numbersAt(runtime.memory, operation.batchRows, 1)[0] = count;
  }

  forward(runtime: Runtime, examples: number, training: boolean): void {
    const { kernels } = runtime;
    const { input, output, averages } = this.context;
    const { features, epsilon, byBatch, rectifies } = this.spec;
    const [means, variances] =
      training && byBatch ? [this.means, this.variances] : averages.map(({ at }) => at);
    const factors = this.numbers(runtime, this.factors);
    const gamma = this.gamma && this.numbers(runtime, this.gamma.at);
    this.numbers(runtime, variances).forEach(
      (variance, i) => (factors[i] = (gamma?.[i] ?? 1) / Math.sqrt(variance + epsilon)),
    );
    if (this.beta === undefined) kernels.clear(this.shifts, features);
    const rows = this.rowsOf(examples);
    kernels.normalize(input.at, means, this.factors, this.added, rectifies, rows, features, output.at);
  }

  /** The address of what is added last. */
  private get added(): number {
    return this.beta?.at ?? this.shifts;
  }

  updateAverages(runtime: Runtime): void {
    const { momentum, byBatch } = this.spec;
    if (!byBatch) return;
    this.context.averages.forEach(({ at }, i) => {
      const ofBatch = this.numbers(runtime, [this.means, this.variances][i]);
      const running = this.numbers(runtime, at);
      running.forEach(
        (old, feature) => (running[feature] = old * momentum + ofBatch[feature] * (1 - momentum)),
      );
    });
  }

  /** The addresses of the means and the variances that the training step has used. */
  private get used(): readonly [number, number] {
    const [mean, variance] = this.context.averages;
    return this.spec.byBatch ? [this.means, this.variances] : [mean.at, variance.at];
  }

  summarizeBack(runtime: Runtime, examples: number): void {
    const { kernels } = runtime;
    const { input, output } = this.context;
    const { features, epsilon, rectifies } = this.spec;
    const { gamma, beta, sums, products } = this;
    const [means, variances] = this.used;
    kernels.featureProducts(
      input.at,
      output.gradient,
      means,
      rectifies ? this.factors : 0,
      rectifies ? this.added : 0,
      this.rowsOf(examples),
      features,
      sums,
      products,
    );
    if (gamma !== undefined && gamma.gradient !== 0) {
      const gradient = this.numbers(runtime, gamma.gradient);
      const deviations = this.numbers(runtime, variances).map((variance) => Math.sqrt(variance + epsilon));
      this.numbers(runtime, products).forEach((product, i) => (gradient[i] += product / deviations[i]));
    }
    if (beta !== undefined && beta.gradient !== 0) kernels.addTo(beta.gradient, sums, features);
  }

  exchangeBack(runtime: Runtime, parts: readonly PartOf<this>[]): void {
    const [first, ...others] = parts.map(({ operation }) => operation);
    const { features } = this.spec;
    for (const other of others) {
      runtime.kernels.addTo(first.sums, other.sums, features);
      runtime.kernels.addTo(first.products, other.products, features);
    }
    for (const other of others) {
      runtime.kernels.copy(first.sums, other.sums, features);
      runtime.kernels.copy(first.products, other.products, features);
    }
  }

  backward(runtime: Runtime, examples: number): void {
    const { kernels, memory } = runtime;
    const { input, output } = this.context;
    const { features, epsilon, byBatch, rectifies } = this.spec;
    const [means, variances] = this.used;
    if (!byBatch) this.summarizeBack(runtime, examples);
    if (input.gradient === 0) return;
    const [factors, sums, products, spread] = [this.factors, this.sums, this.products, variances].map((at) =>
      this.numbers(runtime, at),
    );
    const [count] = numbersAt(memory, this.batchRows, 1);
    const coefficients = numbersAt(memory, this.coefficients, 3 * features).fill(0);
    factors.forEach((factor, i) => {
      coefficients[i] = factor;
      if (!byBatch) return;
      coefficients[features + i] = (-factor * products[i]) / (count * (spread[i] + epsilon));
      coefficients[2 * features + i] = (-factor * sums[i]) / count;
    });
    kernels.normalizeBack(
      input.at,
      output.gradient,
      means,
      rectifies ? this.added : 0,
      this.coefficients,
      this.rowsOf(examples),
      features,
      input.gradient,
    );
  }
}
