/**
 * For every exercise: right answers written differently, and wrong ones that a learner might well give. The tests hold each check
 * to both lists.
 */
const sigma = (z: number) => 1 / (1 + Math.exp(-z));
const dot = (x: number[], w: number[]) => x.reduce((sum, value, i) => sum + value * w[i], 0);

interface Answers {
  readonly right: readonly unknown[];
  readonly wrong: readonly unknown[];
}

function pas([b, w1, w2]: number[], [x1, x2]: number[], y: number, eta: number): number[] {
  const output = sigma(b + w1 * x1 + w2 * x2);
  const delta = (output - y) * output * (1 - output);
  return [b - eta * delta, w1 - eta * delta * x1, w2 - eta * delta * x2];
}

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "03-parametres": {
    right: [(d: number) => d + 1, (d: number) => 1 + d, (d: number) => Array.from({ length: d }, () => 1).length + 1, (d: number) => `${d + 1}`],
    wrong: [(d: number) => d, () => 3, (d: number) => 2 * d, (d: number) => d + 2, (d: number) => d - 1, 3, (d: number) => (d + 1) * d],
  },
  "03-logistique": {
    right: [sigma, (z: number) => Math.exp(z) / (1 + Math.exp(z)), (z: number) => (1 + Math.tanh(z / 2)) / 2, (z: number) => 1 / (1 + Math.pow(Math.E, -z)), (z: number) => Math.fround(sigma(z))],
    wrong: [(z: number) => sigma(-z), (z: number) => Math.exp(-z), (z: number) => 1 / 1 + Math.exp(-z), Math.tanh, (z: number) => (z > 0 ? 1 : 0), (z: number) => z, () => 0.5, (z: number) => 1 / (1 + 2.7 ** -z), (z: number) => (z === 0 ? 0.5 : z === 1 ? 0.7310585786 : 0.1)],
  },
  "03-sortie": {
    right: [sigma(0.5), 0.62, 0.622, 0.6225, "0,62", "0.622459"],
    wrong: [0.5, sigma(-0.5), 1, sigma(4.5), 0.6, 62, 0.65, "beaucoup"],
  },
  "03-perceptron": {
    right: [
      (x: number[], w: number[], b: number) => sigma(dot(x, w) + b),
      (x: number[], w: number[], b: number) => {
        let z = b;
        for (let i = 0; i < x.length; i++) z += w[i] * x[i];
        return sigma(z);
      },
      (x: number[], w: number[], b: number) => [sigma(dot(w, x) + b)],
    ],
    wrong: [
      (x: number[], w: number[]) => sigma(dot(x, w)),
      (x: number[], w: number[], b: number) => dot(x, w) + b,
      (x: number[], w: number[], b: number) => sigma(dot(x, w) - b),
      (x: number[], w: number[], b: number) => sigma(-(dot(x, w) + b)),
      (x: number[], w: number[], b: number) => sigma(x[0] * w[0] + x[1] * w[1] + b),
      (x: number[], w: number[], b: number) => (dot(x, w) + b > 0 ? 1 : 0),
      () => 0.622459,
    ],
  },
  "03-exactitude": {
    right: [
      (c: number[][]) => c.reduce((s, row, i) => s + row[i], 0) / c.flat().reduce((s, n) => s + n, 0),
      (c: number[][]) => {
        let [right, all] = [0, 0];
        c.forEach((row, i) => row.forEach((n, j) => { all += n; if (i === j) right += n; }));
        return right / all;
      },
      (c: number[][]) => 1 - c.flatMap((row, i) => row.filter((_, j) => j !== i)).reduce((s, n) => s + n, 0) / c.flat().reduce((s, n) => s + n, 0),
    ],
    wrong: [
      (c: number[][]) => c[0][0] + c[1][1],
      (c: number[][]) => (c[0][0] + c[1][1]) / 200,
      (c: number[][]) => (c[0][0] + c[1][1]) / c.flat().reduce((s, n) => s + n, 0),
      (c: number[][]) => (c[0][1] + c[1][0]) / c.flat().reduce((s, n) => s + n, 0),
      (c: number[][]) => (100 * c.reduce((s, row, i) => s + row[i], 0)) / c.flat().reduce((s, n) => s + n, 0),
      () => 0.915,
    ],
  },
  "03-droite": {
    right: [(b: number, w1: number, w2: number) => [-w1 / w2, -b / w2], (b: number, w1: number, w2: number) => [w1 / -w2, (0 - b) / w2], (b: number, w1: number, w2: number) => Float64Array.of(-w1 / w2, -b / w2)],
    wrong: [
      (b: number, w1: number, w2: number) => [w1 / w2, b / w2], (b: number, w1: number, w2: number) => [-b / w2, -w1 / w2], (b: number, w1: number, w2: number) => [-w2 / w1, -b / w1],
      (b: number, w1: number, w2: number) => [-w1 / w2, b / w2], (...w: number[]) => -w[1] / w[2], () => [-1, 5], [-1, 5],
    ],
  },
  "03-plancher": { right: [50, 50.0, "50"], wrong: [100, 0, 200, 0.5, 25, 50.5, -50, "cinquante"] },
  "03-lineaire": { right: ["b", "B", " b ", "b)"], wrong: ["a", "c", "d", "e", "régression linéaire", 2] },
  "03-pas": {
    right: [
      pas,
      (weights: number[], x: number[], y: number, eta: number) => {
        const p = sigma(weights[0] + weights[1] * x[0] + weights[2] * x[1]);
        return weights.map((w, i) => w + eta * (y - p) * p * (1 - p) * [1, x[0], x[1]][i]);
      },
      (weights: number[], x: number[], y: number, eta: number) => Float32Array.from(pas(weights, x, y, eta)),
    ],
    wrong: [
      (w: number[], x: number[], y: number, eta: number) => pas(w, x, y, -eta),
      (w: number[], x: number[], y: number) => pas(w, x, y, 1),
      (w: number[], x: number[], y: number, eta: number) => [w[0], ...pas(w, x, y, eta).slice(1)],
      (w: number[], x: number[], y: number, eta: number) => pas(w, x, y, 2 * eta),
      (w: number[], x: number[], y: number, eta: number) => [...pas(w, x, y, eta).slice(1), pas(w, x, y, eta)[0]],
      (w: number[], [x1, x2]: number[], y: number, eta: number) => { const e = sigma(w[0] + w[1] * x1 + w[2] * x2) - y; return [w[0] - eta * e, w[1] - eta * e * x1, w[2] - eta * e * x2]; },
      (w: number[]) => w,
    ],
  },
  "06-normaliser": {
    right: [(p: number[]) => p.map((v) => v / 255), (p: number[]) => p.map((v) => v * (1 / 255)), (p: number[]) => Float32Array.from(p, (v) => v / 255)],
    wrong: [(p: number[]) => p.map((v) => v / 256), (p: number[]) => p.map((v) => v * 255), (p: number[]) => p.map((v) => Math.round(v / 255)), (p: number[]) => p.map((v) => v / Math.max(...p)), (p: number[]) => p.map((v) => v / 784), (p: number[]) => p, (p: number[]) => p[0] / 255],
  },
  "06-un-parmi-dix": {
    right: [
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k ? 1 : 0)),
      (k: number, n: number) => { const row: number[] = new Array<number>(n).fill(0); row[k] = 1; return row; },
      (k: number, n: number) => { const row = new Float32Array(n); row[k] = 1; return row; },
    ],
    wrong: [
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k - 1 ? 1 : 0)), (k: number) => Array.from({ length: 10 }, (_, i) => (i === k ? 1 : 0)),
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k ? 0 : 1)), (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k ? k : 0)),
      (k: number, n: number) => Array.from({ length: n + 1 }, (_, i) => (i === k ? 1 : 0)), (k: number) => k,
    ],
  },
  "06-parametres": { right: [3193, "3 193", "3193", 785 * 4 + 15 + 8 + 30], wrong: [3174, 3140, 3163, 3183, 19, 3194, 0] },
  "06-softmax": {
    right: [
      (z: number[]) => { const e = z.map(Math.exp); const s = e.reduce((a, b) => a + b); return e.map((v) => v / s); },
      (z: number[]) => { const m = Math.max(...z); const e = z.map((v) => Math.exp(v - m)); const s = e.reduce((a, b) => a + b, 0); return e.map((v) => v / s); },
      (z: number[]) => z.map((a) => 1 / z.reduce((s, b) => s + Math.exp(b - a), 0)),
    ],
    wrong: [
      (z: number[]) => z.map(Math.exp), (z: number[]) => z.map((v) => v / z.reduce((a, b) => a + b, 0)), (z: number[]) => z.map((v) => Math.exp(v) / z.length),
      (z: number[]) => z.map(sigma), (z: number[]) => z.map((v) => (v === Math.max(...z) ? 1 : 0)), (z: number[]) => z.map(() => 1 / z.length),
      (z: number[]) => { const e = z.map((v) => 2 ** v); const s = e.reduce((a, b) => a + b); return e.map((v) => v / s); },
    ],
  },
  "06-hasard": { right: [Math.log(10), 2.3, "2,30", 2.303], wrong: [-Math.log(10), Math.log2(10), 1, 0.1, 0, 2.4] },
  "06-lots": { right: [375, "375", 375.0], wrong: [469, 468.75, 93.75, 11250, 48000, 376] },
  "06-dropout": { right: [0.09, 0.3 * 0.3, "0,09", 9 / 100], wrong: [0.3, 0.6, 0.49, 0.51, 0.91, 9, 0.1] },
  "06-meilleur": { right: [0.976, 0.95, "0,981", 1], wrong: [0.4, 0.0974, 97.6, 2.3, -1, "bon", 0.949] },
};
