/** Formulas that the answers to several lessons' exercises are composed of. */
export const sigma = (z: number) => 1 / (1 + Math.exp(-z));
export const dot = (x: number[], w: number[]) => x.reduce((sum, value, i) => sum + value * w[i], 0);
export const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
/** The values of a layer's neurons; a row of `W` is a neuron's weights. */
export const layer = (W: number[][], b: number[], x: number[]) =>
  W.map((row, i) => sigma(dot(x, row) + b[i]));
