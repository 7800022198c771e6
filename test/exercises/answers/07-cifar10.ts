/** Answers to the exercises of lesson 07. */
import { dot, total } from "./formulas.js";
import { numberAnswers, inTensors, inSinglePrecision, type Answers } from "./kinds.js";

/** The convolution at every position where the filter fits. */
const convolve = (image: number[][], filter: number[][]) =>
  Array.from({ length: image.length - filter.length + 1 }, (_, i) =>
    Array.from({ length: image[0].length - filter[0].length + 1 }, (__, j) =>
      total(filter.flatMap((row, a) => row.map((w, b) => w * image[i + a][j + b]))),
    ),
  );
/** The result for each square of 2 × 2. */
const squares = (image: number[][], choose: (...values: number[]) => number) =>
  image
    .filter((_, i) => i % 2 === 0)
    .map((row, i) =>
      row
        .filter((_, j) => j % 2 === 0)
        .map((value, j) =>
          choose(value, row[2 * j + 1], image[2 * i + 1][2 * j], image[2 * i + 1][2 * j + 1]),
        ),
    );

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "07-convolution": {
    right: [
      convolve,
      (image: number[][], filtre: number[][]) => {
        const out: number[][] = [];
        for (let i = 0; i <= image.length - filtre.length; i++) {
          out.push([]);
          for (let j = 0; j <= image[0].length - filtre[0].length; j++) {
            let s = 0;
            for (let a = 0; a < filtre.length; a++)
              for (let b = 0; b < filtre[0].length; b++) s += filtre[a][b] * image[i + a][j + b];
            out[i].push(s);
          }
        }
        return out;
      },
      (image: number[][], filtre: number[][]) =>
        image
          .slice(filtre.length - 1)
          .map((_, i) =>
            Float64Array.from(image[0].slice(filtre[0].length - 1), (__, j) =>
              total(filtre.map((row, a) => dot(row, image[i + a].slice(j, j + row.length)))),
            ),
          ),
      (image: number[][], f: number[][]) => {
        const [h, w] = [image.length - f.length + 1, image[0].length - f[0].length + 1];
        const out = Array.from({ length: h }, () => new Array<number>(w).fill(0));
        for (let a = 0; a < f.length; a++)
          for (let b = 0; b < f[a].length; b++)
            for (let i = 0; i < h; i++)
              for (let j = 0; j < w; j++) out[i][j] += f[a][b] * image[i + a][j + b];
        return out;
      },
      inTensors(convolve),
      inSinglePrecision(convolve),
    ],
    wrong: [
      (image: number[][], f: number[][]) =>
        convolve(
          image,
          [...f].reverse().map((row) => [...row].reverse()),
        ),
      (image: number[][], f: number[][]) =>
        convolve(
          image,
          f[0].map((_, j) => f.map((row) => row[j])),
        ),
      (image: number[][], f: number[][]) =>
        convolve(image, f)
          .map((row) => row.slice(0, -1))
          .slice(0, -1),
      (image: number[][], f: number[][]) =>
        convolve(image, f).map((row) => row.map((v) => v / f.length ** 2)),
      (image: number[][], f: number[][]) => convolve(image, f).flat(),
      (image: number[][], f: number[][]) => convolve(image, f)[0][0],
      (image: number[][], f: number[][]) => convolve(image, f).map((row) => row.map((v) => Math.max(0, v))),
      (image: number[][], f: number[][]) =>
        image.map((row, i) =>
          row.map((_, j) => total(f.flatMap((r, a) => r.map((w, b) => w * (image[i + a]?.[j + b] ?? 0))))),
        ),
      (image: number[][]) => image,
      (image: number[][], f: number[][]) =>
        Array.from({ length: image.length - f.length + 1 }, (_, i) =>
          Array.from({ length: image[0].length - f.length + 1 }, (__, j) => {
            let s = 0;
            for (let a = 0; a < f.length; a++)
              for (let b = 0; b < f.length; b++) s += f[a][b] * image[i + a][j + b];
            return s;
          }),
        ),
      (image: number[][], f: number[][]) => {
        const k = f[0].length;
        return Array.from({ length: image.length - k + 1 }, (_, i) =>
          Array.from({ length: image[0].length - k + 1 }, (__, j) => {
            let s = 0;
            for (let a = 0; a < k; a++) for (let b = 0; b < k; b++) s += f[a][b] * image[i + a][j + b];
            return s;
          }),
        );
      },
      (image: number[][], f: number[][]) =>
        Array.from({ length: image.length - f.length + 1 }, (_, i) =>
          Array.from({ length: image.length - f[0].length + 1 }, (__, j) =>
            total(f.flatMap((row, a) => row.map((w, b) => w * (image[i + a]?.[j + b] ?? 0)))),
          ),
        ),
    ],
  },
  "07-taille": {
    right: [
      (n: number, k: number, p: number, m: number) => Math.floor((n + 2 * m - k) / p) + 1,
      (n: number, k: number, p: number, m: number) => {
        let count = 0;
        for (let at = -m; at + k <= n + m; at += p) count++;
        return count;
      },
      (n: number, k: number, p: number, m: number) => Math.trunc((n - k + 2 * m + p) / p),
      (n: number, k: number, p: number, m: number) => Math.floor((n + 2 * m - k) / p + 1),
      (n: number, k: number, p: number, m: number) => Math.ceil((n + 2 * m - k + 1) / p),
      (n: number, k: number, p: number, m: number) => {
        const way = n - k + m + m;
        return (way - (way % p)) / p + 1;
      },
    ],
    wrong: [
      (n: number, k: number, p: number, m: number) => Math.floor((n + 2 * m - k) / p),
      (n: number, k: number, p: number, m: number) => (n + 2 * m - k) / p + 1,
      (n: number, k: number, p: number, m: number) => Math.ceil((n + 2 * m - k) / p) + 1,
      (n: number, k: number, p: number, m: number) => Math.floor((n + m - k) / p) + 1,
      (n: number, k: number, p: number) => Math.floor((n - k) / p) + 1,
      (n: number, k: number, _: number, m: number) => n + 2 * m - k + 1,
      (n: number, k: number, p: number, m: number) => Math.round((n + 2 * m - k) / p) + 1,
      () => 30,
      (n: number, k: number, p: number, m: number) => Math.floor((n + 2 * m - k + 1) / p),
      (n: number, k: number, p: number, m: number) => Math.ceil((n + 2 * m - k) / p),
      (n: number, k: number, p: number, m: number) => Math.floor(n + 2 * m - k) / p + 1,
      (n: number, k: number, p: number, m: number) => Math.floor((n - k) / p) + Math.floor((2 * m) / p) + 1,
      (n: number, k: number, p: number, m: number) => Math.floor((n - k) / p) + 2 * m + 1,
      (n: number, k: number, p: number, m: number) => Math.floor((n + 2 * m) / p) - Math.floor(k / p) + 1,
      (n: number, k: number, p: number, m: number) => Math.floor((n + 2 * m - k - 1) / p) + 1,
    ],
  },
  "07-pooling": {
    right: [
      (image: number[][]) => squares(image, Math.max),
      (image: number[][]) => {
        const out: number[][] = [];
        for (let i = 0; i + 1 < image.length; i += 2) {
          const row: number[] = [];
          for (let j = 0; j + 1 < image[i].length; j += 2)
            row.push(Math.max(image[i][j], image[i][j + 1], image[i + 1][j], image[i + 1][j + 1]));
          out.push(row);
        }
        return out;
      },
      (image: number[][]) => squares(image, (...values) => [...values].sort((a, b) => b - a)[0]),
      inTensors((image: number[][]) => squares(image, Math.max)),
      (image: number[][]) => {
        const out = Array.from({ length: image.length / 2 }, () =>
          new Array<number>(image[0].length / 2).fill(-Infinity),
        );
        image.forEach((row, i) =>
          row.forEach((v, j) => (out[i >> 1][j >> 1] = Math.max(out[i >> 1][j >> 1], v))),
        );
        return out;
      },
      (image: number[][]) => {
        const pairs = (values: number[]): number[] =>
          values.length === 0 ? [] : [Math.max(values[0], values[1]), ...pairs(values.slice(2))];
        const rows = image.map(pairs);
        return rows.flatMap((row, i) =>
          i % 2 === 0 ? [row.map((v, j) => Math.max(v, rows[i + 1][j]))] : [],
        );
      },
    ],
    wrong: [
      ...[-1, -10, -1000].map(
        (start) => (image: number[][]) => squares(image, (...values) => Math.max(start, ...values)),
      ),
      (image: number[][]) => squares(image, (a, b, c, d) => (a + b + c + d) / 4),
      (image: number[][]) => squares(image, (a, b, c, d) => a + b + c + d),
      (image: number[][]) => squares(image, Math.min),
      (image: number[][]) => squares(image, (a) => a),
      (image: number[][]) => squares(image, (...values) => Math.max(0, ...values)),
      (image: number[][]) => squares(image, (...values) => Math.max(...values.map(Math.abs))),
      (image: number[][]) =>
        image
          .slice(1)
          .map((row, i) => row.slice(1).map((v, j) => Math.max(v, row[j], image[i][j], image[i][j + 1]))),
      (image: number[][]) => squares(image, (a, b) => Math.max(a, b)),
      (image: number[][]) => image,
      (image: number[][]) => squares(image, (a, _, c) => Math.max(a, c)),
      (image: number[][]) => squares(image, (a, _, __, d) => Math.max(a, d)),
      (image: number[][]) => squares(image, Math.max).map((row) => row.slice(0, image.length / 2)),
      (image: number[][]) => squares(image, (...values) => [...values].sort((a, b) => b - a)[1]),
      (image: number[][]) => squares(image, Math.max).flat(),
      (image: number[][]) => squares(image, (...values) => Math.round(Math.max(...values))),
    ],
  },
  "07-partage": numberAnswers(896, [864, 320, 288, 960, 28, 806400, 98336, 900], [(3 * 3 * 3 + 1) * 32]),
  "07-aplati": numberAnswers(1024, [16, 4, 4096, 1600, 2304, 256, 3072, 512, 1025], ["1 024", 4 * 4 * 64]),
  "07-parametres": numberAnswers(
    122570,
    [122336, 56320, 66250, 121920, 68426, 121994, 122571],
    ["122 570", 896 + 18496 + 36928 + 65600 + 650],
  ),
};
