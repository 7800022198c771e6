/**
 * For every exercise: right answers in different forms, and plausible wrong answers. The tests check all of
 * them.
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

const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
const layer = (W: number[][], b: number[], x: number[]) => W.map((row, i) => sigma(dot(x, row) + b[i]));

type Network = [W1: number[][], b1: number[], W2: number[], b2: number, x: number[], y: number];
const forward = (...[W1, b1, W2, b2, x]: Network) => sigma(dot(layer(W1, b1, x), W2) + b2);
const backward =
  (scale: number, slopeOut: boolean, slopeHidden: boolean, weights: boolean) =>
  (...[W1, b1, W2, b2, x, y]: Network) => {
    const h = layer(W1, b1, x);
    const p = sigma(dot(h, W2) + b2);
    const delta = scale * (p - y) * (slopeOut ? p * (1 - p) : 1);
    return h.map((v, i) =>
      x.map((input) => delta * (weights ? W2[i] : 1) * (slopeHidden ? v * (1 - v) : 1) * input),
    );
  };
/** The gradient by central differences, another right way to compute it. */
const numericalGradient = (...[W1, b1, W2, b2, x, y]: Network) =>
  W1.map((row, i) =>
    row.map((_, j) => {
      const error = (change: number) =>
        0.5 *
        (forward(
          W1.map((r, k) => r.map((v, l) => (k === i && l === j ? v + change : v))),
          b1,
          W2,
          b2,
          x,
          y,
        ) -
          y) **
          2;
      return (error(1e-5) - error(-1e-5)) / 2e-5;
    }),
  );

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
const across = (vectors: number[][]) => vectors[0].map((_, d) => total(vectors.map((v) => v[d])));

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "00-puissance": { right: [25, "25", 2.5 * (1 + 3 * 3)], wrong: [15, 5, 8, 50, 30, 17.5, 11.5, 40, 10, 7] },
  "00-extremes": {
    right: [[12, 10], ["12", 10], Float64Array.of(12, 10)],
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
    ],
  },
  "00-tableau": {
    right: [[4, 0.5, 12], [4, 1 / 2, 6 + 6], Float32Array.of(4, 0.5, 12)],
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
    ],
  },
  "00-distance": {
    right: [
      ({ x, y }: { x: number; y: number }) => Math.sqrt(x ** 2 + y ** 2),
      (p: { x: number; y: number }) => Math.hypot(p.x, p.y),
      (p: { x: number; y: number }) => (p.x * p.x + p.y * p.y) ** 0.5,
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
    ],
  },
  "00-message": { right: ["b", "B", "b)"], wrong: ["a", "c", "d", "let", 2] },
  "01-bleues": { right: ["b", "B", "b."], wrong: ["a", "c", "d", "biais", 2] },
  "01-parametres": { right: [9, "9", 9.0], wrong: [6, 5, 8, 11, 12, 10] },
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
    ],
  },
  "01-a-la-main": {
    right: [
      [sigma(1), sigma(2), sigma(2 * sigma(1) - sigma(2) + 0.5)],
      [0.73, 0.88, 0.75],
      [0.731, 0.881, 0.747],
      ["0,73", "0,88", "0,75"],
    ],
    wrong: [
      [1, 2, 0.5],
      [0.73, 0.88, 1.08],
      [0.88, 0.73, 0.75],
      [0.73, 0.88],
      0.75,
      [0.73, 0.95, 0.75],
      [0.27, 0.12, 0.25],
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
    ],
  },
  "01-eqm": {
    right: [
      (y: number[], p: number[]) => total(y.map((v, i) => (v - p[i]) ** 2)) / y.length,
      (y: number[], p: number[]) => total(p.map((v, i) => ((v - y[i]) * (v - y[i])) / p.length)),
      (y: number[], p: number[]) => Math.hypot(...y.map((v, i) => v - p[i])) ** 2 / y.length,
    ],
    wrong: [
      (y: number[], p: number[]) => total(y.map((v, i) => (v - p[i]) ** 2)),
      (y: number[], p: number[]) => total(y.map((v, i) => Math.abs(v - p[i]))) / y.length,
      (y: number[], p: number[]) => total(y.map((v, i) => v - p[i])) / y.length,
      (y: number[], p: number[]) => total(y.map((v, i) => (v - p[i]) ** 2)) / 2 / y.length,
      (y: number[], p: number[]) => Math.sqrt(total(y.map((v, i) => (v - p[i]) ** 2)) / y.length),
      (y: number[], p: number[]) => (y[0] - p[0]) ** 2,
    ],
  },
  "01-entropie": {
    right: [
      (y: number, p: number) => -y * Math.log(p) - (1 - y) * Math.log(1 - p),
      (y: number, p: number) => (y === 1 ? -Math.log(p) : -Math.log(1 - p)),
      (y: number, p: number) => -Math.log(y * p + (1 - y) * (1 - p)),
    ],
    wrong: [
      (y: number, p: number) => y * Math.log(p) + (1 - y) * Math.log(1 - p),
      (y: number, p: number) => -y * Math.log(p),
      (y: number, p: number) => -y * Math.log(1 - p) - (1 - y) * Math.log(p),
      (y: number, p: number) => -y * Math.log2(p) - (1 - y) * Math.log2(1 - p),
      (y: number, p: number) => (y - p) ** 2,
      (_: number, p: number) => -Math.log(p),
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
    ],
    wrong: [
      (y: number[], p: number[]) => total(y.map((v, j) => v * Math.log(p[j]))),
      (y: number[], p: number[]) => -total(y.map((v, j) => v * Math.log(p[j]))) / y.length,
      (_: number[], p: number[]) => -total(p.map(Math.log)),
      (y: number[], p: number[]) => -total(y.map((v, j) => v * Math.log2(p[j]))),
      (y: number[], p: number[]) => -Math.log(p[y.indexOf(1)]),
      (y: number[], p: number[]) => total(y.map((v, j) => (v - p[j]) ** 2)),
    ],
  },
  "01-qui-suis-je": {
    right: ["relu", "ReLU", " RELU "],
    wrong: ["logistique", "tanh", "softplus", "identite", "sigmoïde", 3],
  },
  "02-signe": { right: ["b", "B", "b)"], wrong: ["a", "c", "d", "gauche", 1] },
  "02-pas": {
    right: [
      (w: number[], g: number[], eta: number) => w.map((v, i) => v - eta * g[i]),
      (w: number[], g: number[], eta: number) => g.map((v, i) => w[i] + -eta * v),
      (w: number[], g: number[], eta: number) => {
        const out = [...w];
        for (let i = 0; i < w.length; i++) out[i] -= eta * g[i];
        return out;
      },
    ],
    wrong: [
      (w: number[], g: number[], eta: number) => w.map((v, i) => v + eta * g[i]),
      (w: number[], g: number[]) => w.map((v, i) => v - g[i]),
      (_: number[], g: number[], eta: number) => g.map((v) => -eta * v),
      (w: number[], g: number[], eta: number) => w.map((v) => v - eta * g[0]),
      (w: number[], g: number[], eta: number) => w[0] - eta * g[0],
      (w: number[]) => w,
    ],
  },
  "02-taux-limite": { right: [1, "1", 1.0], wrong: [0.5, 2, 0.9, 1.05, 0, 0.1, -1] },
  "02-arret": {
    right: [
      (w: number, eta: number, eps: number) => {
        let n = 0;
        while (Math.abs(2 * w) >= eps) {
          w = w - eta * 2 * w;
          n++;
        }
        return n;
      },
      (w: number, eta: number, eps: number) => {
        let n = 0;
        for (; n < 100000; n++) {
          const g = 2 * w;
          if (g > -eps && g < eps) break;
          w -= eta * g;
        }
        return n;
      },
      (w: number, eta: number, eps: number) => {
        const go = (v: number): number => (Math.abs(2 * v) < eps ? 0 : 1 + go(v * (1 - 2 * eta)));
        return go(w);
      },
      (w: number, eta: number, eps: number) => {
        let n = 0;
        for (let g = Math.abs(2 * w); !(g < eps); g *= Math.abs(1 - 2 * eta)) n++;
        return n;
      },
      (w: number, eta: number, eps: number) => {
        const path = [w];
        while ((2 * path[path.length - 1]) ** 2 >= eps ** 2) path.push(path[path.length - 1] * (1 - 2 * eta));
        return path.length - 1;
      },
      (w: number, eta: number, eps: number) => {
        const steps = Math.log(eps / Math.abs(2 * w)) / Math.log(Math.abs(1 - 2 * eta));
        return Math.abs(2 * w) < eps ? 0 : Math.floor(steps) + 1;
      },
    ],
    wrong: [
      (w: number, eta: number, eps: number) => {
        let n = 0;
        while (Math.abs(w) >= eps) {
          w -= eta * 2 * w;
          n++;
        }
        return n;
      },
      (w: number, eta: number, eps: number) => {
        let n = 0;
        while (2 * w >= eps) {
          w -= eta * 2 * w;
          n++;
        }
        return n;
      },
      (w: number, eta: number, eps: number) => {
        let n = 0;
        do {
          w -= eta * 2 * w;
          n++;
        } while (Math.abs(2 * w) >= eps);
        return n;
      },
      (w: number, eta: number, eps: number) => {
        let n = 0;
        while (Math.abs(2 * w) > eps) {
          w -= eta * 2 * w;
          n++;
        }
        return n;
      },
      (w: number, eta: number, eps: number) => {
        let n = 1;
        while (Math.abs(2 * w) >= eps) {
          w -= eta * 2 * w;
          n++;
        }
        return n;
      },
      (w: number, eta: number, eps: number) => {
        while (Math.abs(2 * w) >= eps) w -= eta * 2 * w;
        return w;
      },
      () => 29,
      (w: number, eta: number, eps: number) =>
        Math.max(0, Math.ceil(Math.log(eps / Math.abs(2 * w)) / Math.log(Math.abs(1 - 2 * eta)))),
      (w: number, eta: number, eps: number) => {
        let n = 0;
        while (!(Math.abs(2 * w) <= eps)) {
          w -= eta * 2 * w;
          n++;
        }
        return n;
      },
      (w: number, eta: number, eps: number) => {
        let n = 0;
        while (Math.abs(w ** 2) >= eps) {
          w -= eta * 2 * w;
          n++;
        }
        return n;
      },
      (w: number, eta: number, eps: number) => {
        let n = 0;
        while (Math.abs(2 * w) >= eps) {
          w -= eta * w;
          n++;
        }
        return n;
      },
    ],
  },
  "02-gradient": {
    right: [
      (u: number, v: number) => [2 * u, 16 * v],
      (u: number, v: number) => [u + u, 8 * 2 * v],
      (u: number, v: number) => Float32Array.of(2 * u, 16 * v),
    ],
    wrong: [
      (u: number, v: number) => [2 * u, 8 * v],
      (u: number, v: number) => [2 * u, 2 * v],
      (u: number, v: number) => 2 * u + 16 * v,
      (u: number, v: number) => [16 * v, 2 * u],
      (u: number, v: number) => [-2 * u, -16 * v],
      () => [2, 16],
    ],
  },
  "02-chaine": { right: [24, "24", 2 * 4 * 3], wrong: [8, 16, 6, 12, 18, 3] },
  "02-retropropagation": {
    right: [
      backward(1, true, true, true),
      (...a: Network) => backward(1, true, true, true)(...a).map((row) => Float64Array.from(row)),
      (...a: Network) => numericalGradient(...a),
    ],
    wrong: [
      backward(-1, true, true, true),
      backward(1, false, true, true),
      backward(1, true, false, true),
      backward(1, true, true, false),
      (...a: Network) => backward(1, true, true, true)(...a)[0],
      (...a: Network) => {
        const g = backward(1, true, true, true)(...a);
        return g[0].map((_, j) => g.map((row) => row[j]));
      },
      () => [
        [0, 0],
        [0, 0],
      ],
    ],
  },
  "03-parametres": {
    right: [
      (d: number) => d + 1,
      (d: number) => 1 + d,
      (d: number) => Array.from({ length: d }, () => 1).length + 1,
      (d: number) => `${d + 1}`,
    ],
    wrong: [
      (d: number) => d,
      () => 3,
      (d: number) => 2 * d,
      (d: number) => d + 2,
      (d: number) => d - 1,
      3,
      (d: number) => (d + 1) * d,
    ],
  },
  "03-logistique": {
    right: [
      sigma,
      (z: number) => Math.exp(z) / (1 + Math.exp(z)),
      (z: number) => (1 + Math.tanh(z / 2)) / 2,
      (z: number) => 1 / (1 + Math.pow(Math.E, -z)),
      (z: number) => Math.fround(sigma(z)),
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
    ],
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
    right: [
      (b: number, w1: number, w2: number) => [-w1 / w2, -b / w2],
      (b: number, w1: number, w2: number) => [w1 / -w2, (0 - b) / w2],
      (b: number, w1: number, w2: number) => Float64Array.of(-w1 / w2, -b / w2),
    ],
    wrong: [
      (b: number, w1: number, w2: number) => [w1 / w2, b / w2],
      (b: number, w1: number, w2: number) => [-b / w2, -w1 / w2],
      (b: number, w1: number, w2: number) => [-w2 / w1, -b / w1],
      (b: number, w1: number, w2: number) => [-w1 / w2, b / w2],
      (...w: number[]) => -w[1] / w[2],
      () => [-1, 5],
      [-1, 5],
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
      (w: number[], x: number[], y: number, eta: number) => [
        ...pas(w, x, y, eta).slice(1),
        pas(w, x, y, eta)[0],
      ],
      (w: number[], [x1, x2]: number[], y: number, eta: number) => {
        const e = sigma(w[0] + w[1] * x1 + w[2] * x2) - y;
        return [w[0] - eta * e, w[1] - eta * e * x1, w[2] - eta * e * x2];
      },
      (w: number[]) => w,
    ],
  },
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
    ],
    wrong: [
      (a: number, b: number) => (a * b < 0 ? 1 : 0),
      (a: number, b: number) => Math.sign(a * b),
      (a: number, b: number) => (a > 0 && b > 0 ? 1 : 0),
      (a: number, b: number) => (a > 0 || b > 0 ? 1 : 0),
      (a: number, b: number) => (a + b > 0 ? 1 : 0),
      (a: number, b: number) => a * b > 0,
      () => 1,
      1,
    ],
  },
  "04-coins": { right: [3, "3", 3.0], wrong: [4, 2, 1, 0.75, 75, 0, "trois"] },
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
    ],
    wrong: [
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
    ],
  },
  "04-convergence": { right: ["c", "C", "c."], wrong: ["a", "b", "d", "e", "convergé", 3] },
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
  "05-plafond": { right: [0.86, 43 / 50, "0,86", 1 - 7 / 50], wrong: [0.14, 86, 1, 0.5, 43, 344, 0.72, 0.9] },
  "05-partage": {
    right: [
      (o: number[], s: number) => {
        const n = o.length - Math.round(o.length * s);
        return [o.slice(0, n), o.slice(n)];
      },
      (o: number[], s: number) => {
        const n = Math.round(o.length * s);
        return [o.slice(0, -n), o.slice(-n)];
      },
      (o: number[], s: number) => {
        const n = o.length - Math.round(s * o.length);
        return [o.filter((_, i) => i < n), o.filter((_, i) => i >= n)];
      },
      (o: number[], s: number) => {
        const test: number[] = [];
        for (let k = Math.round(s * o.length); k > 0; k--) test.unshift(o.pop()!);
        return [o, test];
      },
      (o: number[], s: number) => {
        const n = o.length - Math.floor(o.length * s + 0.5);
        return [o.slice(0, n), o.slice(n)];
      },
      (o: number[], s: number) => {
        const copy = [...o];
        const test = copy.splice(o.length - Math.round(s * o.length));
        return [copy, test];
      },
    ],
    wrong: [
      (o: number[], s: number) => {
        const n = o.length - Math.round(o.length * s);
        return [o.slice(n), o.slice(0, n)];
      },
      (o: number[], s: number) => {
        const n = Math.round(o.length * s);
        return [o.slice(n), o.slice(0, n)];
      },
      (o: number[], s: number) => {
        const n = o.length - Math.floor(o.length * s);
        return [o.slice(0, n), o.slice(n)];
      },
      (o: number[], s: number) => {
        const n = o.length - Math.round(o.length * s);
        return [o, o.slice(n)];
      },
      (o: number[], s: number) => {
        const n = o.length - Math.round(o.length * s);
        const i = o.map((_, k) => k);
        return [i.slice(0, n), i.slice(n)];
      },
      (o: number[], s: number) => [o.length - Math.round(o.length * s), Math.round(o.length * s)],
      (o: number[], s: number) => {
        const n = Math.round(o.length * s);
        return [o.slice(0, n), o.slice(n)];
      },
      (o: number[]) => [o, []],
      (o: number[], s: number) => {
        const n = o.length - Math.ceil(o.length * s);
        return [o.slice(0, n), o.slice(n)];
      },
      (o: number[], s: number) => {
        const n = o.length - o.length * s;
        return [o.slice(0, n), o.slice(n)];
      },
      (o: number[], s: number) => [o.slice(0, -o.length * s), o.slice(-o.length * s)],
      (o: number[], s: number) => {
        const n = Math.round(o.length * (1 - s));
        return [o.slice(0, n), o.slice(n)];
      },
      (o: number[], s: number) => {
        const n = o.length - Math.ceil(o.length * s - 0.5);
        return [o.slice(0, n), o.slice(n)];
      },
    ],
  },
  "05-precision": {
    right: [
      (p: number, n: number) => Math.sqrt((p * (1 - p)) / n),
      (p: number, n: number) => Math.sqrt(p * (1 - p)) / Math.sqrt(n),
      (p: number, n: number) => ((p - p ** 2) / n) ** 0.5,
      (p: number, n: number) => Math.sqrt(n * p * (1 - p)) / n,
    ],
    wrong: [
      (p: number, n: number) => (p * (1 - p)) / n,
      (p: number, n: number) => Math.sqrt(p * (1 - p)) / n,
      (p: number, n: number) => Math.sqrt(p / n),
      (_: number, n: number) => 1 / Math.sqrt(n),
      (p: number, n: number) => Math.sqrt((p * (1 - p)) / (n - 1)),
      (p: number, n: number) => Math.sqrt(n * p * (1 - p)),
      (p: number, n: number) => 2 * Math.sqrt((p * (1 - p)) / n),
      (p: number, n: number) => Math.sqrt(p * (1 - p / n)),
      () => 0.048,
    ],
  },
  "05-surapprentissage": { right: ["b", "B", "b)"], wrong: ["a", "c", "d", "surapprentissage", 2] },
  "05-parametres": { right: [81, "81", 3 * 5 + 6 * 5 + 6 * 5 + 6], wrong: [65, 80, 75, 51, 69, 90, 15] },
  "05-choisir": {
    right: [
      (a: number[], k: number[], t: number) => {
        const best = Math.max(...a);
        let place = a.indexOf(best);
        a.forEach((v, i) => {
          if (v >= best - t && k[i] < k[place]) place = i;
        });
        return place;
      },
      (a: number[], k: number[], t: number) => {
        const good = a.map((_, i) => i).filter((i) => a[i] >= Math.max(...a) - t);
        return good.sort((i, j) => k[i] - k[j])[0];
      },
      (a: number[], k: number[], t: number) => {
        const fit = k.map((v, i) => (a[i] >= Math.max(...a) - t ? v : Infinity));
        return fit.indexOf(Math.min(...fit));
      },
      (a: number[], k: number[], t: number) => {
        const best = Math.max(...a);
        let place = -1;
        for (let i = 0; i < a.length; i++) if (best - a[i] <= t && (place < 0 || k[i] < k[place])) place = i;
        return place;
      },
      (a: number[], k: number[], t: number) => {
        const good = k.filter((_, i) => a[i] + t >= Math.max(...a));
        return k.indexOf(Math.min(...good));
      },
      (a: number[], k: number[], t: number) => {
        const best = a.reduce((most, v) => (v > most ? v : most));
        return a.reduce((place, v, i) => (!(v < best - t) && k[i] <= k[place] ? i : place), a.indexOf(best));
      },
    ],
    wrong: [
      (a: number[]) => a.indexOf(Math.max(...a)),
      (_: number[], k: number[]) => k.indexOf(Math.min(...k)),
      (a: number[], _: number[], t: number) => a.findIndex((v) => v >= Math.max(...a) - t),
      (a: number[], k: number[], t: number) => Math.min(...k.filter((_, i) => a[i] >= Math.max(...a) - t)),
      (a: number[], k: number[], t: number) => {
        const fit = k.map((v, i) => (a[i] >= Math.max(...a) - t ? v : -1));
        return fit.indexOf(Math.max(...fit));
      },
      (a: number[], k: number[]) => {
        const r = a.map((v, i) => v / k[i]);
        return r.indexOf(Math.max(...r));
      },
      (a: number[]) => Math.max(...a),
      () => 2,
      (a: number[], k: number[], t: number) => {
        const fit = k.map((v, i) => (a[i] > Math.max(...a) - t ? v : Infinity));
        return fit.indexOf(Math.min(...fit));
      },
      (a: number[], k: number[], t: number) => {
        let [place, best] = [0, a[0]];
        a.forEach((v, i) => {
          best = Math.max(best, v);
          if (v >= best - t && k[i] < k[place]) place = i;
        });
        return place;
      },
      (a: number[], k: number[], t: number) => {
        let [place, best] = [0, a[0]];
        a.forEach((v, i) => {
          if (v > best) [place, best] = [i, v];
          else if (v >= best - t && k[i] < k[place]) place = i;
        });
        return place;
      },
      (a: number[], k: number[], t: number) => {
        let place = a.indexOf(Math.max(...a));
        a.forEach((v, i) => {
          if (v >= a[place] - t && k[i] < k[place]) place = i;
        });
        return place;
      },
      (a: number[], k: number[], t: number) => {
        const fit = k.map((v, i) => (a[i] >= Math.max(...a) * (1 - t) ? v : Infinity));
        return fit.indexOf(Math.min(...fit));
      },
      (a: number[], k: number[], t: number) => {
        const fit = k.map((v, i) => (Math.abs(a[i] - Math.max(...a)) / a[i] <= t ? v : Infinity));
        return fit.indexOf(Math.min(...fit));
      },
    ],
  },
  "06-normaliser": {
    right: [
      (p: number[]) => p.map((v) => v / 255),
      (p: number[]) => p.map((v) => v * (1 / 255)),
      (p: number[]) => Float32Array.from(p, (v) => v / 255),
    ],
    wrong: [
      (p: number[]) => p.map((v) => v / 256),
      (p: number[]) => p.map((v) => v * 255),
      (p: number[]) => p.map((v) => Math.round(v / 255)),
      (p: number[]) => p.map((v) => v / Math.max(...p)),
      (p: number[]) => p.map((v) => v / 784),
      (p: number[]) => p,
      (p: number[]) => p[0] / 255,
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
    ],
    wrong: [
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k - 1 ? 1 : 0)),
      (k: number) => Array.from({ length: 10 }, (_, i) => (i === k ? 1 : 0)),
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k ? 0 : 1)),
      (k: number, n: number) => Array.from({ length: n }, (_, i) => (i === k ? k : 0)),
      (k: number, n: number) => Array.from({ length: n + 1 }, (_, i) => (i === k ? 1 : 0)),
      (k: number) => k,
    ],
  },
  "06-parametres": {
    right: [3193, "3 193", "3193", 785 * 4 + 15 + 8 + 30],
    wrong: [3174, 3140, 3163, 3183, 19, 3194, 0],
  },
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
    ],
  },
  "06-hasard": {
    right: [Math.log(10), 2.3, "2,30", 2.303],
    wrong: [-Math.log(10), Math.log2(10), 1, 0.1, 0, 2.4],
  },
  "06-lots": { right: [375, "375", 375.0], wrong: [469, 468.75, 93.75, 11250, 48000, 376] },
  "06-dropout": { right: [0.09, 0.3 * 0.3, "0,09", 9 / 100], wrong: [0.3, 0.6, 0.49, 0.51, 0.91, 9, 0.1] },
  "06-meilleur": { right: [0.976, 0.95, "0,981", 1], wrong: [0.4, 0.0974, 97.6, 2.3, -1, "bon", 0.949] },
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
    ],
    wrong: [
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
    ],
  },
  "07-partage": {
    right: [896, "896", (3 * 3 * 3 + 1) * 32],
    wrong: [864, 320, 288, 960, 28, 806400, 98336, 900],
  },
  "07-aplati": { right: [1024, "1 024", 4 * 4 * 64], wrong: [16, 4, 4096, 1600, 2304, 256, 3072, 512, 1025] },
  "07-parametres": {
    right: [122570, "122 570", 896 + 18496 + 36928 + 65600 + 650],
    wrong: [122336, 56320, 66250, 121920, 68426, 121994, 122571],
  },
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
    ],
  },
  "08-parametres": {
    right: [160305, "160 305", 10001 * 16 + 17 * 16 + 17],
    wrong: [160272, 160288, 160016, 160322, 160033, 160304],
  },
  "08-plongement": {
    right: [160000, "160 000", 10_000 * 16],
    wrong: [160016, 170000, 4096, 40960000, 16, 10000],
  },
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
    ],
    wrong: [
      across,
      (vectors: number[][]) => vectors.map((v) => total(v) / v.length),
      (vectors: number[][]) => across(vectors).map((sum) => sum / vectors[0].length),
      (vectors: number[][]) => total(vectors.flat()) / vectors.flat().length,
      (vectors: number[][]) => vectors[0].map((_, d) => Math.max(...vectors.map((v) => v[d]))),
      (vectors: number[][]) => vectors[0],
      (vectors: number[][]) => vectors.at(-1),
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
    ],
  },
  "08-ordre": { right: ["c", "C", "c)"], wrong: ["a", "b", "d", "récurrent", 3] },
  "08-naive": {
    right: [
      (s: number[]) => Math.sqrt(total(s.slice(1).map((v, i) => (v - s[i]) ** 2)) / (s.length - 1)),
      (s: number[]) => {
        let e = 0;
        for (let t = 1; t < s.length; t++) e += (s[t] - s[t - 1]) ** 2;
        return (e / (s.length - 1)) ** 0.5;
      },
      (s: number[]) => Math.hypot(...s.slice(1).map((v, i) => v - s[i])) / Math.sqrt(s.length - 1),
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
    ],
  },
  "09-zeros": { right: ["c", "C", "c)"], wrong: ["a", "b", "d", "hasard", 3] },
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
  "10-compression": {
    right: [392, "392", (28 * 28) / 2],
    wrong: [784, 782, 2 / 784, 14, 1568, 28, 393],
  },
  "10-chemin": {
    right: [
      (from: number[], to: number[], t: number) => from.map((v, i) => (1 - t) * v + t * to[i]),
      (from: number[], to: number[], t: number) => from.map((v, i) => v + t * (to[i] - v)),
      (from: number[], to: number[], t: number) => {
        const point = new Float64Array(from.length);
        for (let i = 0; i < from.length; i++) point[i] = to[i] - (1 - t) * (to[i] - from[i]);
        return point;
      },
    ],
    wrong: [
      (from: number[], to: number[], t: number) => from.map((v, i) => t * v + (1 - t) * to[i]),
      (from: number[], to: number[], t: number) => from.map((v, i) => v + t * to[i]),
      (from: number[], to: number[], t: number) => from.map((v, i) => t * (to[i] - v)),
      (from: number[], to: number[]) => from.map((v, i) => (v + to[i]) / 2),
      (_: number[], to: number[], t: number) => to.map((v) => t * v),
      (from: number[], to: number[], t: number) => [0, 1].map((i) => (1 - t) * from[i] + t * to[i]),
      (from: number[], to: number[], t: number) => (t < 0.5 ? from : to),
    ],
  },
  "10-perte-critique": {
    right: [
      (real: number[], fake: number[]) =>
        -(total(real.map(Math.log)) + total(fake.map((p) => Math.log(1 - p)))) / (real.length + fake.length),
      (real: number[], fake: number[]) => {
        let loss = 0;
        for (const p of real) loss -= Math.log(p);
        for (const p of fake) loss -= Math.log(1 - p);
        return loss / (real.length + fake.length);
      },
      (real: number[], fake: number[]) => {
        const costs = [...real, ...fake.map((p) => 1 - p)].map((p) => Math.log(1 / p));
        return total(costs) / costs.length;
      },
    ],
    wrong: [
      (real: number[], fake: number[]) =>
        (total(real.map(Math.log)) + total(fake.map((p) => Math.log(1 - p)))) / (real.length + fake.length),
      (real: number[], fake: number[]) =>
        -total([...real, ...fake].map(Math.log)) / (real.length + fake.length),
      (real: number[], fake: number[]) =>
        -(total(fake.map(Math.log)) + total(real.map((p) => Math.log(1 - p)))) / (real.length + fake.length),
      (real: number[], fake: number[]) =>
        -total(real.map(Math.log)) - total(fake.map((p) => Math.log(1 - p))),
      (real: number[], fake: number[]) =>
        -total(real.map(Math.log)) / real.length - total(fake.map((p) => Math.log(1 - p))) / fake.length,
      (real: number[], fake: number[]) =>
        (-total(real.map(Math.log)) / real.length - total(fake.map((p) => Math.log(1 - p))) / fake.length) /
        2,
      (real: number[]) => -total(real.map(Math.log)) / real.length,
      (real: number[], fake: number[]) =>
        (total(real.map((p) => (1 - p) ** 2)) + total(fake.map((p) => p ** 2))) / (real.length + fake.length),
    ],
  },
  "10-equilibre": {
    right: [Math.LN2, -Math.log(1 / 2), "0,69", 0.693],
    wrong: [2 * Math.LN2, -Math.LN2, 0.5, 1, 0, Math.log10(2), 0.25],
  },
  "10-figer": { right: ["b", "B", "b)"], wrong: ["a", "c", "d", "gradient", 2] },
  "10-transposee": {
    right: [8208, "8 208", (4 * 4 * 32 + 1) * 16],
    wrong: [8192, 8224, 272, 8193, 513, 4624, 8208 * 49],
  },
  "10-symptome": { right: ["c", "C", "c)"], wrong: ["a", "b", "d", "effondrement", 3] },
  "10-voisin": {
    right: [
      (picture: number[], collection: number[][]) => {
        const distances = collection.map((other) => total(other.map((v, i) => (v - picture[i]) ** 2)));
        return distances.indexOf(Math.min(...distances));
      },
      (picture: number[], collection: number[][]) => {
        let [best, least] = [0, Infinity];
        for (let k = 0; k < collection.length; k++) {
          const d = Math.hypot(...picture.map((v, i) => v - collection[k][i]));
          if (d < least) [best, least] = [k, d];
        }
        return best;
      },
      (picture: number[], collection: number[][]) => {
        const apart = (k: number) => dot(collection[k], collection[k]) - 2 * dot(picture, collection[k]);
        return collection.reduce((best, _, k) => (apart(k) < apart(best) ? k : best), 0);
      },
    ],
    wrong: [
      (picture: number[], collection: number[][]) =>
        Math.min(...collection.map((other) => total(other.map((v, i) => (v - picture[i]) ** 2)))),
      (picture: number[], collection: number[][]) => {
        const distances = collection.map((other) => total(other.map((v, i) => (v - picture[i]) ** 2)));
        return distances.indexOf(Math.max(...distances));
      },
      (picture: number[], collection: number[][]) => {
        const distances = collection.map((other) => total(other.map((v, i) => (v - picture[i]) ** 2)));
        return distances.indexOf(Math.min(...distances)) + 1;
      },
      (picture: number[], collection: number[][]) => {
        const distances = collection.map((other) => total(other.map((v, i) => Math.abs(v - picture[i]))));
        return distances.indexOf(Math.min(...distances));
      },
      (picture: number[], collection: number[][]) => {
        const distances = collection.map((other) => Math.abs(total(other.map((v, i) => v - picture[i]))));
        return distances.indexOf(Math.min(...distances));
      },
      (picture: number[], collection: number[][]) => {
        const similar = collection.map((other) => dot(picture, other));
        return similar.indexOf(Math.max(...similar));
      },
      () => 0,
      (picture: number[], collection: number[][]) => {
        let best = 0;
        let least = 1;
        collection.forEach((other, k) => {
          const d = total(other.map((v, i) => (v - picture[i]) ** 2));
          if (d < least) [best, least] = [k, d];
        });
        return best;
      },
      (picture: number[], collection: number[][]) => {
        const furthest = collection.map((other) =>
          Math.max(...other.map((v, i) => Math.abs(v - picture[i]))),
        );
        return furthest.indexOf(Math.min(...furthest));
      },
      (picture: number[], collection: number[][]) => {
        const first = collection.map((other) => Math.abs(other[0] - picture[0]));
        return first.indexOf(Math.min(...first));
      },
    ],
  },
};
