/** Answers to the exercises of lesson 04. */
import { tensor } from "../../../src/index.js";
import { total } from "./formulas.js";
import { numberAnswers, choiceAnswers, type Answers } from "./kinds.js";

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "04-etiquette": {
    right: [
      (a: number, b: number) => (a * b > 0 ? 1 : 0),
      (a: number, b: number) => (a > 0 === b > 0 ? 1 : 0),
      (a: number, b: number) => {
        if (a > 0 && b > 0) return 1;
        if (a < 0 && b < 0) return 1;
        return 0;
      },
      (a: number, b: number) => (Math.sign(a) * Math.sign(b) + 1) / 2,
      (a: number, b: number) => Number(a < 0 === b < 0),
      (a: number, b: number) => (a / b > 0 ? 1 : 0),
      (a: number, b: number) => ([a, b].filter((v) => v > 0).length === 1 ? 0 : 1),
    ],
    wrong: [
      (a: number, b: number) => (a * b > 0.01 ? 1 : 0),
      (a: number, b: number) => (a * b > 0.001 ? 1 : 0),
      (a: number, b: number) => (a * b < 0 ? 1 : 0),
      (a: number, b: number) => Math.sign(a * b),
      (a: number, b: number) => (a > 0 && b > 0 ? 1 : 0),
      (a: number, b: number) => (a > 0 || b > 0 ? 1 : 0),
      (a: number, b: number) => (a + b > 0 ? 1 : 0),
      (a: number, b: number) => a * b > 0,
      () => 1,
      1,
      (a: number, b: number) => (a < 0 && b < 0 ? 1 : 0),
      (a: number, b: number) => (a * b > 0.1 ? 1 : 0),
      (a: number, b: number) => (a > b ? 1 : 0),
      (a: number, b: number) => (Math.round(a) * Math.round(b) > 0 ? 1 : 0),
      (a: number, b: number) => (Math.abs(a - b) < 0.5 ? 1 : 0),
    ],
  },
  "04-coins": numberAnswers(3, [4, 2, 1, 0.75, 75, 0, "trois"]),
  "04-a-la-main": {
    right: [
      [
        [-10, 10, 10],
        [-10, -10, -10],
        [-10, 20, 20],
      ],
      [
        [-5, 5, 5],
        [5, 5, 5],
        [4, 10, -10],
      ],
      [
        ["-8", 8, 8],
        [-8, "-8", -8],
        [-6, 14, 14],
      ],
      [
        [10, -10, 10],
        [-10, -10, 10],
        [-10, 20, -20],
      ],
      [
        [-4, 4, 4],
        [-4, -4, -4],
        [-4, 9, 9],
      ],
      tensor([
        [-10, 10, 10],
        [-10, -10, -10],
        [-10, 20, 20],
      ]),
    ],
    wrong: [
      [
        [-10, 10, 10],
        [-10, -10, -10],
        [10, -20, -20],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      [
        [-10, 10, 10],
        [-10, -10, -10],
        [-30, 20, 20],
      ],
      [
        [-10, 10, 10],
        [-10, 10, 10],
        [-10, 20, 20],
      ],
      [
        [-10, 10, 10],
        [-10, -10, -10],
        [0, 20, 20],
      ],
      [
        [-10, 10, 10],
        [-10, -10, -10],
      ],
      [-10, 10, 10],
      [
        [10, 10, -10],
        [-10, -10, -10],
        [20, 20, -10],
      ],
      [
        [0.1, 0.1, 0.1],
        [0.2, 0.2, -0.2],
        [1, 1, 1],
      ],
      "[[-10, 10, 10], [-10, -10, -10], [-10, 20, 20]]",
      [
        [-10, 10, 10],
        [-10, -10, -10],
        [-10, 20, NaN],
      ],
    ],
  },
  "04-meilleure": {
    right: [
      (a: number[][]) => {
        const m = a.map((r) => total(r) / r.length);
        return m.indexOf(Math.max(...m));
      },
      (a: number[][]) => {
        let [place, best] = [0, -1];
        a.forEach((r, i) => {
          const m = total(r) / r.length;
          if (m > best) [place, best] = [i, m];
        });
        return place;
      },
      (a: number[][]) => a.map((r, i) => ({ i, m: total(r) / r.length })).sort((u, v) => v.m - u.m)[0].i,
      (a: number[][]) => {
        let place = 0;
        for (let i = 1; i < a.length; i++)
          if (total(a[i]) * a[place].length >= total(a[place]) * a[i].length) place = i;
        return place;
      },
      (a: number[][]) =>
        a.reduce((best, r, i) => (total(r) / r.length > total(a[best]) / a[best].length ? i : best), 0),
      (a: number[][]) => {
        const mean = (r: number[]) => r.reduceRight((m, v) => m + v / r.length, 0);
        const go = (i: number, best: number): number =>
          i === a.length ? best : go(i + 1, mean(a[i]) > mean(a[best]) ? i : best);
        return go(1, 0);
      },
    ],
    wrong: [
      // Geometric means, and means rounded to hundredths.
      (a: number[][]) => {
        const m = a.map((r) => Math.exp(total(r.map(Math.log)) / r.length));
        return m.indexOf(Math.max(...m));
      },
      (a: number[][]) => {
        const m = a.map((r) => Math.round((total(r) / r.length) * 100));
        return m.indexOf(Math.max(...m));
      },
      // Each mean is compared with the one before it, not with the best so far.
      (a: number[][]) => {
        const m = a.map((r) => total(r) / r.length);
        let best = 0;
        for (let i = 1; i < m.length; i++) if (m[i] > m[i - 1]) best = i;
        return best;
      },
      (a: number[][]) => Math.max(...a.map((r) => total(r) / r.length)),
      (a: number[][]) => {
        const m = a.map((r) => Math.max(...r));
        return m.indexOf(Math.max(...m));
      },
      (a: number[][]) => {
        const m = a.map((r) => total(r) / r.length);
        return m.indexOf(Math.max(...m)) + 1;
      },
      (a: number[][]) => {
        const m = a.map((r) => total(r) / r.length);
        return m.indexOf(Math.min(...m));
      },
      (a: number[][]) => {
        const m = a.map(total);
        return m.indexOf(Math.max(...m));
      },
      (a: number[][]) => {
        const m = a.map((r) => Math.min(...r));
        return m.indexOf(Math.max(...m));
      },
      (a: number[][]) => a.length - 1,
      () => 1,
      (a: number[][]) => {
        const m = a.map((r) => [...r].sort((u, v) => u - v)[Math.floor(r.length / 2)]);
        return m.indexOf(Math.max(...m));
      },
      (a: number[][]) => {
        const m = a.map((r) => r[0]);
        return m.indexOf(Math.max(...m));
      },
      (a: number[][]) => {
        const m = a.map((r) => total(r) / a[0].length);
        return m.indexOf(Math.max(...m));
      },
      (a: number[][]) => {
        const m = a.map((r) => Math.round((10 * total(r)) / r.length) / 10);
        return m.indexOf(Math.max(...m));
      },
      (a: number[][]) => {
        const m = a.slice(1).map((r) => total(r) / r.length);
        return 1 + m.indexOf(Math.max(...m));
      },
      (a: number[][]) => {
        const m = a.slice(0, -1).map((r) => total(r) / r.length);
        return m.indexOf(Math.max(...m));
      },
    ],
  },
  "04-convergence": choiceAnswers("c", "abd", "convergé"),
  "04-departs": {
    right: [
      (p: number, w: number) => Math.ceil(Math.log(1 - w) / Math.log(1 - p)),
      (p: number, w: number) => {
        let n = 0;
        while (1 - (1 - p) ** n < w) n++;
        return n;
      },
      (p: number, w: number) => {
        let [n, sure] = [0, 0];
        while (sure < w) {
          sure += p * (1 - p) ** n;
          n++;
        }
        return n;
      },
      (p: number, w: number) => Math.ceil(Math.log1p(-w) / Math.log1p(-p)),
      (p: number, w: number) => {
        for (let n = 1; ; n++) if (Math.pow(1 - p, n) <= 1 - w) return n;
      },
      (p: number, w: number) => {
        let [n, failing] = [1, 1 - p];
        while (failing > 1 - w) {
          failing *= 1 - p;
          n += 1;
        }
        return n;
      },
    ],
    wrong: [
      (p: number, w: number) => Math.log(1 - w) / Math.log(1 - p),
      (p: number, w: number) => Math.floor(Math.log(1 - w) / Math.log(1 - p)),
      (p: number, w: number) => Math.round(Math.log(1 - w) / Math.log(1 - p)),
      (p: number, w: number) => Math.ceil(w / p),
      (p: number) => Math.ceil(1 / p),
      (p: number, w: number) => Math.ceil(Math.log(w) / Math.log(p)),
      (p: number, w: number) => 1 + Math.ceil(Math.log(1 - w) / Math.log(1 - p)),
      () => 6,
      (p: number, w: number) => {
        let n = 0;
        while (1 - (1 - p) ** n <= w) n++;
        return n;
      },
      (p: number, w: number) => Math.floor(Math.log(1 - w) / Math.log(1 - p)) + 1,
      (p: number, w: number) => {
        let [n, failing] = [1, 1 - p];
        while (failing >= 1 - w) {
          failing *= 1 - p;
          n += 1;
        }
        return n;
      },
    ],
  },
};
