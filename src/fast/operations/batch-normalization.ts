/**
 * Batch normalisation: y = γ (x − μ) / σ + β over the last axis, with σ = √(variance + ε).
 *
 * In training μ and σ are those of the batch, and depend on every x. With x̂ = (x − μ) / σ and n rows, the
 * derivative is (Ioffe and Szegedy 2015, their section 3)
 *
 *     dx = γ/σ (dy − Σ dy / n − x̂ Σ dy x̂ / n),   dγ = Σ dy x̂,   dβ = Σ dy,
 *
 * which is a dy + b (x − μ) + c with a = γ/σ, b = −a Σ dy (x − μ) / (n σ²) and c = −a Σ dy / n. If μ and σ
 * are the running averages, which do not depend on x, only the first term remains.
 */
import type { BatchNormalization } from "../../layers/batch-normalization.js";
import { normalizeAxis, sizeOf } from "../../tensor/shape.js";
import { numbersAt } from "../memory-layout.js";
import type { BaseSpec, Lowering, Operation, OperationContext, Weight } from "./operation.js";

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
}

export const lowerBatchNormalization: Lowering<BatchNormalization, BatchNormalizationSpec> = ({
  layer,
  outputShape,
  weight,
}) => {
  if (normalizeAxis(layer.axis, outputShape.length + 1, layer.label) !== outputShape.length) return undefined;
  const { gamma, beta, movingMean, movingVariance, scale, center, momentum, epsilon } = layer;
  return [
    {
      kind: "batchNormalization",
      size: sizeOf(outputShape),
      features: outputShape[outputShape.length - 1],
      wholeBatch: layer.usesBatch,
      weights: [gamma, beta].filter((variable) => variable !== undefined).map(weight),
      averages: [weight(movingMean), weight(movingVariance)],
      scale,
      center,
      momentum,
      epsilon,
      byBatch: layer.usesBatch,
    },
  ];
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
  }

  private numbers(address: number): Float32Array {
    return numbersAt(this.context.memory, address, this.spec.features);
  }

  /** How many rows of features this many examples have. */
  private rowsOf(examples: number): number {
    return (examples * this.spec.size) / this.spec.features;
  }

  forward(examples: number, training: boolean): void {
    const { kernels, input, output, averages } = this.context;
    const { features, epsilon, byBatch } = this.spec;
    const rows = this.rowsOf(examples);
    const ofBatch = training && byBatch;
    if (ofBatch) {
      kernels.featureMeans(input.at, rows, features, this.means);
      kernels.featureVariances(input.at, this.means, rows, features, this.variances);
    }
    const [means, variances] = ofBatch ? [this.means, this.variances] : averages.map(({ at }) => at);
    const factors = this.numbers(this.factors);
    const gamma = this.gamma && this.numbers(this.gamma.at);
    this.numbers(variances).forEach(
      (variance, i) => (factors[i] = (gamma?.[i] ?? 1) / Math.sqrt(variance + epsilon)),
    );
    if (this.beta === undefined) kernels.clear(this.shifts, features);
    kernels.normalize(input.at, means, this.factors, this.beta?.at ?? this.shifts, rows, features, output.at);
  }

  updateAverages(): void {
    const { momentum, byBatch } = this.spec;
    if (!byBatch) return;
    this.context.averages.forEach(({ at }, i) => {
      const ofBatch = this.numbers([this.means, this.variances][i]);
      const running = this.numbers(at);
      running.forEach(
        (old, feature) => (running[feature] = old * momentum + ofBatch[feature] * (1 - momentum)),
      );
    });
  }

  backward(examples: number): void {
    const { kernels, input, output, averages } = this.context;
    const { features, epsilon, byBatch } = this.spec;
    const rows = this.rowsOf(examples);
    const means = byBatch ? this.means : averages[0].at;
    kernels.featureProducts(input.at, output.gradient, means, rows, features, this.sums, this.products);
    const variances = this.numbers(byBatch ? this.variances : averages[1].at);
    const [factors, sums, products] = [this.factors, this.sums, this.products].map((at) => this.numbers(at));
    if (this.gamma !== undefined && this.gamma.gradient !== 0) {
      const gradient = this.numbers(this.gamma.gradient);
      products.forEach((product, i) => (gradient[i] += product / Math.sqrt(variances[i] + epsilon)));
    }
    if (this.beta !== undefined && this.beta.gradient !== 0)
      kernels.addTo(this.beta.gradient, this.sums, features);
    if (input.gradient === 0) return;
    const coefficients = numbersAt(this.context.memory, this.coefficients, 3 * features).fill(0);
    factors.forEach((factor, i) => {
      coefficients[i] = factor;
      if (!byBatch) return;
      coefficients[features + i] = (-factor * products[i]) / (rows * (variances[i] + epsilon));
      coefficients[2 * features + i] = (-factor * sums[i]) / rows;
    });
    kernels.normalizeBack(
      input.at,
      output.gradient,
      means,
      this.coefficients,
      rows,
      features,
      input.gradient,
    );
  }
}
