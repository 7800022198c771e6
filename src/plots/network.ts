/**
 * A small network drawn as R's `neuralnet` draws it: inputs on the left, weights on the arrows, biases on
 * blue arrows from circles with a "1", outputs on the right, error and number of steps below.
 */
import { ShapeError } from "../errors/errors.js";
import { formatNumber, numeral, say } from "../language/language.js";
import type { FigureElement } from "./document/figure-element.js";
import type { Figure } from "./figure.js";
import { element, frame, type FrameOptions } from "./frame.js";
import { BACKGROUND, INK, seriesColour, textWidth } from "./theme.js";

/** A network as `neuralnet` returns it. */
export interface DrawableNetwork {
  /**
   * `weights[layer][row][column]`: the biases in row 0, then one row per incoming neuron; one column per
   * neuron.
   */
  readonly weights: readonly (readonly ArrayLike<number>[])[];
  readonly error?: number;
  readonly steps?: number;
}

/** The options of `network`. */
export interface NetworkOptions extends FrameOptions {
  /** The names of the inputs; x₁, x₂, … by default. */
  readonly inputs?: readonly string[];
  /** The names of the outputs; ŷ by default. */
  readonly outputs?: readonly string[];
  /**
   * Texts inside the neurons, layer by layer after the inputs: [["h₁,₁", "h₂,₁"], ["h₁,₂"]]. None by default.
   */
  readonly neurons?: readonly (readonly string[])[];
  /** Whether the weights are written on the arrows; by default if there are at most 60. */
  readonly showWeights?: boolean;
  /** The digits of the weights after the decimal sign, as R writes five; by default five significant digits. */
  readonly decimals?: number;
  /** Pixels of the drawing; grows with the network by default. */
  readonly width?: number;
  readonly height?: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const BIAS = seriesColour(0);
const RADIUS = 17;

export function network(net: DrawableNetwork, options: NetworkOptions = {}): Figure {
  const sizes = layerSizes(net.weights);
  const count = net.weights.reduce((sum, layer) => sum + layer.length * layer[0].length, 0);
  const largest = Math.max(...sizes);
  const {
    width = Math.min(190 * sizes.length + 60, sizes.length <= 3 ? 560 : 680),
    height = Math.max(230, 92 * largest + 80),
    showWeights = count <= 60,
    decimals,
  } = options;
  const neurons = sizes.map((size, layer) => column(size, layer, sizes.length, width, height));
  const biases = sizes
    .slice(0, -1)
    .map((_, layer) => ({ x: (neurons[layer][0].x + neurons[layer + 1][0].x) / 2, y: 24 }));
  const lines: FigureElement[] = [];
  const numbers: FigureElement[] = [];
  net.weights.forEach((layer, l) => {
    layer.forEach((row, from) => {
      Array.from(row).forEach((weight, to) => {
        const start = from === 0 ? biases[l] : neurons[l][from - 1];
        const colour = from === 0 ? BIAS : INK;
        lines.push(link(start, neurons[l + 1][to], colour));
        // Each number stands at its own share of the length, so that the numbers of crossing arrows do not
        // overlap.
        if (showWeights)
          numbers.push(
            weightLabel(
              start,
              neurons[l + 1][to],
              weightInWords(weight, decimals),
              colour,
              from === 0 ? 0.46 + 0.14 * (to % 2) : 0.28 + 0.12 * ((from - 1) % 3),
            ),
          );
      });
    });
  });
  const body = element("svg", { width, height }, ...lines, ...numbers);
  neurons.forEach((layer, l) =>
    layer.forEach((place) =>
      body.append(
        element("circle", {
          cx: place.x,
          cy: place.y,
          r: RADIUS,
          fill: BACKGROUND,
          stroke: INK,
          "stroke-width": l === 0 ? 1.2 : 1.8,
        }),
      ),
    ),
  );
  neurons
    .slice(1)
    .forEach((layer, l) =>
      layer.forEach(({ x, y }, i) =>
        body.append(word(options.neurons?.[l]?.[i] ?? "", x, y + 4, { "font-size": 12 })),
      ),
    );
  for (const { x, y } of biases) {
    body.append(
      element("circle", { cx: x, cy: y, r: 13, fill: BACKGROUND, stroke: BIAS, "stroke-width": 1.8 }),
      word("1", x, y + 4.5, { fill: BIAS, "font-weight": 600 }),
    );
  }
  neurons[0].forEach(({ x, y }, i) =>
    body.append(
      word(options.inputs?.[i] ?? `x${subscript(i + 1)}`, x - RADIUS - 26, y + 5, { "text-anchor": "end" }),
      arrow(x - RADIUS - 20, x - RADIUS, y),
    ),
  );
  neurons[neurons.length - 1].forEach(({ x, y }, i) =>
    body.append(
      arrow(x + RADIUS, x + RADIUS + 24, y),
      word(
        options.outputs?.[i] ?? (sizes[sizes.length - 1] === 1 ? "ŷ" : `ŷ${subscript(i + 1)}`),
        x + RADIUS + 30,
        y + 5,
        { "text-anchor": "start" },
      ),
    ),
  );
  const facts = [
    ...(net.error === undefined
      ? []
      : [
          say({
            fr: `Erreur : ${formatNumber(net.error, { maximumFractionDigits: 6 })}`,
            en: `Error: ${formatNumber(net.error, { maximumFractionDigits: 6 })}`,
          }),
        ]),
    ...(net.steps === undefined
      ? []
      : [say({ fr: `Étapes : ${formatNumber(net.steps)}`, en: `Steps: ${formatNumber(net.steps)}` })]),
  ].join(" · ");
  return frame({
    caption: facts === "" ? undefined : facts,
    ...options,
    body,
    width,
    height,
    description: say({
      fr: `Réseau ${sizes.join("-")} de ${count} paramètre(s) ; les biais sont en bleu.${facts === "" ? "" : ` ${facts}.`}`,
      en: `A ${sizes.join("-")} network of ${count} parameter(s); biases in blue.${facts === "" ? "" : ` ${facts}.`}`,
    }),
  });
}

/**
 * The number of neurons per layer, inputs included; checks that the rows of each layer match the layer
 * before.
 */
function layerSizes(weights: DrawableNetwork["weights"]): number[] {
  const sizes = weights.length === 0 ? [] : [weights[0].length - 1];
  weights.forEach((layer, l) => {
    if (
      layer.length !== sizes[l] + 1 ||
      layer.some((row) => row.length !== layer[0].length || row.length === 0)
    ) {
      throw new ShapeError({
        where: "network",
        argument: `weights[${l}]`,
        received: `[${layer.length}, ${layer[0]?.length ?? 0}]`,
        expected: { fr: `[${sizes[l] + 1}, neurones]`, en: `[${sizes[l] + 1}, neurons]` },
        mend: {
          fr: "Une ligne de biais, puis une ligne par neurone de la couche d'avant.",
          en: "A row of biases, then a row for each neuron of the layer before.",
        },
      });
    }
    sizes.push(layer[0].length);
  });
  if (sizes.length === 0 || sizes[0] < 1) {
    throw new ShapeError({
      where: "network",
      argument: "weights",
      received: `[${sizes.join(", ")}]`,
      expected: { fr: "au moins une couche de poids", en: "at least one layer of weights" },
      mend: {
        fr: "Donnez le réseau que `neuralnet` renvoie.",
        en: "Give the network that `neuralnet` returns.",
      },
    });
  }
  return sizes;
}

function column(size: number, layer: number, layers: number, width: number, height: number): Place[] {
  const x = 70 + (layer * (width - 150)) / (layers - 1);
  const top = 74;
  const gap = (height - top - 20) / size;
  return Array.from({ length: size }, (_, i) => ({ x, y: top + gap * (i + 0.5) }));
}

function link(from: Place, to: Place, colour: string): FigureElement {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const end = { x: to.x - dx * RADIUS, y: to.y - dy * RADIUS };
  const wing = (side: number) =>
    `${(end.x - 9 * dx - side * 3.5 * dy).toFixed(1)},${(end.y - 9 * dy + side * 3.5 * dx).toFixed(1)}`;
  return element(
    "g",
    { stroke: colour, fill: colour },
    element("line", { x1: from.x, y1: from.y, x2: end.x - 6 * dx, y2: end.y - 6 * dy, "stroke-width": 1.3 }),
    element("path", {
      d: `M${end.x.toFixed(1)},${end.y.toFixed(1)}L${wing(1)}L${wing(-1)}Z`,
      stroke: "none",
    }),
  );
}

function weightInWords(weight: number, decimals: number | undefined): string {
  if (decimals === undefined) return numeral(weight, 5);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return formatNumber(weight, digits).replace("-", "−");
}

/** The number along its arrow, on a white background that interrupts the line. */
function weightLabel(from: Place, to: Place, words: string, colour: string, share: number): FigureElement {
  const x = from.x + (to.x - from.x) * share;
  const y = from.y + (to.y - from.y) * share;
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  const half = textWidth(words, 12) / 2 + 2;
  return element(
    "g",
    { transform: `translate(${x.toFixed(1)},${y.toFixed(1)}) rotate(${angle.toFixed(1)})` },
    element("rect", { x: -half, y: -8, width: 2 * half, height: 16, fill: BACKGROUND, "fill-opacity": 0.92 }),
    word(words, 0, 4, { "font-size": 12, fill: colour }),
  );
}

function arrow(from: number, to: number, y: number): FigureElement {
  return element("path", {
    d: `M${from},${y}H${to - 5}M${to},${y}l-7,-3.5v7Z`,
    stroke: INK,
    fill: INK,
    "stroke-width": 1.2,
  });
}

function word(
  text: string,
  x: number,
  y: number,
  attributes: Readonly<Record<string, string | number>>,
): FigureElement {
  return element("text", { x, y, "text-anchor": "middle", "font-size": 14, fill: INK, ...attributes }, text);
}

/** 12 as « ₁₂ ». */
function subscript(value: number): string {
  return [...String(value)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join("");
}
