/** Answers to the exercises of lesson 10. */
import { dot, total } from "./formulas.js";
import { numberAnswers, choiceAnswers, inTensors, inSinglePrecision, type Answers } from "./kinds.js";

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "10-compression": numberAnswers(392, [784, 782, 2 / 784, 14, 1568, 28, 393], [(28 * 28) / 2]),
  "10-chemin": {
    right: [
      (from: number[], to: number[], t: number) => from.map((v, i) => (1 - t) * v + t * to[i]),
      (from: number[], to: number[], t: number) => from.map((v, i) => v + t * (to[i] - v)),
      (from: number[], to: number[], t: number) => {
        const point = new Float64Array(from.length);
        for (let i = 0; i < from.length; i++) point[i] = to[i] - (1 - t) * (to[i] - from[i]);
        return point;
      },
      inTensors((from: number[], to: number[], t: number) => from.map((v, i) => v + t * (to[i] - v))),
      inSinglePrecision((from: number[], to: number[], t: number) =>
        from.map((v, i) => v - t * v + t * to[i]),
      ),
      (from: number[], to: number[], t: number) => {
        const go = (i: number): number[] => (i < 0 ? [] : [...go(i - 1), t * to[i] + (1 - t) * from[i]]);
        return go(to.length - 1);
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
      (from: number[], to: number[], t: number) => from.map((v, i) => v - t * (to[i] - v)),
      (from: number[], to: number[], t: number) => from.map((v, i) => (1 - t) * v + to[i] * t ** 2),
      (from: number[], to: number[], t: number) =>
        from.map((v, i) => (1 - Math.round(t)) * v + Math.round(t) * to[i]),
      (from: number[], to: number[], t: number) =>
        from.map((v, i) => (i === 0 ? (1 - t) * v + t * to[i] : v)),
      (from: number[], to: number[], t: number) => from.map((v) => (1 - t) * v + t * to[0]),
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
      (real: number[], fake: number[]) =>
        -Math.log([...real, ...fake.map((p) => 1 - p)].reduce((product, p) => product * p)) /
        (fake.length + real.length),
      inSinglePrecision((real: number[], fake: number[]) => {
        const n = real.length + fake.length;
        return fake.reduceRight(
          (loss, p) => loss - Math.log1p(-p) / n,
          real.reduce((loss, p) => loss - Math.log(p) / n, 0),
        );
      }),
      (real: number[], fake: number[]) => {
        const cost = ([first, ...others]: number[]): number =>
          first === undefined ? 0 : cost(others) - Math.log(first);
        return (cost(fake.map((p) => 1 - p)) + cost(real)) / real.concat(fake).length;
      },
    ],
    wrong: [
      ...[0.1, 0.05].map((least) => (real: number[], fake: number[]) => {
        const bounded = (p: number) => Math.log(Math.min(1 - least, Math.max(least, p)));
        return (
          -(total(real.map(bounded)) + total(fake.map((p) => bounded(1 - p)))) / (real.length + fake.length)
        );
      }),
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
      (real: number[], fake: number[]) =>
        -(total(real.map(Math.log)) + total(fake.map((p) => Math.log(1 - p)))) / (2 * real.length),
      (real: number[], fake: number[]) =>
        -(total(real.map(Math.log)) + total(fake.map((p) => Math.log(1 - p)))) / 2,
      (_: number[], fake: number[]) => -total(fake.map((p) => Math.log(1 - p))) / fake.length,
      (real: number[], fake: number[]) =>
        -(total(real.map(Math.log2)) + total(fake.map((p) => Math.log2(1 - p)))) /
        (real.length + fake.length),
      (real: number[], fake: number[]) =>
        (-total(real.map(Math.log)) + total(fake.map((p) => Math.log(1 - p)))) / (real.length + fake.length),
    ],
  },
  "10-equilibre": numberAnswers(
    Math.LN2,
    [2 * Math.LN2, 0.5, 1, 0, Math.log10(2), 0.25],
    [-Math.log(1 / 2), "0,69", 0.693],
  ),
  "10-figer": choiceAnswers("b", "acd", "gradient"),
  "10-transposee": numberAnswers(
    8208,
    [8192, 8224, 272, 8193, 513, 4624, 8208 * 49],
    ["8 208", (4 * 4 * 32 + 1) * 16],
  ),
  "10-symptome": choiceAnswers("c", "abd", "effondrement"),
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
      (picture: number[], collection: number[][]) => {
        const apart = (other: number[]) => other.reduceRight((sum, v, i) => sum + (picture[i] - v) ** 2, 0);
        return collection.map((other, k) => ({ k, d: apart(other) })).sort((a, b) => a.d - b.d)[0].k;
      },
      (picture: number[], collection: number[][]) => {
        const apart = (k: number) => Math.hypot(...collection[k].map((v, i) => v - picture[i]));
        const go = (k: number, best: number): number =>
          k === collection.length ? best : go(k + 1, apart(k) <= apart(best) ? k : best);
        return go(0, 0);
      },
      (picture: number[], collection: number[][]) => {
        let best = collection.length - 1;
        const d = collection.map((other) => total(other.map((v, i) => (v - picture[i]) * (v - picture[i]))));
        for (let k = best; k >= 0; k--) if (d[k] < d[best]) best = k;
        return best;
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
        const furthest = collection.map((other) =>
          Math.max(...other.map((v, i) => Math.abs(v - picture[i]))),
        );
        return furthest.indexOf(Math.min(...furthest));
      },
      (picture: number[], collection: number[][]) => {
        const first = collection.map((other) => Math.abs(other[0] - picture[0]));
        return first.indexOf(Math.min(...first));
      },
      (_: number[], collection: number[][]) => collection.length - 1,
      ...[1, 10, 100].map((start) => (picture: number[], collection: number[][]) => {
        let [best, least] = [0, start];
        for (let k = 0; k < collection.length; k++) {
          const d = total(collection[k].map((v, i) => (v - picture[i]) ** 2));
          if (d < least) [best, least] = [k, d];
        }
        return best;
      }),
      // Each distance is compared with the one before it, not with the least so far.
      (picture: number[], collection: number[][]) => {
        const distances = collection.map((other) => total(other.map((v, i) => (v - picture[i]) ** 2)));
        let best = 0;
        for (let k = 1; k < distances.length; k++) if (distances[k] < distances[k - 1]) best = k;
        return best;
      },
      (picture: number[], collection: number[][]) => {
        const distances = collection.map((other) => total(other.map((v, i) => (v - picture[i]) ** 2)));
        const next = distances.findIndex((d, k) => d < distances[k + 1]);
        return next < 0 ? distances.length - 1 : next;
      },
      (picture: number[], collection: number[][]) => {
        const distances = collection.map((other) =>
          Math.round(total(other.map((v, i) => (v - picture[i]) ** 2))),
        );
        return distances.indexOf(Math.min(...distances));
      },
      ...[3, 4].map((power) => (picture: number[], collection: number[][]) => {
        const distances = collection.map((other) =>
          total(other.map((v, i) => Math.abs(v - picture[i]) ** power)),
        );
        return distances.indexOf(Math.min(...distances));
      }),
      // One pixel is forgotten, or all but two.
      ...[(n: number) => [0, n - 1], (n: number) => [1, n], () => [0, 2]].map(
        (range) => (picture: number[], collection: number[][]) => {
          const part = range(picture.length);
          const distances = collection.map((other) =>
            total(other.map((v, i) => (v - picture[i]) ** 2).slice(...part)),
          );
          return distances.indexOf(Math.min(...distances));
        },
      ),
      (picture: number[], collection: number[][]) => {
        const distances = collection
          .slice(0, -1)
          .map((other) => total(other.map((v, i) => (v - picture[i]) ** 2)));
        return distances.indexOf(Math.min(...distances));
      },
    ],
  },
};
