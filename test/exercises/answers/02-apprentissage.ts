/** Answers to the exercises of lesson 02. */
import { sigma, dot, layer } from "./formulas.js";
import { numberAnswers, choiceAnswers, inTensors, inSinglePrecision, type Answers } from "./kinds.js";

type Network = [W1: number[][], b1: number[], W2: number[], b2: number, x: number[], y: number];
const forward = (...[W1, b1, W2, b2, x]: Network) => sigma(dot(layer(W1, b1, x), W2) + b2);
/** The gradient of the error with respect to the weights of the hidden layer, with or without each of its factors. */
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

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "02-signe": choiceAnswers("b", "acd", "gauche"),
  "02-pas": {
    right: [
      (w: number[], g: number[], eta: number) => w.map((v, i) => v - eta * g[i]),
      (w: number[], g: number[], eta: number) => g.map((v, i) => w[i] + -eta * v),
      (w: number[], g: number[], eta: number) => {
        const out = [...w];
        for (let i = 0; i < w.length; i++) out[i] -= eta * g[i];
        return out;
      },
      inTensors((w: number[], g: number[], eta: number) => w.map((v, i) => v - eta * g[i])),
      inSinglePrecision((w: number[], g: number[], eta: number) => w.map((v, i) => v - eta * g[i])),
      (w: number[], g: number[], eta: number) =>
        w.reduce<number[]>((moved, v, i) => moved.concat(v - g[i] * eta), []),
      (w: number[], g: number[], eta: number) => {
        for (let i = w.length - 1; i >= 0; i--) w[i] = -(g[i] * eta - w[i]);
        return w;
      },
    ],
    wrong: [
      (w: number[], g: number[], eta: number) => w.map((v, i) => v + eta * g[i]),
      (w: number[], g: number[]) => w.map((v, i) => v - g[i]),
      (_: number[], g: number[], eta: number) => g.map((v) => -eta * v),
      (w: number[], g: number[], eta: number) => w.map((v) => v - eta * g[0]),
      (w: number[], g: number[], eta: number) => w[0] - eta * g[0],
      (w: number[]) => w,
      (w: number[], g: number[], eta: number) => w.map((v, i) => eta * (v - g[i])),
      (w: number[], g: number[], eta: number) => w.map((v, i) => v - eta * Math.sign(g[i])),
      (w: number[], g: number[], eta: number) => w.map((v, i) => v - g[i] / eta),
      (w: number[], g: number[], eta: number) => w.map((v, i) => v - eta * g[i] * v),
      (w: number[], g: number[], eta: number) => w.map((v, i) => (i === 0 ? v - eta * g[0] : v)),
      (w: number[], g: number[], eta: number) => w.slice(0, -1).map((v, i) => v - eta * g[i]),
      (w: number[], g: number[], eta: number) => w.map((v, i) => v - eta * Math.abs(g[i])),
    ],
  },
  "02-taux-limite": numberAnswers(1, [0.5, 2, 0.9, 1.05, 0, 0.1, 0.99]),
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
        for (; n < 100 && Math.abs(2 * w) >= eps; n++) w -= eta * 2 * w;
        return n;
      },
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
      (w: number, eta: number, eps: number) => {
        let n = 0;
        while (Math.abs(2 * w) >= eps && n < 20) {
          w -= eta * 2 * w;
          n++;
        }
        return n;
      },
      (w: number, eta: number, eps: number) => {
        let n = 0;
        while (Math.abs(2 * w) >= eps) {
          w = Math.abs(w - eta * 2 * w) - 1e-3;
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
      inTensors((u: number, v: number) => [2 * u, 16 * v]),
      (u: number, v: number) => [1, 8].map((factor, i) => 2 * factor * [u, v][i]),
      (u: number, v: number) => {
        const J = (a: number, b: number) => a ** 2 + 8 * b ** 2;
        return [(J(u + 1e-4, v) - J(u - 1e-4, v)) / 2e-4, (J(u, v + 1e-4) - J(u, v - 1e-4)) / 2e-4];
      },
    ],
    wrong: [
      (u: number, v: number) => [2 * u, 8 * v],
      (u: number, v: number) => [2 * u, 2 * v],
      (u: number, v: number) => 2 * u + 16 * v,
      (u: number, v: number) => [16 * v, 2 * u],
      (u: number, v: number) => [-2 * u, -16 * v],
      () => [2, 16],
      (u: number, v: number) => [u ** 2, 8 * v ** 2],
      (u: number) => [2 * u],
      (u: number, v: number) => [2 * u, 16 * v, 0],
      (u: number, v: number) => [2 * u, 16 * Math.abs(v)],
      (u: number, v: number) => [u, 8 * v],
      (u: number) => [2 * u, 16 * u],
      (u: number, v: number) => Math.hypot(2 * u, 16 * v),
    ],
  },
  "02-chaine": numberAnswers(24, [8, 16, 6, 12, 18, 3], [2 * 4 * 3]),
  "02-retropropagation": {
    right: [
      backward(1, true, true, true),
      (...a: Network) => backward(1, true, true, true)(...a).map((row) => Float64Array.from(row)),
      (...a: Network) => numericalGradient(...a),
      inTensors(backward(1, true, true, true)),
      inSinglePrecision(backward(1, true, true, true)),
      (...[W1, b1, W2, b2, x, y]: Network) => {
        const gradient: number[][] = [];
        const h = layer(W1, b1, x);
        const p = sigma(b2 + W2[1] * h[1] + W2[0] * h[0]);
        for (let i = 0; i < h.length; i++) {
          const delta = (p ** 2 - p ** 3 - y * p * (1 - p)) * W2[i] * (h[i] - h[i] ** 2);
          gradient.push([]);
          for (const input of x) gradient[i].push(delta * input);
        }
        return gradient;
      },
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
      backward(2, true, true, true),
      backward(1, false, false, true),
      (...a: Network) => backward(1, true, true, true)(...a).map((row) => row.map(Math.abs)),
      (...a: Network) => backward(1, true, true, true)(...a).map((row) => [row[1], row[0]]),
      (...[W1, , W2, b2, x, y]: Network) => backward(1, true, true, true)(W1, [0, 0], W2, b2, x, y),
      (...[W1, b1, W2, , x, y]: Network) => backward(1, true, true, true)(W1, b1, W2, 0, x, y),
      (...[W1, b1, W2, b2, x]: Network) => backward(1, true, true, true)(W1, b1, W2, b2, x, 1),
    ],
  },
};
