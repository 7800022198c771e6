/** Small data sets: three clusters of points in the plane, and a linear function. */
import { RandomStream } from "../../src/random/stream.js";
import { tensor } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";

export interface Clouds {
  /** Points, [count, 2]. */
  readonly x: Tensor;
  /** The class of each point, 0 to 2, [count]. */
  readonly labels: Tensor;
}

export function clouds(count = 90, seed = 3): Clouds {
  const random = new RandomStream(seed);
  const centres = [
    [2, 0],
    [-1, 2],
    [-1, -2],
  ];
  const labels = Array.from({ length: count }, (_, i) => i % 3);
  return {
    x: tensor(labels.map((label) => centres[label].map((centre) => centre + 0.5 * random.normal()))),
    labels: tensor(labels),
  };
}

/** y = x₁ − 2 x₂ + ½: x [count, 2], y [count, 1]. */
export function plane(count = 40): { x: Tensor; y: Tensor } {
  const random = new RandomStream(5);
  const x = Array.from({ length: count }, () => [random.normal(), random.normal()]);
  return { x: tensor(x), y: tensor(x.map(([a, b]) => [a - 2 * b + 0.5])) };
}
