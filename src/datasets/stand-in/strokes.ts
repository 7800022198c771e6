/**
 * The ten digits as the strokes of a pen, in a square from 0 to 1, y downwards.
 *
 * A stroke is the points that the pen passes through; between them it follows the curve of Catmull and Rom (1974), which
 * passes through each point in the direction of the line between its neighbours. Where a digit has a corner, a stroke ends.
 */

export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];

/** Ways to write each digit; the first is the usual one. */
export const DIGITS: readonly (readonly Stroke[])[][] = [
  [[[[0.5, 0.05], [0.22, 0.22], [0.15, 0.55], [0.28, 0.88], [0.52, 0.96], [0.76, 0.82], [0.85, 0.48], [0.75, 0.16], [0.5, 0.05]]]],
  [
    [[[0.52, 0.04], [0.5, 0.5], [0.49, 0.96]]],
    [[[0.3, 0.26], [0.54, 0.05]], [[0.54, 0.05], [0.52, 0.5], [0.52, 0.96]]],
  ],
  [
    [[[0.2, 0.28], [0.3, 0.1], [0.55, 0.05], [0.78, 0.2], [0.72, 0.45], [0.45, 0.7], [0.18, 0.94]], [[0.18, 0.94], [0.5, 0.93], [0.84, 0.92]]],
    [[[0.2, 0.25], [0.5, 0.05], [0.78, 0.22], [0.65, 0.55], [0.3, 0.9], [0.2, 0.75], [0.45, 0.78], [0.85, 0.93]]],
  ],
  [[[[0.2, 0.15], [0.5, 0.04], [0.76, 0.2], [0.64, 0.42], [0.4, 0.48]], [[0.4, 0.48], [0.72, 0.55], [0.8, 0.76], [0.54, 0.96], [0.17, 0.86]]]],
  [
    [[[0.6, 0.05], [0.38, 0.35], [0.14, 0.64]], [[0.14, 0.64], [0.5, 0.64], [0.88, 0.62]], [[0.66, 0.34], [0.65, 0.65], [0.63, 0.97]]],
    [[[0.24, 0.06], [0.18, 0.3], [0.26, 0.5], [0.52, 0.5], [0.76, 0.42]], [[0.78, 0.05], [0.76, 0.5], [0.72, 0.97]]],
  ],
  [[[[0.8, 0.06], [0.54, 0.06], [0.3, 0.08]], [[0.3, 0.08], [0.26, 0.26], [0.24, 0.45]], [[0.24, 0.45], [0.5, 0.38], [0.78, 0.56], [0.74, 0.84], [0.45, 0.96], [0.18, 0.86]]]],
  [[[[0.7, 0.05], [0.4, 0.22], [0.22, 0.52], [0.22, 0.8], [0.46, 0.96], [0.74, 0.86], [0.76, 0.62], [0.5, 0.52], [0.25, 0.68]]]],
  [
    [[[0.16, 0.1], [0.5, 0.09], [0.84, 0.08]], [[0.84, 0.08], [0.6, 0.45], [0.42, 0.96]]],
    [[[0.16, 0.1], [0.5, 0.09], [0.84, 0.08]], [[0.84, 0.08], [0.6, 0.45], [0.42, 0.96]], [[0.34, 0.52], [0.54, 0.5], [0.76, 0.48]]],
  ],
  [[[[0.52, 0.48], [0.27, 0.32], [0.3, 0.12], [0.54, 0.04], [0.76, 0.16], [0.7, 0.36], [0.36, 0.56], [0.2, 0.78], [0.38, 0.95], [0.64, 0.95], [0.8, 0.76], [0.7, 0.58], [0.52, 0.48]]]],
  [
    [[[0.76, 0.28], [0.58, 0.08], [0.34, 0.1], [0.22, 0.32], [0.38, 0.5], [0.64, 0.46], [0.76, 0.28]], [[0.77, 0.2], [0.76, 0.58], [0.7, 0.96]]],
    [[[0.76, 0.28], [0.58, 0.08], [0.34, 0.1], [0.22, 0.32], [0.38, 0.5], [0.64, 0.46], [0.76, 0.28]], [[0.77, 0.2], [0.78, 0.6], [0.62, 0.92], [0.28, 0.92]]],
  ],
];

/** Points along the curve of a stroke, `perSpan` from each of its points to the next. */
export function alongCurve(stroke: Stroke, perSpan: number): Point[] {
  const at = (i: number) => stroke[Math.min(Math.max(i, 0), stroke.length - 1)];
  const points: Point[] = [stroke[0]];
  for (let i = 0; i + 1 < stroke.length; i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let step = 1; step <= perSpan; step++) {
      const t = step / perSpan;
      const along = (axis: 0 | 1) =>
        from[axis] + 0.5 * t * (to[axis] - before[axis] + t * (2 * before[axis] - 5 * from[axis] + 4 * to[axis] - after[axis] + t * (3 * (from[axis] - to[axis]) + after[axis] - before[axis])));
      points.push([along(0), along(1)]);
    }
  }
  return points;
}
