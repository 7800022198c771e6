/** Answers to the exercises of lesson 06. */
import { tensor } from "../../../src/index.js";
import { sigma, total } from "./formulas.js";
import { numberAnswers, inTensors, inSinglePrecision, type Answers } from "./kinds.js";

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "06-normaliser": {
    right: [
      (p: number[]) => p.map((v) => v / 255),
      (p: number[]) => p.map((v) => v * (1 / 255)),
      (p: number[]) => Float32Array.from(p, (v) => v / 255),
      inTensors((p: number[]) => p.map((v) => v / 255)),
      (p: number[]) => p.reduce<number[]>((done, v) => [...done, v / 255], []),
      (p: number[]) => {
        for (let i = p.length - 1; i >= 0; i--) p[i] /= 255;
        return p;
      },
    ],
    wrong: [
      (p: number[]) => p.map((v) => v / 256),
      (p: number[]) => p.map((v) => v * 255),
      (p: number[]) => p.map((v) => Math.round(v / 255)),
      (p: number[]) => p.map((v) => v / Math.max(...p)),
      (p: number[]) => p.map((v) => v / 784),
      (p: number[]) => p,
      (p: number[]) => p[0] / 255,
      (p: number[]) => p.map((v) => v / 127.5 - 1),
      (p: number[]) => p.map((v) => 1 - v / 255),
      (p: number[]) => p.map((v) => v / 254),
      (p: number[]) => p.map((v) => Math.round((100 * v) / 255) / 100),
      (p: number[]) => p.slice(1).map((v) => v / 255),
      (p: number[]) => p.map((v) => v / total(p)),
    ],
  },
  "06-un-parmi-dix": {
    right: [
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k ? 1 : 0)),
      (k: number, n: number) => {
        const row: number[] = new Array<number>(n).fill(0);
        row[k] = 1;
        return row;
      },
      (k: number, n: number) => {
        const row = new Float32Array(n);
        row[k] = 1;
        return row;
      },
      inTensors((k: number, n: number) => Array.from({ length: n }, (_, i) => Number(i === k))),
      (k: number, n: number) => [...new Array<number>(k).fill(0), 1, ...new Array<number>(n - k - 1).fill(0)],
      (k: number, n: number) => {
        const from = (i: number): number[] => (i === n ? [] : [i === k ? 1 : 0, ...from(i + 1)]);
        return from(0);
      },
    ],
    wrong: [
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k - 1 ? 1 : 0)),
      (k: number) => Array.from({ length: 10 }, (_, i) => (i === k ? 1 : 0)),
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k ? 0 : 1)),
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k ? k : 0)),
      (k: number, n: number) => Array.from({ length: n + 1 }, (_, i) => (i === k ? 1 : 0)),
      (k: number) => k,
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k + 1 ? 1 : 0)),
      (k: number, n: number) => Array.from({ length: n - 1 }, (_, i) => (i === k ? 1 : 0)),
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i <= k ? 1 : 0)),
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k && k > 0 ? 1 : 0)),
      (k: number, n: number) => Array.from({ length: n }, (_, i) => i === k),
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === n - 1 - k ? 1 : 0)),
    ],
  },
  "06-parametres": numberAnswers(
    3193,
    [3174, 3140, 3163, 3183, 19, 3194, 3192, 0],
    ["3 193", 785 * 4 + 15 + 8 + 30],
  ),
  "06-softmax": {
    right: [
      (z: number[]) => {
        const e = z.map(Math.exp);
        const s = e.reduce((a, b) => a + b);
        return e.map((v) => v / s);
      },
      (z: number[]) => {
        const m = Math.max(...z);
        const e = z.map((v) => Math.exp(v - m));
        const s = e.reduce((a, b) => a + b, 0);
        return e.map((v) => v / s);
      },
      (z: number[]) => z.map((a) => 1 / z.reduce((s, b) => s + Math.exp(b - a), 0)),
      inTensors((z: number[]) => z.map((a) => 1 / total(z.map((b) => Math.exp(b - a))))),
      inSinglePrecision((z: number[]) => z.map((a) => Math.exp(a) / total(z.map(Math.exp)))),
      (z: number[]) => {
        let log = -Infinity;
        for (const v of [...z].sort((a, b) => a - b))
          log = Math.max(log, v) + Math.log1p(Math.exp(-Math.abs(log - v)));
        return z.map((v) => Math.exp(v - log));
      },
    ],
    wrong: [
      (z: number[]) => z.map(Math.exp),
      (z: number[]) => z.map((v) => v / z.reduce((a, b) => a + b, 0)),
      (z: number[]) => z.map((v) => Math.exp(v) / z.length),
      (z: number[]) => z.map(sigma),
      (z: number[]) => z.map((v) => (v === Math.max(...z) ? 1 : 0)),
      (z: number[]) => z.map(() => 1 / z.length),
      (z: number[]) => {
        const e = z.map((v) => 2 ** v);
        const s = e.reduce((a, b) => a + b);
        return e.map((v) => v / s);
      },
      (z: number[]) => z.map((v) => Math.exp(-v) / total(z.map((u) => Math.exp(-u)))),
      (z: number[]) => z.map((v) => Math.exp(v) / Math.exp(total(z))),
      (z: number[]) => z.map((v) => Math.exp(v) / total(z.slice(1).map(Math.exp))),
      (z: number[]) => z.map((v) => Math.exp(v) / Math.max(...z.map(Math.exp))),
      (z: number[]) => z.map((v) => Math.exp(v) / Math.hypot(...z.map(Math.exp))),
    ],
  },
  "06-hasard": numberAnswers(Math.log(10), [Math.log2(10), 1, 0.1, 0, 2.4, 2.29, 2.31], [2.3, "2,30", 2.303]),
  "06-lots": numberAnswers(375, [469, 468.75, 93.75, 11250, 48000, 376, 374]),
  "06-dropout": numberAnswers(0.09, [0.3, 0.6, 0.49, 0.51, 0.91, 9, 0.1], [0.3 * 0.3, 9 / 100]),
  "06-meilleur": {
    right: [0.976, 0.95, "0,981", 1, [0.96], Float64Array.of(0.9501), tensor([0.97])],
    wrong: [0.4, 0.0974, 97.6, 2.3, -1, "bon", 0.949, 0.9499, 1.01, 95, [0.97, 0.98], { accuracy: 0.97 }],
  },
};
