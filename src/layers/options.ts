/** Options that several layers share, and how they are saved. */
import type { ActivationName } from "../activations/activations.js";
import { ArgumentError } from "../errors/errors.js";
import type { InitializerLike } from "../initializers/initializers.js";
import type { RegularizerLike } from "../regularizers/regularizers.js";
import type { LayerOptions } from "./layer.js";

/** Options of layers with a kernel and a bias. */
export interface KernelOptions extends LayerOptions {
  /** The function applied to the result; linear by default. */
  readonly activation?: ActivationName;
  /** Whether a bias is added; true by default. */
  readonly useBias?: boolean;
  readonly kernelInitializer?: InitializerLike;
  readonly biasInitializer?: InitializerLike;
  readonly kernelRegularizer?: RegularizerLike;
  readonly biasRegularizer?: RegularizerLike;
}

/** What can be saved: the name of its class and its options. */
export interface Saveable {
  readonly className: string;
  readonly config: unknown;
}

/** An initializer or a regularizer as plain data. */
export function saved(part: Saveable | undefined): Saveable | undefined {
  return part === undefined ? undefined : { className: part.className, config: part.config };
}

/** A whole number of at least `least`, checked. */
export function wholeNumber(value: unknown, where: string, argument: string, least = 1): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least) return value;
  throw new ArgumentError({
    where, argument, received: String(value), expected: { fr: `un entier ≥ ${least}`, en: `an integer ≥ ${least}` },
    mend: { fr: `Par exemple ${argument}: ${Math.max(least, 4)}.`, en: `For example ${argument}: ${Math.max(least, 4)}.` },
  });
}

/** [a, b] from one number for both or two: kernel sizes, strides, pool sizes. */
export function pair(value: number | readonly [number, number] | readonly number[], where: string, argument: string, least = 1): readonly [number, number] {
  const [first, second, ...more] = typeof value === "number" ? [value, value] : value;
  if (more.length > 0) wholeNumber(`[${String(value)}]`, where, argument, least);
  return [wholeNumber(first, where, argument, least), wholeNumber(second, where, argument, least)];
}
