/**
 * The gallery: one or more examples of each figure, by name. The tests draw all of them, and a person can
 * look at them in `approved/`.
 *
 * Each entry is a function without arguments whose body is only the call that draws the figure, so that an
 * API reference can show this code beside the picture. The name begins with the figure's function in kebab
 * case (`decision-zones-three` shows `decisionZones`). The data that several entries share are the constants
 * above `GALLERY`.
 */
import { plots } from "neurones";

/**
 * A linear congruential generator, so that the gallery does not depend on the random numbers of the engine.
 */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

function twoClouds(): { x: number[][]; y: number[] } {
  const next = uniform(69);
  const x = Array.from({ length: 200 }, (_, i) => [
    normal(next) + (i < 100 ? 0 : 5),
    normal(next) + (i < 100 ? 0 : 5),
  ]);
  return { x, y: x.map((_, i) => (i < 100 ? 0 : 1)) };
}

/** An image that resembles a handwritten 0 or 1: a ring or a bar, with noise. */
function picture(index: number): number[] {
  const next = uniform(index + 1);
  return Array.from({ length: 784 }, (_, i) => {
    const [x, y] = [(i % 28) - 13.5, Math.floor(i / 28) - 13.5];
    const distance =
      index % 2 === 0
        ? Math.abs(Math.hypot(x * 1.3, y) - 8)
        : Math.abs(x + y * 0.2) + (Math.abs(y) > 9 ? 9 : 0);
    return Math.min(255, Math.max(0, 255 * (1.6 - distance / 1.6) + next() * 20));
  });
}

const clouds = twoClouds();
const logistic = (z: number) => 1 / (1 + Math.exp(-z));
const pictures = Array.from({ length: 40 }, (_, i) => picture(i));
const epochs = Array.from({ length: 30 }, (_, i) => i);

export const GALLERY: Readonly<Record<string, () => plots.Figure>> = {
  scatter: () =>
    plots.scatter({
      ...clouds,
      title: "Deux gaussiennes et la droite du perceptron",
      subtitle: "100 points par classe, graine 69",
      lines: [
        { weights: [-7.86, 1.88, 1.39], label: "perceptron logistique" },
        { weights: [-5, 1.2, 0.8], label: "régression linéaire" },
      ],
    }),
  "scatter-plain": () => plots.scatter({ x: clouds.x }),
  "decision-zones": () =>
    plots.decisionZones({
      ...clouds,
      title: "Zones de décision",
      model: (points) => points.map(([a, b]) => logistic(1.5 * Math.sin(a) + b - 2.5)),
    }),
  "decision-zones-three": () =>
    plots.decisionZones({
      x: clouds.x,
      y: clouds.y.map((label, i) => (i % 3 === 0 ? 2 : label)),
      title: "Trois classes",
      model: (points) => points.map(([a, b]) => [logistic(3 - a - b), logistic(a - 3), logistic(b - a)]),
    }),
  "confusion-matrix": () =>
    plots.confusionMatrix({
      counts: [
        [97, 3],
        [11, 89],
      ],
      labels: [0, 1],
    }),
  "confusion-matrix-ten": () =>
    plots.confusionMatrix({
      counts: Array.from({ length: 10 }, (_, i) =>
        Array.from({ length: 10 }, (_, j) => (i === j ? 950 + 7 * i : (i * 7 + j * 3) % 11)),
      ),
    }),
  "image-grid": () =>
    plots.imageGrid({
      images: pictures,
      shape: [28, 28],
      labels: pictures.map((_, i) => i % 2),
      predicted: pictures.map((_, i) => (i === 7 ? 0 : i % 2)),
      inkOnPaper: true,
      title: "Quarante images",
      caption: "✗ 0 (1) : un 1 pris pour un 0.",
    }),
  "image-grid-colour": () =>
    plots.imageGrid({
      images: [0, 1, 2].map((k) => Array.from({ length: 3072 }, (_, i) => (i * (k + 3)) % 256)),
      shape: [32, 32, 3],
      labels: [0, 1, 2],
      names: ["avion", "automobile", "oiseau"],
      size: 96,
    }),
  history: () =>
    plots.history({
      history: {
        loss: epochs.map((e) => 2.2 * Math.exp(-e / 6) + 0.1),
        val_loss: epochs.map((e) => 2.2 * Math.exp(-e / 5) + 0.2 + e * 0.006),
        acc: epochs.map((e) => 0.99 - 0.7 * Math.exp(-e / 5)),
        val_acc: epochs.map((e) => 0.96 - 0.7 * Math.exp(-e / 4) - e * 0.0005),
      },
    }),
  "history-one": () => plots.history({ history: { loss: [0.5] } }),
  curves: () =>
    plots.curves({
      title: "La fonction logistique et sa dérivée",
      functions: { "σ(z)": logistic, "σ′(z)": (z) => logistic(z) * (1 - logistic(z)) },
      axes: ["z", "valeur"],
    }),
  "curves-tangents": () =>
    plots.curves({
      title: "La fonction carré et ses pentes",
      functions: { "x²": (x) => x * x },
      domain: [-3, 3],
      tangents: [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5].map((at) => ({ at, value: at * at, slope: 2 * at })),
    }),
  "curves-range": () =>
    plots.curves({
      functions: { "−log p": (p) => -Math.log(p), "−log (1 − p)": (p) => -Math.log(1 - p) },
      domain: [0, 1],
      range: [0, 5],
      axes: ["p", "perte"],
    }),
  bars: () =>
    plots.bars(
      { "dense étroit": 0.412, "dense large": 0.981 },
      { title: "Exactitude sur le test", quantity: "exactitude", format: (v) => `${v}` },
    ),
  "class-histogram": () => plots.classHistogram([5, 0, 4, 1, 9, 2, 1, 3, 1, 4, 3, 5, 3, 6, 1, 7, 2, 8, 6, 9]),
  "most-confused": () =>
    plots.mostConfused({
      images: pictures,
      shape: [28, 28],
      labels: pictures.map((_, i) => i % 2),
      predicted: pictures.map((_, i) => (i % 3 === 0 ? 1 - (i % 2) : i % 2)),
      inkOnPaper: true,
    }),
  network: () =>
    plots.network(
      {
        weights: [
          [
            [4.877165, 3.8501],
            [-0.984196, -1.12275],
            [-1.27376, -0.681328],
          ],
          [[4.71249], [-5.703946], [-5.6352]],
        ],
        error: 0.006385649,
        steps: 49,
      },
      { title: "Un réseau 2-2-1", neurons: [["h₁,₁", "h₂,₁"], ["h₁,₂"]] },
    ),
  "network-perceptron": () =>
    plots.network({ weights: [[[-7.85963], [1.877738], [1.385819]]], error: 0.0127672762, steps: 87 }),
  "network-deep": () =>
    plots.network({
      weights: [
        Array.from({ length: 5 }, (_, i) => [i, -1, 0.5]),
        Array.from({ length: 4 }, (_, i) => [1.25, i]),
        [
          [0.1, 2],
          [1, 3],
          [1, -4],
        ],
      ],
    }),
  descent: () =>
    plots.descent({
      title: "Descendre x² avec différents taux",
      f: (w) => w * w,
      derivative: (w) => 2 * w,
      start: -1.8,
      rates: [0.05, 0.3, 0.9, 1.03],
    }),
  "computation-graph": () =>
    plots.computationGraph({
      title: "La règle de la chaîne",
      nodes: [
        { name: "w", value: 0.5, gradient: -0.47 },
        { name: "x", value: 2 },
        { name: "b", value: -1, gradient: -0.235 },
        { name: "u", formula: "w · x", value: 1, gradient: -0.235, from: ["w", "x"] },
        { name: "z", formula: "u + b", value: 0, gradient: -0.125, from: ["u", "b"] },
        { name: "ŷ", formula: "σ(z)", value: 0.5, gradient: -0.5, from: ["z"] },
        { name: "y", value: 1 },
        { name: "L", formula: "½(ŷ − y)²", value: 0.125, gradient: 1, from: ["ŷ", "y"] },
      ],
    }),
  surface: () =>
    plots.surface({
      title: "La sortie du perceptron",
      f: (a, b) => logistic(a + b - 5),
      x: [-2, 8],
      y: [-2, 8],
      axes: ["x₁", "x₂", "ŷ"],
      series: [
        { name: "classe 0", points: clouds.x.slice(0, 100).map(([a, b]) => [a, b, 0]) },
        { name: "classe 1", points: clouds.x.slice(100).map(([a, b]) => [a, b, 1]) },
      ],
    }),
  "level-lines": () =>
    plots.levelLines({
      title: "Une vallée vue de dessus",
      f: (u, v) => u ** 2 + 8 * v ** 2,
      x: [-3.2, 3.2],
      y: [-1.5, 1.5],
      axes: ["u", "v"],
      series: [
        {
          name: "η = 0,1",
          points: [
            [-3, 1.2],
            [-2.4, -0.7],
            [-1.9, 0.4],
          ],
          joined: true,
        },
      ],
      arrows: [{ from: [-3, 1.2], by: [0.3, -0.96] }],
    }),
  "side-by-side": () =>
    plots.sideBySide(
      ["logistique", "tanh", "relu"].map((title, i) =>
        plots.curves({
          title,
          functions: { f: [logistic, Math.tanh, (z: number) => Math.max(0, z)][i] },
          width: 300,
          height: 200,
        }),
      ),
      { columns: 3, title: "Trois activations" },
    ),
  "side-by-side-zones": () =>
    plots.sideBySide(
      [0.5, 1, 2, 4].map((k) =>
        plots.decisionZones({
          ...clouds,
          title: `pente ${k}`,
          model: (points) => points.map(([a, b]) => logistic(k * (a + b - 5))),
        }),
      ),
    ),
  "heat-map": () =>
    plots.heatMap({
      title: "Exactitude moyenne",
      rows: [1, 2, 3],
      columns: ["aucun", 1, 2],
      values: [
        [0.66, 0.7, 0.71],
        [0.82, 0.855, NaN],
        [0.93, 1, 0.97],
      ],
      axes: ["neurones de la 2ᵉ couche", "1ʳᵉ couche"],
      format: (value) => `${Math.round(100 * value)} %`,
    }),
  spread: () =>
    plots.spread({
      title: "Influence de la largeur",
      settings: [1, 2, 5, 10],
      series: {
        apprentissage: [
          [0.6, 0.61],
          [0.7, 0.72],
          [0.8, 0.83],
          [0.9, 0.88],
        ],
        test: [
          [0.55, 0.62],
          [0.68, 0.7],
          [0.74, 0.79],
          [0.7, 0.72],
        ],
      },
      levels: [{ value: 0.86, label: "plafond" }],
      axes: ["neurones", "exactitude"],
    }),
  learning: () =>
    plots.learning({
      ...clouds,
      title: "Le perceptron apprend",
      moments: [0.1, 0.3, 1, 3, 9].map((k) => ({
        name: `étape ${10 * k}`,
        model: (points) => points.map(([a, b]) => logistic(k * (a + b - 5))),
      })),
    }),
};
