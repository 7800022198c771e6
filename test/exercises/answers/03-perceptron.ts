/** Answers to the exercises of lesson 03. */
import { tensor } from "../../../src/index.js";
import { sigma, dot, total } from "./formulas.js";
import { numberAnswers, choiceAnswers, inTensors, inSinglePrecision, type Answers } from "./kinds.js";

function pas([b, w1, w2]: number[], [x1, x2]: number[], y: number, eta: number): number[] {
  const output = sigma(b + w1 * x1 + w2 * x2);
  const delta = (output - y) * output * (1 - output);
  return [b - eta * delta, w1 - eta * delta * x1, w2 - eta * delta * x2];
}

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "03-parametres": {
    right: [
      (d: number) => d + 1,
      (d: number) => 1 + d,
      (d: number) => Array.from({ length: d }, () => 1).length + 1,
      (d: number) => `${d + 1}`,
      (d: number) => [d, 1].reduce((a, b) => a + b),
      (d: number) => {
        let n = 1;
        for (let i = 0; i < d; i++) n++;
        return n;
      },
      (d: number) => tensor(d + 1),
    ],
    wrong: [
      (d: number) => d,
      () => 3,
      (d: number) => 2 * d,
      (d: number) => d + 2,
      (d: number) => d - 1,
      3,
      (d: number) => (d + 1) * d,
      (d: number) => 2 * d + 1,
      (d: number) => d ** 2 + 1,
      (d: number) => Math.max(d, 3),
      (d: number) => d + 1.5,
      (d: number) => [d, 1],
    ],
  },
  "03-logistique": {
    right: [
      sigma,
      (z: number) => Math.exp(z) / (1 + Math.exp(z)),
      (z: number) => (1 + Math.tanh(z / 2)) / 2,
      (z: number) => 1 / (1 + Math.pow(Math.E, -z)),
      (z: number) => Math.fround(sigma(z)),
      (z: number) => 1 - 1 / (1 + Math.exp(z)),
      (z: number) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z))),
      (z: number) => [1 / (Math.exp(-z) + 1)],
    ],
    wrong: [
      (z: number) => sigma(-z),
      (z: number) => Math.exp(-z),
      (z: number) => 1 / 1 + Math.exp(-z),
      Math.tanh,
      (z: number) => (z > 0 ? 1 : 0),
      (z: number) => z,
      () => 0.5,
      (z: number) => 1 / (1 + 2.7 ** -z),
      (z: number) => (z === 0 ? 0.5 : z === 1 ? 0.7310585786 : 0.1),
      (z: number) => 1 / (1 + 10 ** -z),
      (z: number) => 1 / (1 - Math.exp(-z)),
      (z: number) => Math.exp(z) / (1 + Math.exp(-z)),
      (z: number) => Math.min(1, Math.max(0, 0.5 + z / 4)),
      (z: number) => 0.5 + Math.atan(z) / Math.PI,
      (z: number) => Math.round(100 * sigma(z)) / 100,
    ],
  },
  "03-sortie": numberAnswers(
    sigma(0.5),
    [0.5, sigma(-0.5), 1, sigma(4.5), 0.6, 62, 0.65, 0.61, "beaucoup"],
    [0.62, 0.622, "0,62", "0.622459"],
  ),
  "03-perceptron": {
    right: [
      (x: number[], w: number[], b: number) => sigma(dot(x, w) + b),
      (x: number[], w: number[], b: number) => {
        let z = b;
        for (let i = 0; i < x.length; i++) z += w[i] * x[i];
        return sigma(z);
      },
      (x: number[], w: number[], b: number) => [sigma(dot(w, x) + b)],
      inSinglePrecision((x: number[], w: number[], b: number) => sigma(dot(x, w) + b)),
      (x: number[], w: number[], b: number) => tensor(sigma(dot(x, w) + b)),
      (x: number[], w: number[], b: number) =>
        1 / (1 + Math.exp(w.reduceRight((z, v, i) => z - v * x[i], -b))),
      (x: number[], w: number[], b: number) => {
        const z = (i: number): number => (i < 0 ? b : w[i] * x[i] + z(i - 1));
        return (1 + Math.tanh(z(x.length - 1) / 2)) / 2;
      },
    ],
    wrong: [
      (x: number[], w: number[]) => sigma(dot(x, w)),
      (x: number[], w: number[], b: number) => dot(x, w) + b,
      (x: number[], w: number[], b: number) => sigma(dot(x, w) - b),
      (x: number[], w: number[], b: number) => sigma(-(dot(x, w) + b)),
      (x: number[], w: number[], b: number) => sigma(x[0] * w[0] + x[1] * w[1] + b),
      (x: number[], w: number[], b: number) => (dot(x, w) + b > 0 ? 1 : 0),
      () => 0.622459,
      (x: number[], w: number[], b: number) => sigma(dot(x, w)) + b,
      (x: number[], w: number[], b: number) => sigma(dot(x, w) + x.length * b),
      (x: number[], w: number[], b: number) => Math.tanh(dot(x, w) + b),
      (x: number[], w: number[], b: number) => sigma(dot(x.slice(1), w.slice(1)) + b),
      (x: number[], w: number[], b: number) => sigma(dot(x.slice(0, -1), w) + b),
      (x: number[], w: number[], b: number) => sigma((dot(x, w) + b) / x.length),
      (x: number[], w: number[], b: number) => sigma(total(x) * total(w) + b),
    ],
  },
  "03-exactitude": {
    right: [
      (c: number[][]) => c.reduce((s, row, i) => s + row[i], 0) / c.flat().reduce((s, n) => s + n, 0),
      (c: number[][]) => {
        let [right, all] = [0, 0];
        c.forEach((row, i) =>
          row.forEach((n, j) => {
            all += n;
            if (i === j) right += n;
          }),
        );
        return right / all;
      },
      (c: number[][]) =>
        1 -
        c.flatMap((row, i) => row.filter((_, j) => j !== i)).reduce((s, n) => s + n, 0) /
          c.flat().reduce((s, n) => s + n, 0),
      (c: number[][]) => {
        const all = total(c.map(total));
        return c.reduceRight((share, row, i) => share + row[i] / all, 0);
      },
      (c: number[][]) => {
        const trace = (i: number): number => (i === c.length ? 0 : c[i][i] + trace(i + 1));
        return trace(0) / total(c.flat());
      },
      inSinglePrecision((c: number[][]) => total(c.map((row, i) => row[i])) / total(c.flat())),
    ],
    wrong: [
      (c: number[][]) => c[0][0] + c[1][1],
      (c: number[][]) => (c[0][0] + c[1][1]) / 200,
      (c: number[][]) => (c[0][0] + c[1][1]) / c.flat().reduce((s, n) => s + n, 0),
      (c: number[][]) => (c[0][1] + c[1][0]) / c.flat().reduce((s, n) => s + n, 0),
      (c: number[][]) => (100 * c.reduce((s, row, i) => s + row[i], 0)) / c.flat().reduce((s, n) => s + n, 0),
      () => 0.915,
      (c: number[][]) => 1 - total(c.map((row, i) => row[i])) / total(c.flat()),
      (c: number[][]) => total(c.map((row, i) => row[i] / total(row))) / c.length,
      (c: number[][]) => total(c.map((row, i) => row[i])),
      (c: number[][]) => Math.round((100 * total(c.map((row, i) => row[i]))) / total(c.flat())) / 100,
      (c: number[][]) => total(c.slice(1).map((row, i) => row[i + 1])) / total(c.flat()),
      (c: number[][]) => total(c.map((row, i) => row[c.length - 1 - i])) / total(c.flat()),
      (c: number[][]) => total(c.map((row, i) => row[i])) / c.length ** 2,
      (c: number[][]) => total(c.map((row) => Math.max(...row))) / total(c.flat()),
    ],
  },
  "03-droite": {
    right: [
      (b: number, w1: number, w2: number) => [-w1 / w2, -b / w2],
      (b: number, w1: number, w2: number) => [w1 / -w2, (0 - b) / w2],
      (b: number, w1: number, w2: number) => Float64Array.of(-w1 / w2, -b / w2),
      inTensors((b: number, w1: number, w2: number) => [-w1 / w2, -b / w2]),
      (b: number, w1: number, w2: number) => [w1, b].map((v) => (-1 / w2) * v),
      (b: number, w1: number, w2: number) => {
        const x2 = (x1: number) => -(b + w1 * x1) / w2;
        return [x2(1) - x2(0), x2(0)];
      },
    ],
    wrong: [
      (b: number, w1: number, w2: number) => [w1 / w2, b / w2],
      (b: number, w1: number, w2: number) => [-b / w2, -w1 / w2],
      (b: number, w1: number, w2: number) => [-w2 / w1, -b / w1],
      (b: number, w1: number, w2: number) => [-w1 / w2, b / w2],
      (...w: number[]) => -w[1] / w[2],
      () => [-1, 5],
      [-1, 5],
      (b: number, w1: number, w2: number) => [w1 / w2, -b / w2],
      (b: number, w1: number, w2: number) => [-w1 / w2, (0.5 - b) / w2],
      (b: number, w1: number) => [-w1, -b],
      (b: number, w1: number, w2: number) => [-w1 / Math.abs(w2), -b / Math.abs(w2)],
      (b: number, w1: number, w2: number) => [-w1 / w2, -b],
    ],
  },
  "03-plancher": numberAnswers(50, [100, 0, 200, 0.5, 25, 50.5, 49, 51, "cinquante"]),
  "03-lineaire": choiceAnswers("b", "acd", "régression linéaire"),
  "03-pas": {
    right: [
      pas,
      (weights: number[], x: number[], y: number, eta: number) => {
        const p = sigma(weights[0] + weights[1] * x[0] + weights[2] * x[1]);
        return weights.map((w, i) => w + eta * (y - p) * p * (1 - p) * [1, x[0], x[1]][i]);
      },
      (weights: number[], x: number[], y: number, eta: number) => Float32Array.from(pas(weights, x, y, eta)),
      inTensors(pas),
      (weights: number[], x: number[], y: number, eta: number) => {
        const inputs = [1, ...x];
        const p = (1 + Math.tanh(dot(inputs, weights) / 2)) / 2;
        for (const [i, input] of inputs.entries()) weights[i] -= eta * (p - y) * (p - p * p) * input;
        return weights;
      },
      (weights: number[], x: number[], y: number, eta: number) => {
        const error = (w: number[]) => 0.5 * (sigma(w[0] + w[1] * x[0] + w[2] * x[1]) - y) ** 2;
        const moved = (i: number, by: number) => weights.map((w, j) => (j === i ? w + by : w));
        return weights.map((w, i) => w - (eta * (error(moved(i, 1e-5)) - error(moved(i, -1e-5)))) / 2e-5);
      },
    ],
    wrong: [
      (w: number[], x: number[], y: number, eta: number) => pas(w, x, y, -eta),
      (w: number[], x: number[], y: number) => pas(w, x, y, 1),
      (w: number[], x: number[], y: number, eta: number) => [w[0], ...pas(w, x, y, eta).slice(1)],
      (w: number[], x: number[], y: number, eta: number) => pas(w, x, y, 2 * eta),
      (w: number[], x: number[], y: number, eta: number) => [
        ...pas(w, x, y, eta).slice(1),
        pas(w, x, y, eta)[0],
      ],
      (w: number[], [x1, x2]: number[], y: number, eta: number) => {
        const e = sigma(w[0] + w[1] * x1 + w[2] * x2) - y;
        return [w[0] - eta * e, w[1] - eta * e * x1, w[2] - eta * e * x2];
      },
      (w: number[]) => w,
      (w: number[], x: number[], y: number, eta: number) => pas(w, x, y, eta).map((v, i) => v - w[i]),
      (w: number[], x: number[], y: number, eta: number) => pas(w, x, y, eta).slice(1),
      (w: number[], x: number[], _: number, eta: number) => pas(w, x, 1, eta),
      (w: number[], [x1, x2]: number[], y: number, eta: number) => pas(w, [x2, x1], y, eta),
    ],
  },
};
