/** Initializers that make matrices as a whole: the identity, and random orthogonal matrices. */
import { checkOptions } from "../errors/check-options.js";
import { FINITE_NUMBER } from "../errors/kinds.js";
import { RandomStream } from "../random/stream.js";
import { zeros } from "../tensor/create.js";
import { sizeOf } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import type { Initializer } from "./initializer.js";

/**
 * `gain` times the identity matrix; for square weights.
 * @param options `gain`, the factor; 1 by default
 * @example
 * ```ts
 * layers.simpleRNN({ units: 4, recurrentInitializer: initializers.identity() });
 * ```
 */
export function identity(options: { readonly gain?: number } = {}): Initializer {
  checkOptions(options, { gain: FINITE_NUMBER }, "identity");
  const { gain = 1 } = options;
  return {
    className: "Identity",
    config: { gain },
    apply(shape) {
      const made = zeros(shape);
      const columns = shape[shape.length - 1];
      for (let i = 0; i < Math.min(shape[0], columns); i++) made.storage[i * columns + i] = gain;
      return made;
    },
  };
}

/**
 * A random matrix, uniformly distributed, whose rows (or columns, if there are fewer) are orthonormal: random
 * normal vectors are made orthogonal by the Gram-Schmidt method, applied twice to each vector so that
 * rounding errors do not add up. Saxe et al. (2014) initialize recurrent networks in this way: the length of
 * the state neither grows nor shrinks from step to step.
 * @param options `gain`, the factor (1 by default), and `seed`
 * @example
 * ```ts
 * layers.simpleRNN({ units: 4, recurrentInitializer: initializers.orthogonal() });
 * ```
 */
export function orthogonal(options: { readonly gain?: number; readonly seed?: number } = {}): Initializer {
  checkOptions(options, { gain: FINITE_NUMBER, seed: FINITE_NUMBER }, "orthogonal");
  const { gain = 1, seed } = options;
  return {
    className: "Orthogonal",
    config: seed === undefined ? { gain } : { gain, seed },
    apply(shape, stream) {
      const source = seed === undefined ? stream : new RandomStream(seed);
      const columns = shape[shape.length - 1];
      const rows = sizeOf(shape) / columns;
      const vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), source);
      const data = Float32Array.from({ length: rows * columns }, (_, i) => {
        const [row, column] = [Math.floor(i / columns), i % columns];
        return gain * (rows <= columns ? vectors[row][column] : vectors[column][row]);
      });
      return new Tensor(data, [...shape]);
    },
  };
}

function orthonormal(count: number, length: number, stream: RandomStream): Float64Array[] {
  const made: Float64Array[] = [];
  while (made.length < count) {
    const vector = Float64Array.from({ length }, () => stream.normal());
    for (const other of [...made, ...made]) {
      const along = vector.reduce((sum, value, i) => sum + value * other[i], 0);
      for (let i = 0; i < length; i++) vector[i] -= along * other[i];
    }
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    made.push(vector.map((value) => value / norm));
  }
  return made;
}
