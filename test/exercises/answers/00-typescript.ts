/** Answers to the exercises of lesson 00. */
import { tensor } from "../../../src/index.js";
import { total } from "./formulas.js";
import { numberAnswers, choiceAnswers, inTensors, inSinglePrecision, type Answers } from "./kinds.js";

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "00-puissance": numberAnswers(25, [15, 5, 8, 50, 30, 17.5, 11.5, 40, 10, 7], [2.5 * (1 + 3 * 3)]),
  "00-extremes": {
    right: [
      [12, 10],
      ["12", 10],
      Float64Array.of(12, 10),
      tensor([12, 10]),
      [[12], 10],
      ["12,0", " 10 "],
      [3 * 4, 10.0],
    ],
    wrong: [
      [15.5, undefined],
      [12, undefined],
      [15.5, 10],
      [15.5, 7.5],
      [12, 7.5],
      [12, 6],
      [12, 5],
      [0, 5],
      [10, 12],
      [NaN, 10],
      [12],
      12,
      "premiere",
      [12, 10, 10],
      [13, 10],
    ],
  },
  "00-tableau": {
    right: [
      [4, 0.5, 12],
      [4, 1 / 2, 6 + 6],
      Float32Array.of(4, 0.5, 12),
      ["4", "0,5", "12"],
      tensor([4, 0.5, 12]),
      [4, 5 / 10, 3 * 4],
    ],
    wrong: [
      [4, 0, 5, 12],
      12,
      "4, 0.5, 12",
      [12, 0.5, 4],
      [4, 2, 12],
      [4, 5, 12],
      [4, 12],
      [4, 0.5, 12, 0],
      [4],
      [4, 0.5, 13],
      [3, 0.5, 12],
      [[4, 0.5, 12]],
    ],
  },
  "00-fonction": {
    right: [
      (x: number) => x ** 2 + 1,
      (x: number) => {
        return 1 + x * x;
      },
      function (x: number) {
        const carre = Math.pow(x, 2);
        return carre + 1;
      },
      (x: number) => [x, 1].reduce((sum, v) => sum + v * v, 0),
      (x: number) => (x + 1) ** 2 - 2 * x,
      (x: number) => {
        const square = (v: number) => v * v;
        return square(x) + square(1);
      },
      inSinglePrecision((x: number) => x * x + 1),
    ],
    wrong: [
      (x: number) => {
        Math.abs(x ** 2 + 1);
      },
      (x: number) => (x ^ 2) + 1,
      (x: number) => x ^ (2 + 1),
      (x: number) => 2 * x + 1,
      (x: number) => x ** 2,
      (x: number) => (x + 1) ** 2,
      (x: number) => x ** 3,
      (x: number) => `${x ** 2 + 1}px`,
      (x: number) => [x, 0],
      (x: number) => x ** 2 - 1,
      (x: number) => -(x ** 2) + 1,
      (x: number) => x * Math.abs(x) + 1,
      (x: number) => Math.round(x ** 2) + 1,
      (x: number) => Math.floor(x) ** 2 + 1,
      (x: number) => x ** 2 + x ** 0 + x,
    ],
  },
  "00-pair": {
    right: [
      (n: number) => n % 2 === 0,
      (n: number) => !(n % 2),
      (n: number) => Number.isInteger(n / 2),
      (n: number) => {
        if (Math.abs(n) % 2 === 1) return false;
        else return true;
      },
      (n: number) => (n & 1) === 0,
      (n: number) => "02468".includes(String(n).slice(-1)),
      (n: number) => {
        const even = (k: number): boolean => k === 0 || !even(k - 1);
        return even(Math.abs(n));
      },
    ],
    wrong: [
      (n: number) => n % 2,
      (n: number) => {
        Math.abs(n % 2);
      },
      (n: number) => (n % 2 === 0 ? "TRUE" : "FALSE"),
      (n: number) => (n % 2 === 0 ? "true" : "false"),
      (n: number) => (n % 2 === 0 ? 1 : 0),
      (n: number) => n % 2 === 1,
      (n: number) => n % 2 !== 0,
      (n: number) => n % 2 !== 1,
      (n: number) => n / 2 === 0,
      () => true,
      () => false,
      (n: number) => n % 2 > 0,
      (n: number) => n % 2 < 1,
      (n: number) => n > 0 && n % 2 === 0,
      (n: number) => n % 4 === 0,
      (n: number) => n !== 0 && n % 2 === 0,
    ],
  },
  "00-centrer": {
    right: [
      (v: number[], m: number) => v.map((x) => x - m),
      (v: number[], m: number) => {
        const r: number[] = [];
        for (const x of v) r.push(x - m);
        return r;
      },
      (v: number[], m: number) => {
        for (let i = 0; i < v.length; i++) v[i] -= m;
        return v;
      },
      (v: number[], m: number) => Array.from(v, (x) => -m + x),
      (v: number[], m: number) => v.reduce<number[]>((done, x) => [...done, x - m], []),
      inTensors((v: number[], m: number) => v.map((x) => x - m)),
      (v: number[], m: number) => {
        const go = ([first, ...others]: number[]): number[] =>
          first === undefined ? [] : [first - m, ...go(others)];
        return go(v);
      },
    ],
    wrong: [
      (v: number[], m: number) =>
        v.map((x) => {
          Math.abs(x - m);
        }),
      (v: number[], m: number) => {
        v.forEach((x) => x - m);
      },
      (v: number[], m: number) => v.map((x) => m - x),
      (v: number[], m: number) => v.map((x) => x + m),
      (v: number[], m: number) => {
        v.map((x) => x - m);
        return v;
      },
      (v: number[], m: number) => [v[0] - m],
      (v: number[], m: number) => v.map((_, i) => i - m),
      (v: number[], m: number) => v.slice(1).map((x) => x - m),
      (v: number[], m: number) => total(v) - m,
      (v: number[], m: number) => v.slice(0, -1).map((x) => x - m),
      (v: number[]) => v.map((x) => x - v[0]),
      (v: number[]) => v.map((x) => x - total(v) / v.length),
      (v: number[], m: number) => v.map((x) => Math.abs(x - m)),
      (v: number[], m: number) => v.map((x) => Math.max(0, x - m)),
      (v: number[], m: number) => v.map((x, i) => x - m * i),
    ],
  },
  "00-moyenne": {
    right: [
      (v: number[]) => total(v) / v.length,
      (v: number[]) => {
        let s = 0;
        for (let i = 0; i < v.length; i++) s = s + v[i];
        return s / v.length;
      },
      (v: number[]) => v.reduce((s, x) => s + x / v.length, 0),
      (v: number[]) => v.reduceRight((s, x) => s + x, 0) / v.length,
      (v: number[]) => [...v].sort((a, b) => a - b).reduce((s, x) => s + x) / v.length,
      (v: number[]) => {
        let mean = 0;
        v.forEach((x, i) => (mean += (x - mean) / (i + 1)));
        return mean;
      },
      (v: number[]) => {
        const sum = ([first, ...others]: number[]): number => (first === undefined ? 0 : first + sum(others));
        return sum(v) / v.length;
      },
    ],
    wrong: [
      (v: number[]) => total(v),
      (v: number[]) => {
        Math.abs(total(v) / v.length);
      },
      (v: number[]) => total(v) / (v.length - 1),
      (v: number[]) => {
        let s = 0;
        for (let i = 1; i < v.length; i++) s = s + v[i];
        return s / v.length;
      },
      (v: number[]) => {
        let s = 0;
        for (let i = 1; i <= v.length; i++) s = s + v[i];
        return s / v.length;
      },
      (v: number[]) => total(v.slice(0, -1)) / v.length,
      (v: number[]) => total([...v.keys()]) / v.length,
      (v: number[]) => total(v) / 2,
      (v: number[]) => [...v].sort((a, b) => a - b)[Math.floor(v.length / 2)],
      (v: number[]) => total(v) / (v.length + 1),
      (v: number[]) => total(v) / 3,
      (v: number[]) => (Math.min(...v) + Math.max(...v)) / 2,
      (v: number[]) => Math.round(total(v) / v.length),
      (v: number[]) => Math.floor(total(v) / v.length),
      (v: number[]) => Math.hypot(...v) / Math.sqrt(v.length),
    ],
  },
  "00-compter": {
    right: [
      (v: number[], seuil: number) => v.filter((x) => x >= seuil).length,
      (v: number[], seuil: number) => v.reduce((n, x) => n + (x >= seuil ? 1 : 0), 0),
      (v: number[], seuil: number) => {
        let n = 0;
        for (const x of v) if (!(x < seuil)) n++;
        return n;
      },
      (v: number[], seuil: number) => v.length - v.filter((x) => x < seuil).length,
      (v: number[], seuil: number) => v.map((x) => Number(x - seuil >= 0)).reduce((a, b) => a + b, 0),
      (v: number[], seuil: number) => [...v, seuil].sort((a, b) => b - a).lastIndexOf(seuil),
    ],
    wrong: [
      (v: number[], seuil: number) => v.filter((x) => x >= seuil),
      (v: number[], seuil: number) => v.filter((x) => x > seuil).length,
      (v: number[], seuil: number) => v.map((x) => x >= seuil).length,
      (v: number[], seuil: number) => v.filter((x) => x < seuil).length,
      (v: number[], seuil: number) => total(v.filter((x) => x >= seuil)),
      (v: number[], seuil: number) => v.filter((x) => x >= seuil).length / v.length,
      (v: number[], seuil: number) => v.slice(1).filter((x) => x >= seuil).length,
      (v: number[], seuil: number) => {
        v.filter((x) => x >= seuil);
      },
      (v: number[], seuil: number) => v.length - v.filter((x) => x <= seuil).length,
      (v: number[], seuil: number) => v.filter((x) => x === seuil).length,
      (v: number[], seuil: number) => v.slice(0, -1).filter((x) => x >= seuil).length,
      (v: number[], seuil: number) => v.filter((x) => x > seuil).length + 1,
      (v: number[], seuil: number) => v.filter((x) => x >= Math.round(seuil)).length,
      (v: number[], seuil: number) => new Set(v.filter((x) => x >= seuil)).size,
      (v: number[], seuil: number) =>
        v.filter((x) => x >= seuil && x >= 0).length + v.filter((x) => x < 0).length,
    ],
  },
  "00-distance": {
    right: [
      ({ x, y }: { x: number; y: number }) => Math.sqrt(x ** 2 + y ** 2),
      (p: { x: number; y: number }) => Math.hypot(p.x, p.y),
      (p: { x: number; y: number }) => (p.x * p.x + p.y * p.y) ** 0.5,
      (p: { x: number; y: number }) => Math.sqrt(Object.values(p).reduce((sum, v) => sum + v * v, 0)),
      (p: { x: number; y: number }) => Math.sqrt([p.y, p.x].map((v) => v ** 2).reduce((a, b) => a + b)),
      ({ x, y }: { x: number; y: number }) => Math.exp(Math.log(x * x + y * y) / 2),
      inSinglePrecision(({ x, y }: { x: number; y: number }) => Math.hypot(x, y)),
    ],
    wrong: [
      ({ x, y }: { x: number; y: number }) => x ** 2 + y ** 2,
      ({ x, y }: { x: number; y: number }) => Math.sqrt((x ^ 2) + (y ^ 2)),
      ({ x, y }: { x: number; y: number }) => Math.sqrt(x ^ (2 + y) ^ 2),
      ({ x, y }: { x: number; y: number }) => Math.abs(x) + Math.abs(y),
      ({ x, y }: { x: number; y: number }) => Math.sqrt(x + y),
      ({ x, y }: { x: number; y: number }) => Math.sqrt(x * 2 + y * 2),
      ({ x, y }: { x: number; y: number }) => Math.sqrt(x ** 2) + y ** 2,
      ({ x }: { x: number; y: number }) => Math.sqrt(x ** 2 + x ** 2),
      ({ x, y }: { x: number; y: number }) => {
        Math.sqrt(x ** 2 + y ** 2);
      },
      ({ x, y }: { x: number; y: number }) => Math.max(Math.abs(x), Math.abs(y)),
      ({ x, y }: { x: number; y: number }) => Math.sqrt(Math.abs(x ** 2 - y ** 2)),
      ({ x, y }: { x: number; y: number }) => Math.round(Math.hypot(x, y)),
      ({ y }: { x: number; y: number }) => Math.abs(y),
      ({ x, y }: { x: number; y: number }) => Math.hypot(x, y) / 2,
    ],
  },
  "00-message": choiceAnswers("b", "acd", "let"),
};
