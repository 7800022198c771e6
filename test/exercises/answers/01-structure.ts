/** Answers to the exercises of lesson 01. */
import { tensor } from "../../../src/index.js";
import { sigma, dot, total, layer } from "./formulas.js";
import { numberAnswers, choiceAnswers, inTensors, inSinglePrecision, type Answers } from "./kinds.js";

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "01-bleues": choiceAnswers("b", "acd", "biais"),
  "01-parametres": numberAnswers(9, [6, 5, 8, 11, 12, 10]),
  "01-formule": {
    right: [
      (d: number, layers: number[]) => {
        const s = [d, ...layers, 1];
        let n = 0;
        for (let j = 1; j < s.length; j++) n += (s[j - 1] + 1) * s[j];
        return n;
      },
      (d: number, layers: number[]) => {
        let [n, before] = [0, d];
        for (const h of [...layers, 1]) {
          n += before * h + h;
          before = h;
        }
        return n;
      },
      (d: number, layers: number[]) => [...layers, 1].reduce((n, h, j) => n + h * (1 + [d, ...layers][j]), 0),
      (d: number, layers: number[]) => {
        const s = [d, ...layers, 1];
        return total(s.slice(1)) + total(s.slice(1).map((h, j) => h * s[j]));
      },
      (d: number, layers: number[]) => {
        const count = (before: number, [first, ...others]: number[]): number =>
          first === undefined ? before + 1 : (before + 1) * first + count(first, others);
        return count(d, layers);
      },
      (d: number, layers: number[]) => {
        const s = [d, ...layers, 1];
        let n = 0;
        for (let j = s.length - 1; j > 0; j--) n += s[j] + s[j] * s[j - 1];
        return n;
      },
    ],
    wrong: [
      (d: number, layers: number[]) => {
        const s = [d, ...layers, 1];
        return total(s.slice(1).map((h, j) => h * s[j]));
      },
      (d: number, layers: number[]) => {
        const s = [d, ...layers];
        return total(s.slice(1).map((h, j) => h * (s[j] + 1)));
      },
      (d: number, layers: number[]) => {
        const s = [d, ...layers, 1];
        return total(s.slice(1).map((h, j) => h * s[j] + 1));
      },
      (d: number, layers: number[]) => {
        const s = [d, ...layers, 1];
        return total(s.slice(1).map((h, j) => h * s[j])) + total(layers);
      },
      (d: number, [h1, h2]: number[]) => d * h1 + h1 + h1 * h2 + h2 + h2 + 1,
      () => 9,
      (d: number, layers: number[]) => d + total(layers) + 1,
      (d: number, layers: number[]) => {
        const s = [d, ...layers, 1];
        return total(s.slice(1).map((h, j) => (h + 1) * s[j]));
      },
      (d: number, layers: number[]) => {
        const s = [d, ...layers, 1];
        return total(s.slice(1).map((h, j) => h * (s[j] + 1))) + d;
      },
      (d: number, layers: number[]) => {
        const s = [d, ...layers, 1];
        return total(s.slice(2).map((h, j) => h * (s[j + 1] + 1)));
      },
      (d: number, layers: number[]) => {
        const s = [d, ...layers, 2];
        return total(s.slice(1).map((h, j) => h * (s[j] + 1)));
      },
      (d: number, layers: number[]) => {
        const s = layers.length === 0 ? [d] : [d, ...layers, 1];
        return total(s.slice(1).map((h, j) => h * (s[j] + 1)));
      },
      (d: number, layers: number[]) => (d + 1) * total([...layers, 1]),
      (d: number, [h]: number[]) => (d + 1) * (h ?? 1) + (h ?? 0) + (h === undefined ? 0 : 1),
    ],
  },
  "01-a-la-main": {
    right: [
      [sigma(1), sigma(2), sigma(2 * sigma(1) - sigma(2) + 0.5)],
      [0.73, 0.88, 0.75],
      [0.731, 0.881, 0.747],
      ["0,73", "0,88", "0,75"],
      Float64Array.of(sigma(1), sigma(2), sigma(2 * sigma(1) - sigma(2) + 0.5)),
      tensor([0.7311, 0.8808, 0.7467]),
      [[0.73], "0.881", " 0,747 "],
    ],
    wrong: [
      [1, 2, 0.5],
      [0.73, 0.88, 1.08],
      [0.88, 0.73, 0.75],
      [0.73, 0.88],
      0.75,
      [0.73, 0.95, 0.75],
      [0.27, 0.12, 0.25],
      [0.74, 0.88, 0.75],
      [0.73, 0.89, 0.75],
      [0.73, 0.88, 0.76],
      [0.73, 0.88, 0.75, 0],
      "0.73, 0.88, 0.75",
    ],
  },
  "01-couche": {
    right: [
      layer,
      (W: number[][], b: number[], x: number[]) => Float64Array.from(layer(W, b, x)),
      (W: number[][], b: number[], x: number[]) => {
        const out: number[] = [];
        for (let i = 0; i < W.length; i++) {
          let z = 0;
          for (let j = 0; j < W[i].length; j++) z += x[j] * W[i][j];
          out.push(1 / (1 + Math.exp(-z - b[i])));
        }
        return out;
      },
      inTensors(layer),
      inSinglePrecision(layer),
      (W: number[][], b: number[], x: number[]) =>
        W.map(
          (row, i) =>
            (1 + Math.tanh([...row, b[i]].reduceRight((z, w, j) => z + w * (x[j] ?? 1), 0) / 2)) / 2,
        ),
      (W: number[][], b: number[], x: number[]) => {
        const sum = (row: number[], j: number): number => (j < 0 ? 0 : row[j] * x[j] + sum(row, j - 1));
        return b.map((bias, i) => sigma(bias + sum(W[i], x.length - 1)));
      },
    ],
    wrong: [
      (W: number[][], b: number[], x: number[]) =>
        layer(
          W,
          b.map(() => 0),
          x,
        ),
      (W: number[][], b: number[], x: number[]) => W.map((row, i) => dot(x, row) + b[i]),
      (W: number[][], b: number[], x: number[]) => layer(W, b, x)[0],
      (W: number[][], b: number[], x: number[]) =>
        layer(
          W[0].map((_, j) => W.map((row) => row[j])),
          b,
          x,
        ),
      (W: number[][], b: number[], x: number[]) =>
        layer(
          W,
          b.map(() => b[0]),
          x,
        ),
      (_: number[][], b: number[]) => b,
      (W: number[][], b: number[], x: number[]) => W.map((row, i) => sigma(dot(x, row) - b[i])),
      (W: number[][], b: number[], x: number[]) => W.map((row, i) => sigma(dot(x, row)) + b[i]),
      (W: number[][], b: number[], x: number[]) => W.map((row, i) => Math.tanh(dot(x, row) + b[i])),
      (W: number[][], b: number[], x: number[]) => W.map((row, i) => sigma(dot(x.slice(0, 2), row) + b[i])),
      (W: number[][], b: number[], x: number[]) => layer(W, b, x).slice(0, -1),
      (W: number[][], b: number[], x: number[]) => layer(W, b, x).map(Math.round),
      (W: number[][], b: number[], x: number[]) => [layer(W, b, x)],
      (W: number[][], b: number[], x: number[]) => W.map((row, i) => sigma(dot(x, row) + x.length * b[i])),
    ],
  },
  "01-eqm": {
    right: [
      (y: number[], p: number[]) => total(y.map((v, i) => (v - p[i]) ** 2)) / y.length,
      (y: number[], p: number[]) => total(p.map((v, i) => ((v - y[i]) * (v - y[i])) / p.length)),
      (y: number[], p: number[]) => Math.hypot(...y.map((v, i) => v - p[i])) ** 2 / y.length,
      (y: number[], p: number[]) => y.reduceRight((s, v, i) => s + (p[i] - v) ** 2, 0) / p.length,
      (y: number[], p: number[]) => (dot(y, y) - 2 * dot(y, p) + dot(p, p)) / y.length,
      (y: number[], p: number[]) => {
        let mean = 0;
        for (const [i, v] of y.entries()) mean += (Math.abs(v - p[i]) ** 2 - mean) / (i + 1);
        return mean;
      },
      (y: number[], p: number[]) => {
        const sum = (i: number): number => (i === y.length ? 0 : (y[i] - p[i]) ** 2 + sum(i + 1));
        return sum(0) / y.length;
      },
    ],
    wrong: [
      (y: number[], p: number[]) => total(y.map((v, i) => (v - p[i]) ** 2)),
      (y: number[], p: number[]) => total(y.map((v, i) => Math.abs(v - p[i]))) / y.length,
      (y: number[], p: number[]) => total(y.map((v, i) => v - p[i])) / y.length,
      (y: number[], p: number[]) => total(y.map((v, i) => (v - p[i]) ** 2)) / 2 / y.length,
      (y: number[], p: number[]) => Math.sqrt(total(y.map((v, i) => (v - p[i]) ** 2)) / y.length),
      (y: number[], p: number[]) => (y[0] - p[0]) ** 2,
      (y: number[], p: number[]) => total(y.map((v, i) => (v - p[i]) ** 2)) / (y.length + 1),
      (y: number[], p: number[]) => total(y.map((v, i) => (v - p[i]) ** 2)) / 3,
      (y: number[], p: number[]) => (total(y.map((v, i) => v - p[i])) / y.length) ** 2,
      (y: number[], p: number[]) => total(y.slice(1).map((v, i) => (v - p[i + 1]) ** 2)) / y.length,
      (y: number[], p: number[]) => total(y.slice(0, -1).map((v, i) => (v - p[i]) ** 2)) / y.length,
      (y: number[], p: number[]) => total(y.map((v, i) => v ** 2 - p[i] ** 2)) / y.length,
      (y: number[], p: number[]) => total(y.map((v, i) => (v + p[i]) ** 2)) / y.length,
      (y: number[], p: number[]) => y.map((v, i) => (v - p[i]) ** 2 / y.length),
    ],
  },
  "01-entropie": {
    right: [
      (y: number, p: number) => -y * Math.log(p) - (1 - y) * Math.log(1 - p),
      (y: number, p: number) => (y === 1 ? -Math.log(p) : -Math.log(1 - p)),
      (y: number, p: number) => -Math.log(y * p + (1 - y) * (1 - p)),
      (y: number, p: number) => -(y * Math.log(p)) - (1 - y) * Math.log1p(-p),
      (y: number, p: number) => Math.log(1 + Math.exp((y === 1 ? -1 : 1) * Math.log(p / (1 - p)))),
      (y: number, p: number) =>
        [1 - y, y].reduce((loss, label, k) => loss - label * Math.log(k === 1 ? p : 1 - p), 0),
      inSinglePrecision((y: number, p: number) => -Math.log(y > 0 ? p : 1 - p)),
    ],
    wrong: [
      (y: number, p: number) => y * Math.log(p) + (1 - y) * Math.log(1 - p),
      (y: number, p: number) => -y * Math.log(p),
      (y: number, p: number) => -y * Math.log(1 - p) - (1 - y) * Math.log(p),
      (y: number, p: number) => -y * Math.log2(p) - (1 - y) * Math.log2(1 - p),
      (y: number, p: number) => (y - p) ** 2,
      (_: number, p: number) => -Math.log(p),
      (y: number, p: number) => -y * Math.log10(p) - (1 - y) * Math.log10(1 - p),
      (y: number, p: number) => -y * Math.log(p) + (1 - y) * Math.log(1 - p),
      (y: number, p: number) => -y * Math.log(p) - Math.log(1 - p),
      (y: number, p: number) => Math.abs(y - p),
      (y: number, p: number) => -Math.log(Math.abs(y - p)),
      (_: number, p: number) => -p * Math.log(p) - (1 - p) * Math.log(1 - p),
      (_: number, p: number) => -Math.log(p > 0.5 ? p : 1 - p),
    ],
  },
  "01-multiclasse": {
    right: [
      (y: number[], p: number[]) => -total(y.map((v, j) => v * Math.log(p[j]))),
      (y: number[], p: number[]) => total(y.map((v, j) => v * Math.log(1 / p[j]))),
      (y: number[], p: number[]) => {
        let l = 0;
        y.forEach((v, j) => {
          if (v > 0) l -= v * Math.log(p[j]);
        });
        return l;
      },
      (y: number[], p: number[]) => -Math.log(y.reduce((product, v, j) => product * p[j] ** v, 1)),
      (y: number[], p: number[]) => y.reduceRight((l, v, j) => l - v * Math.log(p[j]), 0),
      (y: number[], p: number[]) => {
        const from = (j: number): number => (j === p.length ? 0 : from(j + 1) - y[j] * Math.log(p[j]));
        return from(0);
      },
      (y: number[], p: number[]) => -dot(p.map(Math.log), y),
    ],
    wrong: [
      (y: number[], p: number[]) => total(y.map((v, j) => v * Math.log(p[j]))),
      (y: number[], p: number[]) => -total(y.map((v, j) => v * Math.log(p[j]))) / y.length,
      (_: number[], p: number[]) => -total(p.map(Math.log)),
      (y: number[], p: number[]) => -total(y.map((v, j) => v * Math.log2(p[j]))),
      (y: number[], p: number[]) => -Math.log(p[y.indexOf(1)]),
      (y: number[], p: number[]) => total(y.map((v, j) => (v - p[j]) ** 2)),
      (y: number[], p: number[]) => -total(y.map((v, j) => v * Math.log10(p[j]))),
      (y: number[], p: number[]) => 1 - dot(y, p),
      (y: number[], p: number[]) => -total(y.slice(1).map((v, j) => v * Math.log(p[j + 1]))),
      (y: number[], p: number[]) => -total(y.slice(0, -1).map((v, j) => v * Math.log(p[j]))),
      (_: number[], p: number[]) => -Math.log(Math.max(...p)),
      (y: number[], p: number[]) => -Math.log(p[y.indexOf(Math.max(...y))]),
      (y: number[], p: number[]) => total(y.map((v, j) => (v === 0 ? 0 : v * Math.log(v / p[j])))),
      (y: number[], p: number[]) =>
        -total(y.map((v, j) => v * Math.log(p[j]) + (1 - v) * Math.log(1 - p[j]))),
    ],
  },
  "01-qui-suis-je": {
    right: ["relu", "ReLU", " RELU ", "Relu", "relu)", "relu."],
    wrong: [
      "logistique",
      "tanh",
      "softplus",
      "identite",
      "sigmoïde",
      "re",
      "relu6",
      "softmax",
      3,
      Math.max,
      ["relu"],
    ],
  },
};
