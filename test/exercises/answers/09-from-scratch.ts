/** Answers to the exercises of lesson 09. */
import { tensor } from "../../../src/index.js";
import { sigma, dot, total, layer } from "./formulas.js";
import { choiceAnswers, inTensors, inSinglePrecision, type Answers } from "./kinds.js";

const hidden = (W1: number[][], b1: number[], x: number[]) =>
  W1.map((row, i) => Math.tanh(dot(x, row) + b1[i]));

const backwardPass = (
  x: number[],
  y: number,
  h: number[],
  p: number,
  W2: number[],
): [dW1: number[][], db1: number[], dW2: number[], db2: number] => {
  const db1 = h.map((v, i) => (p - y) * W2[i] * (1 - v * v));
  return [db1.map((d) => x.map((input) => d * input)), db1, h.map((v) => (p - y) * v), p - y];
};

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "09-zeros": choiceAnswers("c", "abd", "hasard"),
  "09-avant": {
    right: [
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = W1.map((r, i) => Math.tanh(dot(x, r) + b1[i]));
        return [h, sigma(dot(h, W2) + b2)];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h: number[] = [];
        for (let i = 0; i < W1.length; i++) {
          let z = b1[i];
          for (let j = 0; j < x.length; j++) z += W1[i][j] * x[j];
          h.push(2 * sigma(2 * z) - 1);
        }
        return [h, (1 + Math.tanh((dot(h, W2) + b2) / 2)) / 2];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = Float64Array.from(W1, (r, i) => Math.tanh(dot(x, r) + b1[i]));
        return [h, [sigma(W2.reduce((z, w, i) => z + w * h[i], b2))]];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = hidden(W1, b1, x);
        return [tensor(h), tensor(sigma(dot(h, W2) + b2))];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = hidden(W1, b1, x).map(Math.fround);
        return [h, Math.fround(sigma(dot(h, W2) + b2))];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const z = (w: number[], v: number[], i: number): number => (i < 0 ? 0 : w[i] * v[i] + z(w, v, i - 1));
        const h = b1.map((bias, i) => Math.tanh(z(W1[i], x, x.length - 1) + bias));
        const e = Math.exp(z(W2, h, h.length - 1) + b2);
        return [h, e / (1 + e)];
      },
    ],
    wrong: [
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = W1.map((r, i) => Math.tanh(r[0] * x[0] + r[1] * x[1] + b1[i]));
        return [h, sigma(dot(h, W2) + b2)];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = layer(W1, b1, x);
        return [h, sigma(dot(h, W2) + b2)];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = W1.map((r, i) => Math.tanh(dot(x, r) + b1[i]));
        return [h, dot(h, W2) + b2];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = W1.map((r, i) => Math.tanh(dot(x, r) + b1[i]));
        return sigma(dot(h, W2) + b2);
      },
      (W1: number[][], _: number[], W2: number[], __: number, x: number[]) => {
        const h = W1.map((r) => Math.tanh(dot(x, r)));
        return [h, sigma(dot(h, W2))];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = W1.map((r, i) => Math.tanh(dot(x, r) + b1[i]));
        return [sigma(dot(h, W2) + b2), h];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = W1.map((r) => Math.tanh(dot(x, r) + b1[0]));
        return [h, sigma(dot(h, W2) + b2)];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = hidden(W1, b1, x);
        return [h, Math.tanh(dot(h, W2) + b2)];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = hidden(W1, b1, x);
        return [h, sigma(dot(h, W2) - b2)];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = hidden(W1, b1, x);
        return [h, sigma(dot(h.slice(0, 2), W2) + b2)];
      },
      (W1: number[][], b1: number[], W2: number[], b2: number, x: number[]) => {
        const h = hidden(W1, b1, x);
        return [...h, sigma(dot(h, W2) + b2)];
      },
    ],
  },
  "09-cout": {
    right: [
      (y: number[], p: number[]) =>
        -total(y.map((v, i) => v * Math.log(p[i]) + (1 - v) * Math.log(1 - p[i]))) / y.length,
      (y: number[], p: number[]) => total(y.map((v, i) => -Math.log(v === 1 ? p[i] : 1 - p[i]) / y.length)),
      (y: number[], p: number[]) => {
        let c = 0;
        for (let i = 0; i < y.length; i++) c -= Math.log(y[i] * p[i] + (1 - y[i]) * (1 - p[i]));
        return c / y.length;
      },
      (y: number[], p: number[]) =>
        y.reduceRight((c, v, i) => c - Math.log(v > 0.5 ? p[i] : 1 - p[i]), 0) / p.length,
      (y: number[], p: number[]) =>
        -Math.log(y.reduce((likely, v, i) => likely * (v === 1 ? p[i] : 1 - p[i]), 1)) / y.length,
      (y: number[], p: number[]) => {
        const from = (i: number): number =>
          i < 0 ? 0 : from(i - 1) - y[i] * Math.log(p[i]) - (1 - y[i]) * Math.log1p(-p[i]);
        return from(y.length - 1) / y.length;
      },
    ],
    wrong: [
      (y: number[], p: number[]) =>
        total(y.map((v, i) => v * Math.log(p[i]) + (1 - v) * Math.log(1 - p[i]))) / y.length,
      (y: number[], p: number[]) =>
        -total(y.map((v, i) => v * Math.log(p[i]) + (1 - v) * Math.log(1 - p[i]))),
      (y: number[], p: number[]) => -total(y.map((v, i) => v * Math.log(p[i]))) / y.length,
      (y: number[], p: number[]) => total(y.map((v, i) => (v - p[i]) ** 2)) / y.length,
      (y: number[], p: number[]) =>
        -total(y.map((v, i) => v * Math.log2(p[i]) + (1 - v) * Math.log2(1 - p[i]))) / y.length,
      (y: number[], p: number[]) => -Math.log(p[0]) * y[0],
      (y: number[], p: number[]) =>
        total(y.map((v, i) => -Math.log(v === 1 ? p[i] : 1 - p[i]))) / (y.length + 1),
      (y: number[], p: number[]) => total(y.map((v, i) => -Math.log(v === 0 ? p[i] : 1 - p[i]))) / y.length,
      (y: number[], p: number[]) =>
        total(y.slice(1).map((v, i) => -Math.log(v === 1 ? p[i + 1] : 1 - p[i + 1]))) / y.length,
      (y: number[], p: number[]) =>
        total(y.slice(0, -1).map((v, i) => -Math.log(v === 1 ? p[i] : 1 - p[i]))) / y.length,
      (y: number[], p: number[]) =>
        total(y.map((v, i) => Math.log10(v === 1 ? 1 / p[i] : 1 / (1 - p[i])))) / y.length,
      (y: number[], p: number[]) =>
        total(y.map((v, i) => -v * Math.log(p[i]) + (1 - v) * Math.log(1 - p[i]))) / y.length,
    ],
  },
  "09-arriere": {
    right: [
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const d = p - y;
        const di = h.map((v, i) => d * W2[i] * (1 - v * v));
        return [di.map((v) => x.map((u) => v * u)), di, h.map((v) => d * v), d];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const dW1: number[][] = [];
        const db1: number[] = [];
        for (let i = 0; i < h.length; i++) {
          db1[i] = (p - y) * W2[i] * (1 + h[i]) * (1 - h[i]);
          dW1[i] = x.map((u) => db1[i] * u);
        }
        return [dW1, db1, h.map((v) => v * (p - y)), p - y];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const di = Float64Array.from(h, (v, i) => (p - y) * W2[i] * (1 - v ** 2));
        return [Array.from(di, (v) => x.map((u) => u * v)), di, h.map((v) => (p - y) * v), p - y];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const [dW1, db1, dW2, db2] = backwardPass(x, y, h, p, W2);
        return [tensor(dW1), tensor(db1), tensor(dW2), tensor(db2)];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const [dW1, db1, dW2, db2] = backwardPass(x, y, h, p, W2);
        return [
          dW1.map((row) => row.map(Math.fround)),
          db1.map(Math.fround),
          dW2.map(Math.fround),
          Math.fround(db2),
        ];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const db1 = W2.reduce<number[]>((done, w, i) => [...done, w * (y - p) * (h[i] ** 2 - 1)], []);
        return [
          db1.map((d) => x.reduce<number[]>((row, v) => row.concat(v * d), [])),
          db1,
          h.map((v) => v * p - v * y),
          p - y,
        ];
      },
    ],
    wrong: [
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const dW1: number[][] = [];
        const db1: number[] = [];
        for (let i = 0; i < h.length; i++) {
          db1[i] = (p - y) * W2[i] * (1 + h[i]) * (1 - h[i]);
          dW1[i] = [db1[i] * x[0], db1[i] * x[1]];
        }
        return [dW1, db1, h.map((v) => v * (p - y)), p - y];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const d = y - p;
        const di = h.map((v, i) => d * W2[i] * (1 - v * v));
        return [di.map((v) => x.map((u) => v * u)), di, h.map((v) => d * v), d];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const d = p - y;
        const di = h.map((_, i) => d * W2[i]);
        return [di.map((v) => x.map((u) => v * u)), di, h.map((v) => d * v), d];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const d = (p - y) * p * (1 - p);
        const di = h.map((v, i) => d * W2[i] * (1 - v * v));
        return [di.map((v) => x.map((u) => v * u)), di, h.map((v) => d * v), d];
      },
      (x: number[], y: number, h: number[], p: number) => {
        const d = p - y;
        const di = h.map((v) => d * (1 - v * v));
        return [di.map((v) => x.map((u) => v * u)), di, h.map((v) => d * v), d];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const d = p - y;
        const di = h.map((v, i) => d * W2[i] * v * (1 - v));
        return [di.map((v) => x.map((u) => v * u)), di, h.map((v) => d * v), d];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const d = p - y;
        const di = h.map((v, i) => d * W2[i] * (1 - v * v));
        return [x.map((u) => di.map((v) => v * u)), di, h.map((v) => d * v), d];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const [dW1, db1, dW2] = backwardPass(x, y, h, p, W2);
        return [dW1, db1, dW2];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const [dW1, db1, dW2, db2] = backwardPass(x, y, h, p, W2);
        return [dW1, dW2, db1, db2];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) => {
        const [dW1, db1, dW2, db2] = backwardPass(x, y, h, p, W2);
        return [dW1, db1.map(() => 0), dW2, db2];
      },
      (x: number[], y: number, h: number[], p: number, W2: number[]) =>
        backwardPass(
          x,
          y,
          h,
          p,
          W2.map(() => W2[0]),
        ),
    ],
  },
  "09-mise-a-jour": {
    right: [
      (W: number[][], d: number[][], eta: number) => W.map((r, i) => r.map((w, j) => w - eta * d[i][j])),
      (W: number[][], d: number[][], eta: number) => {
        const out = W.map((r) => [...r]);
        for (let i = 0; i < W.length; i++) for (let j = 0; j < W[i].length; j++) out[i][j] -= eta * d[i][j];
        return out;
      },
      (W: number[][], d: number[][], eta: number) =>
        W.map((r, i) => Float64Array.from(r, (w, j) => w + -eta * d[i][j])),
      inTensors((W: number[][], d: number[][], eta: number) =>
        W.map((r, i) => r.map((w, j) => w - eta * d[i][j])),
      ),
      inSinglePrecision((W: number[][], d: number[][], eta: number) =>
        W.map((r, i) => r.map((w, j) => w - d[i][j] * eta)),
      ),
      (W: number[][], d: number[][], eta: number) => {
        const moved = structuredClone(W);
        moved.forEach((r, i) => r.forEach((_, j) => (r[j] -= eta * d[i][j])));
        return moved;
      },
    ],
    wrong: [
      (W: number[][], d: number[][], eta: number) => W.map((r, i) => r.map((w, j) => w + eta * d[i][j])),
      (W: number[][], d: number[][]) => W.map((r, i) => r.map((w, j) => w - d[i][j])),
      (_: number[][], d: number[][], eta: number) => d.map((r) => r.map((v) => -eta * v)),
      (W: number[][], d: number[][], eta: number) => W.map((r, i) => r.map((w) => w - eta * d[i][0])),
      (W: number[][]) => W,
      (W: number[][], d: number[][], eta: number) => {
        W.forEach((r, i) => r.forEach((w, j) => (r[j] = w - eta * d[i][j])));
        return W;
      },
      (W: number[][], d: number[][], eta: number) => W.map((r, i) => r.map((w, j) => eta * (w - d[i][j]))),
      (W: number[][], d: number[][], eta: number) =>
        W.map((r, i) => r.map((w, j) => w - eta * d[0][j] + i * 0)),
      (W: number[][], d: number[][], eta: number) => W.map((r, i) => r.map((w, j) => w - d[i][j] / eta)),
      (W: number[][], d: number[][], eta: number) => {
        for (const [i, r] of d.entries()) for (const [j, v] of r.entries()) d[i][j] = W[i][j] - eta * v;
        return d;
      },
      (W: number[][], d: number[][], eta: number) => {
        W[0][0] -= eta * d[0][0];
        return W.map((r, i) => r.map((w, j) => (i === 0 && j === 0 ? w : w - eta * d[i][j])));
      },
    ],
  },
  "09-predire": {
    right: [
      (p: number[]) => p.map((v) => (v > 0.5 ? 1 : 0)),
      (p: number[]) => p.map((v) => Number(!(v <= 0.5))),
      (p: number[]) => p.map((v) => Math.ceil(v - 0.5)),
      (p: number[]) => {
        const classes = new Uint8Array(p.length);
        for (let i = 0; i < p.length; i++) if (2 * p[i] > 1) classes[i] = 1;
        return classes;
      },
      (p: number[]) => p.map((v) => (v > 1 - v ? 1 : 0)),
      (p: number[]) => Array.from(p, (v) => (Math.log(v / (1 - v)) > 0 ? 1 : 0)),
    ],
    wrong: [
      (p: number[]) => p.map((v) => (v > 0.501 ? 1 : 0)),
      (p: number[]) => p.map((v) => (v > 0.499999 ? 1 : 0)),
      (p: number[]) => p.map((v) => (Math.round(v * 100) / 100 > 0.5 ? 1 : 0)),
      (p: number[]) => p.map((v) => (v < 0.5 ? 1 : 0)),
      (p: number[]) => p.map((v) => (v > 0 ? 1 : 0)),
      (p: number[]) => p.map((v) => (v > 0.5 ? 1 : -1)),
      (p: number[]) => p,
      (p: number[]) => p.map(() => 1),
      (p: number[]) => p.indexOf(Math.max(...p)),
      (p: number[]) => p.map(Math.round),
      (p: number[]) => p.map((v) => Number(v >= 0.5)),
      (p: number[]) => p.map((v) => (v > total(p) / p.length ? 1 : 0)),
      (p: number[]) => p.map((v) => (v > [...p].sort((a, b) => a - b)[Math.floor(p.length / 2)] ? 1 : 0)),
      (p: number[]) => p.map((v) => (v > Math.max(...p) / 2 ? 1 : 0)),
      (p: number[]) => p.map((v) => (v > 0.55 ? 1 : 0)),
      (p: number[]) => p.map((v) => v > 0.5),
    ],
  },
};
