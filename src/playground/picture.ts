/** Computes what a frame draws: the network's answers on the plane, or along a line, and each neuron's part. */
import type { Chain } from "./chain.js";
import type { SplitExamples } from "./examples.js";
import { CURVE, SIDE, THUMB, type Drawing } from "./protocol/frames.js";

/** How much wider than the points the drawn part of the plane is. */
const MARGIN = 0.12;

type Interval = readonly [number, number];

/** The part of the plane on which points are drawn, before there are any. */
const SHEET: readonly number[] = [-1, 1];

/**
 * The intervals that are drawn: one for each input and, where there is one input, that of y.
 * @param isSheet whether the reader draws the points: the plane then does not move with each new point
 */
export function domainOf(
  { x, y, problem }: Pick<SplitExamples, "x" | "y" | "problem">,
  inputs: number,
  isSheet: boolean,
): Interval[] {
  const least = isSheet ? SHEET : [];
  const intervals = Array.from({ length: inputs }, (_, j) => around([...least, ...x.map((row) => row[j])]));
  if (inputs > 1) return intervals;
  return [...intervals, problem === "classification" ? around([0, 1, ...y]) : around([...least, ...y])];
}

function around(values: readonly number[]): Interval {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = high > low ? (high - low) * MARGIN : 1;
  return [low - margin, high + margin];
}

/** The centres of the cells of a grid, row by row from the top, or `CURVE` places along a line. */
export function gridOf(domain: readonly Interval[], inputs: number): Float32Array {
  const [[left, right]] = domain;
  if (inputs === 1)
    return Float32Array.from({ length: CURVE }, (_, i) => left + ((right - left) * i) / (CURVE - 1));
  const [low, high] = domain[1];
  const grid = new Float32Array(SIDE * SIDE * 2);
  for (let row = 0, at = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      grid[at++] = left + ((right - left) * (column + 0.5)) / SIDE;
      grid[at++] = high - ((high - low) * (row + 0.5)) / SIDE;
    }
  return grid;
}

/**
 * @param grid   the points of `gridOf`
 * @param middle for a regression with two inputs: the interval of the targets
 */
export function draw(chain: Chain, grid: Float32Array, targets: Interval | undefined): Drawing {
  const activations = chain.activations(grid);
  const units = chain.shape.map((column) => column.units);
  const answers = activations[activations.length - 1];
  const outputs = units[units.length - 1];
  const isLine = chain.inputs === 1;
  const cells = isLine ? 0 : SIDE * SIDE;
  const classes = new Uint8Array(cells);
  const sureties = new Uint8Array(cells);
  for (let i = 0; i < cells; i++) {
    const [kind, surety] = judge(answers, i * outputs, outputs, targets);
    classes[i] = kind;
    sureties[i] = Math.round(255 * Math.min(1, Math.max(0, surety)));
  }
  return {
    classes,
    sureties,
    curve: isLine ? curveOf(answers, outputs) : new Float32Array(0),
    thumbs: thumbsOf(activations.slice(0, -1), units, isLine),
    weights: chain.weights(),
  };
}

/** The class of an answer, and how sure it is, 0 to 1. */
function judge(
  answers: ArrayLike<number>,
  at: number,
  outputs: number,
  targets: Interval | undefined,
): [number, number] {
  if (outputs > 1) {
    let best = 0;
    for (let k = 1; k < outputs; k++) if (answers[at + k] > answers[at + best]) best = k;
    return [best, (outputs * answers[at + best] - 1) / (outputs - 1)];
  }
  const [low, high] = targets ?? [0, 1];
  const signed = (2 * answers[at] - low - high) / (high - low);
  return [signed > 0 ? 1 : 0, Math.abs(signed)];
}

/** With several classes, the curve is the class with the largest output. */
function curveOf(answers: ArrayLike<number>, outputs: number): Float32Array<ArrayBuffer> {
  if (outputs === 1) return Float32Array.from(answers);
  return Float32Array.from(
    { length: answers.length / outputs },
    (_, i) => judge(answers, i * outputs, outputs, undefined)[0],
  );
}

/** Each hidden neuron's activations at every few points, as shares of its largest one. */
function thumbsOf(
  hidden: readonly ArrayLike<number>[],
  units: readonly number[],
  isLine: boolean,
): Int8Array<ArrayBuffer> {
  const places = isLine ? everyFew(THUMB, CURVE, 1) : everyFew(THUMB, SIDE, THUMB);
  const count = hidden.reduce((sum, _, column) => sum + units[column], 0);
  const thumbs = new Int8Array(count * places.length);
  let at = 0;
  hidden.forEach((values, column) => {
    for (let neuron = 0; neuron < units[column]; neuron++) {
      let largest = 1e-9;
      for (const place of places)
        largest = Math.max(largest, Math.abs(values[place * units[column] + neuron]));
      for (const place of places)
        thumbs[at++] = Math.round((127 * values[place * units[column] + neuron]) / largest);
    }
  });
  return thumbs;
}

/** The numbers of the points that a small picture shows. */
function everyFew(side: number, of: number, rows: number): number[] {
  const step = of / side;
  return Array.from({ length: side * rows }, (_, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    return row * step * of + column * step;
  });
}
