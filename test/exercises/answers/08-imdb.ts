/** Answers to the exercises of lesson 08. */
import { sigma, dot, total } from "./formulas.js";
import { numberAnswers, choiceAnswers, inTensors, inSinglePrecision, type Answers } from "./kinds.js";

/** The sum of the vectors. */
const across = (vectors: number[][]) => vectors[0].map((_, d) => total(vectors.map((v) => v[d])));

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "08-sac": {
    right: [
      (numbers: number[], size: number) => {
        const sac: number[] = new Array<number>(size).fill(0);
        for (const n of numbers) sac[n] = 1;
        return sac;
      },
      (numbers: number[], size: number) =>
        Array.from({ length: size }, (_, i) => (numbers.includes(i) ? 1 : 0)),
      (numbers: number[], size: number) => {
        const present = new Set(numbers);
        return Float32Array.from({ length: size }, (_, i) => Number(present.has(i)));
      },
      inTensors((numbers: number[], size: number) =>
        Array.from({ length: size }, (_, i) => Number(numbers.includes(i))),
      ),
      (numbers: number[], size: number) =>
        numbers.reduce<number[]>(
          (sac, n) => sac.map((v, i) => (i === n ? 1 : v)),
          new Array<number>(size).fill(0),
        ),
      (numbers: number[], size: number) => {
        const from = (i: number): number[] =>
          i === size ? [] : [numbers.indexOf(i) < 0 ? 0 : 1, ...from(i + 1)];
        return from(0);
      },
    ],
    wrong: [
      (numbers: number[], size: number) =>
        Array.from({ length: size }, (_, i) => numbers.filter((n) => n === i).length),
      (numbers: number[], size: number) =>
        Array.from({ length: size }, (_, i) => (numbers.includes(i) ? 0 : 1)),
      (numbers: number[], size: number) =>
        Array.from({ length: size }, (_, i) => (numbers.includes(i + 1) ? 1 : 0)),
      (numbers: number[]) => numbers,
      (numbers: number[]) => [...new Set(numbers)].map(() => 1),
      (numbers: number[], size: number) =>
        Array.from({ length: size }, (_, i) => (numbers.includes(i) ? 1 / numbers.length : 0)),
      (_: number[], size: number) => new Array<number>(size).fill(1),
      (numbers: number[], size: number) =>
        Array.from({ length: size }, (_, i) => (numbers.indexOf(i) > 0 ? 1 : 0)),
      (numbers: number[], size: number) =>
        Array.from({ length: size + 1 }, (_, i) => (numbers.includes(i) ? 1 : 0)),
      (numbers: number[], size: number) =>
        Array.from({ length: size - 1 }, (_, i) => (numbers.includes(i) ? 1 : 0)),
      (numbers: number[]) =>
        Array.from({ length: Math.max(...numbers) + 1 }, (_, i) => (numbers.includes(i) ? 1 : 0)),
      (numbers: number[], size: number) =>
        Array.from({ length: size }, (_, i) => (numbers.slice(1).includes(i) ? 1 : 0)),
      (numbers: number[], size: number) => Array.from({ length: size }, (_, i) => numbers.includes(i)),
    ],
  },
  "08-parametres": numberAnswers(
    160305,
    [160272, 160288, 160016, 160322, 160033, 160304],
    ["160 305", 10001 * 16 + 17 * 16 + 17],
  ),
  "08-plongement": numberAnswers(
    160000,
    [160016, 170000, 4096, 40960000, 16, 10000],
    ["160 000", 10_000 * 16],
  ),
  "08-moyenne": {
    right: [
      (vectors: number[][]) => across(vectors).map((sum) => sum / vectors.length),
      (vectors: number[][]) =>
        vectors[0].map((_, d) => {
          let mean = 0;
          for (const v of vectors) mean += v[d] / vectors.length;
          return mean;
        }),
      (vectors: number[][]) => Float64Array.from(across(vectors), (sum) => sum / vectors.length),
      inTensors((vectors: number[][]) => across(vectors).map((sum) => sum / vectors.length)),
      (vectors: number[][]) =>
        vectors.reduceRight((sum, v) => sum.map((s, d) => s + v[d])).map((s) => s / vectors.length),
      (vectors: number[][]) => {
        const mean = [...vectors[0]];
        vectors.slice(1).forEach((v, i) => mean.forEach((m, d) => (mean[d] += (v[d] - m) / (i + 2))));
        return mean;
      },
    ],
    wrong: [
      across,
      (vectors: number[][]) => vectors.map((v) => total(v) / v.length),
      (vectors: number[][]) => across(vectors).map((sum) => sum / vectors[0].length),
      (vectors: number[][]) => total(vectors.flat()) / vectors.flat().length,
      (vectors: number[][]) => vectors[0].map((_, d) => Math.max(...vectors.map((v) => v[d]))),
      (vectors: number[][]) => vectors[0],
      (vectors: number[][]) => vectors.at(-1),
      (vectors: number[][]) =>
        across(vectors.slice(1).concat([vectors[0].map(() => 0)])).map((s) => s / vectors.length),
      (vectors: number[][]) => across(vectors).map((sum) => sum / (vectors.length + 1)),
      (vectors: number[][]) => across(vectors).map((sum) => sum / 2),
      (vectors: number[][]) => vectors[0].map((_, d) => Math.min(...vectors.map((v) => v[d]))),
      (vectors: number[][]) =>
        vectors[0].map(
          (_, d) => vectors.map((v) => v[d]).sort((a, b) => a - b)[Math.floor(vectors.length / 2)],
        ),
    ],
  },
  "08-recurrence": {
    right: [
      (x: number[], w: number, u: number, b: number) => {
        let h = 0;
        for (const v of x) h = Math.tanh(w * v + u * h + b);
        return h;
      },
      (x: number[], w: number, u: number, b: number) =>
        x.reduce((h, v) => 2 * sigma(2 * (w * v + u * h + b)) - 1, 0),
      (x: number[], w: number, u: number, b: number) => {
        const h = (t: number): number => (t === 0 ? 0 : Math.tanh(b + w * x[t - 1] + u * h(t - 1)));
        return h(x.length);
      },
      inSinglePrecision((x: number[], w: number, u: number, b: number) =>
        x.reduce((h, v) => Math.tanh(b + u * h + w * v), 0),
      ),
      (x: number[], w: number, u: number, b: number) => {
        const h = [0];
        for (let t = 0; t < x.length; t++) h.push(Math.tanh(w * x[t] + u * h[t] + b));
        return h.at(-1);
      },
      (x: number[], w: number, u: number, b: number) => {
        let h = 0;
        let left = [...x];
        while (left.length > 0) {
          const e = Math.exp(2 * (left[0] * w + h * u + b));
          h = (e - 1) / (e + 1);
          left = left.slice(1);
        }
        return [h];
      },
    ],
    wrong: [
      (x: number[], w: number, u: number, b: number) => x.reduce((h, v) => w * v + u * h + b, 0),
      (x: number[], w: number, _: number, b: number) => Math.tanh(w * x[x.length - 1] + b),
      (x: number[], w: number, u: number, b: number) =>
        x.reduceRight((h, v) => Math.tanh(w * v + u * h + b), 0),
      (x: number[], w: number, u: number) => x.reduce((h, v) => Math.tanh(w * v + u * h), 0),
      (x: number[], w: number, u: number, b: number) => x.reduce((h, v) => Math.tanh(u * v + w * h + b), 0),
      (x: number[], w: number, u: number, b: number) => x.reduce((h, v) => Math.tanh(w * v + u * h + b), 1),
      (x: number[], w: number, u: number, b: number) => x.reduce((h, v) => sigma(w * v + u * h + b), 0),
      (x: number[], w: number, u: number, b: number) => x.map((v) => Math.tanh(w * v + u + b)),
      (x: number[], w: number, u: number, b: number) => Math.tanh(w * total(x) + b * u),
      (x: number[], w: number, u: number, b: number) =>
        x.slice(0, -1).reduce((h, v) => Math.tanh(w * v + u * h + b), 0),
      (x: number[], w: number, u: number, b: number) =>
        x.slice(1).reduce((h, v) => Math.tanh(w * v + u * h + b), 0),
      (x: number[], w: number, u: number, b: number) => x.reduce((h, v) => Math.tanh(w * v + u * h - b), 0),
      (x: number[], w: number, u: number, b: number) => x.reduce((h, v) => Math.max(0, w * v + u * h + b), 0),
      (x: number[], w: number, u: number, b: number) =>
        x.reduce((h, v) => h + Math.tanh(w * v + u * h + b), 0),
    ],
  },
  "08-ordre": choiceAnswers("c", "abd", "récurrent"),
  "08-naive": {
    right: [
      (s: number[]) => Math.sqrt(total(s.slice(1).map((v, i) => (v - s[i]) ** 2)) / (s.length - 1)),
      (s: number[]) => {
        let e = 0;
        for (let t = 1; t < s.length; t++) e += (s[t] - s[t - 1]) ** 2;
        return (e / (s.length - 1)) ** 0.5;
      },
      (s: number[]) => Math.hypot(...s.slice(1).map((v, i) => v - s[i])) / Math.sqrt(s.length - 1),
      (s: number[]) =>
        Math.sqrt(s.reduceRight((e, v, t) => (t === 0 ? e : e + (s[t - 1] - v) ** 2), 0) / (s.length - 1)),
      (s: number[]) => {
        const sum = (t: number): number => (t === 0 ? 0 : (s[t] - s[t - 1]) ** 2 + sum(t - 1));
        return Math.sqrt(sum(s.length - 1) / (s.length - 1));
      },
      inSinglePrecision((s: number[]) => {
        const errors = s.slice(0, -1).map((v, t) => s[t + 1] - v);
        return Math.sqrt(dot(errors, errors) / errors.length);
      }),
    ],
    wrong: [
      (s: number[]) => total(s.slice(1).map((v, i) => (v - s[i]) ** 2)) / (s.length - 1),
      (s: number[]) => Math.sqrt(total(s.slice(1).map((v, i) => (v - s[i]) ** 2)) / s.length),
      (s: number[]) => Math.sqrt(total(s.slice(1).map((v, i) => (v - s[i]) ** 2))),
      (s: number[]) => total(s.slice(1).map((v, i) => Math.abs(v - s[i]))) / (s.length - 1),
      (s: number[]) => total(s.slice(1).map((v, i) => v - s[i])) / (s.length - 1),
      (s: number[]) => {
        let e = 0;
        for (let t = 0; t < s.length; t++) e += (s[t] - s[t - 1]) ** 2;
        return Math.sqrt(e / (s.length - 1));
      },
      (s: number[]) => Math.sqrt(total(s.slice(1).map((v, i) => (v - s[i]) ** 2)) / (s.length - 2 || 3)),
      (s: number[]) => Math.sqrt(total(s.slice(2).map((v, i) => (v - s[i + 1]) ** 2)) / (s.length - 1)),
      (s: number[]) => Math.sqrt(total(s.slice(1, -1).map((v, i) => (v - s[i]) ** 2)) / (s.length - 1)),
      (s: number[]) => Math.sqrt(total(s.map((v) => (v - s[0]) ** 2)) / (s.length - 1)),
      (s: number[]) => Math.sqrt(total(s.map((v) => (v - total(s) / s.length) ** 2)) / s.length),
      (s: number[]) => Math.sqrt((total(s.slice(1).map((v, i) => (v - s[i]) ** 2)) + s[0] ** 2) / s.length),
    ],
  },
};
