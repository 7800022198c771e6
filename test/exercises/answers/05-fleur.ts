/** Answers to the exercises of lesson 05. */
import { numberAnswers, choiceAnswers, inSinglePrecision, type Answers } from "./kinds.js";

export const ANSWERS: Readonly<Record<string, Answers>> = {
  "05-plafond": numberAnswers(0.86, [0.14, 86, 1, 0.5, 43, 344, 0.72, 0.9], [43 / 50, 1 - 7 / 50]),
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
      (p: number, n: number) => (Math.hypot(p - 0.5, 0.5) === 0 ? 0 : Math.sqrt((0.25 - (p - 0.5) ** 2) / n)),
      inSinglePrecision((p: number, n: number) => Math.sqrt(((1 - p) * p) / n)),
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
      (_: number, n: number) => 0.5 / Math.sqrt(n),
      (p: number, n: number) => Math.sqrt((p * (1 - p)) / (n + 1)),
      (p: number, n: number) => Math.sqrt((p * (1 + p)) / n),
      (p: number, n: number) => Math.round(100 * Math.sqrt((p * (1 - p)) / n)) / 100,
      (p: number, n: number) => Math.sqrt((p * p) / n),
    ],
  },
  "05-surapprentissage": choiceAnswers("b", "acd", "surapprentissage"),
  "05-parametres": numberAnswers(81, [65, 80, 75, 51, 69, 90, 15], [3 * 5 + 6 * 5 + 6 * 5 + 6]),
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
      // The search starts from a number that it takes for large.
      (a: number[], p: number[], tolerance: number) => {
        const best = Math.max(...a);
        let [place, least] = [0, 1000];
        a.forEach((v, i) => {
          if (v >= best - tolerance && p[i] < least) [place, least] = [i, p[i]];
        });
        return place;
      },
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
};
