/**
 * The still picture of a playground: the network with each neuron's picture, and beside it the zones with the
 * points, or the curve. It stands on paper, on GitHub, and on a page until the trainer answers.
 */
import { numeral, say } from "../language/language.js";
import type { FigureElement } from "../plots/document/figure-element.js";
import type { Figure } from "../plots/figure.js";
import { element, frame } from "../plots/frame.js";
import { imageElement } from "../plots/raster.js";
import { BACKGROUND, blend, INK, MUTED, rgb, RULE, seriesColour, SYMBOLS, type Rgb } from "../plots/theme.js";
import type { SplitExamples } from "./examples.js";
import { CURVE, SIDE, THUMB, thumbSize, type Drawing } from "./protocol/frames.js";
import { frontier } from "./protocol/frontier.js";
import type { Scene } from "./protocol/messages.js";

/** What a picture shows. */
export interface Moment {
  readonly scene: Scene;
  readonly drawing: Drawing;
  readonly examples: SplitExamples;
  readonly epochs: number;
  /** The loss on the training points. */
  readonly loss: number | undefined;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const WIDTH = 800;
const HEIGHT = 330;
/** The square of the zones, at the right. */
const PLANE = { x: WIDTH - 312, y: 14, size: 302 };
/** The most neurons in a column that are drawn. */
const MOST = 10;
const GROUND = rgb(BACKGROUND);
const colourOf = (sign: number) => seriesColour(sign < 0 ? 0 : 1);

export function stillFigure({ scene, drawing, examples, epochs, loss }: Moment): Figure {
  const body = element(
    "svg",
    { width: WIDTH, height: HEIGHT },
    ...network(scene, drawing),
    ...(scene.inputs.length === 1 ? curve(scene, drawing) : zones(scene, drawing)),
    ...points(scene, examples),
    element("rect", {
      x: PLANE.x,
      y: PLANE.y,
      width: PLANE.size,
      height: PLANE.size,
      fill: "none",
      stroke: RULE,
    }),
  );
  const sizes = [scene.inputs.length, ...scene.columns.map(({ units }) => units)].join("-");
  const lost = loss === undefined ? "–" : numeral(loss, 3);
  return frame({
    body,
    width: WIDTH,
    height: HEIGHT,
    caption: say({
      fr: `Réseau ${sizes} après ${epochs} époque(s) ; perte ${lost}.`,
      en: `A ${sizes} network after ${epochs} epoch(s); loss ${lost}.`,
    }),
    description: say({
      fr: `Terrain de jeu : un réseau ${sizes} et ${scene.inputs.length === 1 ? "la courbe" : "les zones"} qu’il a apprise${scene.inputs.length === 1 ? "" : "s"} en ${epochs} époque(s), avec ${examples.train.x.length} point(s) d’apprentissage ; perte ${lost}.`,
      en: `Playground: a ${sizes} network and the ${scene.inputs.length === 1 ? "curve" : "zones"} that it learned in ${epochs} epoch(s), with ${examples.train.x.length} training point(s); loss ${lost}.`,
    }),
  });
}

function network({ inputs, columns }: Scene, drawing: Drawing): FigureElement[] {
  const sizes = [inputs.length, ...columns.map(({ units }) => units)];
  const side = Math.min(40, (HEIGHT - 20) / Math.min(MOST, Math.max(...sizes)) - 8);
  const right = PLANE.x - 60;
  const places = sizes.map((count, column): Place[] => {
    const shown = Math.min(MOST, count);
    const x = 34 + (column * (right - 34)) / (sizes.length - 1);
    return Array.from({ length: shown }, (_, i) => ({ x, y: (HEIGHT * (i + 0.5)) / shown }));
  });
  const size = thumbSize(inputs.length);
  const hidden = columns.slice(0, -1);
  const before = (column: number) => hidden.slice(0, column).reduce((sum, { units }) => sum + units, 0);
  return [
    ...links(sizes, places, drawing.weights, side),
    ...places[0].map(({ x, y }, i) => inputNeuron(inputs[i], x, y, side)),
    ...places.slice(1, -1).flatMap((column, c) =>
      column.map(({ x, y }, i) => {
        const at = (before(c) + i) * size;
        return neuron(x, y, side, thumb(drawing.thumbs.subarray(at, at + size), inputs.length));
      }),
    ),
    ...places[places.length - 1].map(({ x, y }) =>
      element("circle", { cx: x, cy: y, r: 9, fill: BACKGROUND, stroke: MUTED, "stroke-width": 2 }),
    ),
  ];
}

function links(
  sizes: readonly number[],
  places: readonly Place[][],
  weights: Float32Array,
  side: number,
): FigureElement[] {
  let begin = 0;
  return sizes.slice(1).flatMap((units, column) => {
    const first = begin;
    begin += (sizes[column] + 1) * units;
    return places[column].flatMap((start, from) =>
      places[column + 1].map((end, to) => {
        const weight = weights[first + from * units + to];
        const [x1, x2] = [start.x + side / 2, end.x - (column === sizes.length - 2 ? 9 : side / 2)];
        const middle = (x1 + x2) / 2;
        return element("path", {
          d: `M${x1.toFixed(1)},${start.y.toFixed(1)}C${middle.toFixed(1)},${start.y.toFixed(1)},${middle.toFixed(1)},${end.y.toFixed(1)},${x2.toFixed(1)},${end.y.toFixed(1)}`,
          fill: "none",
          stroke: colourOf(weight),
          "stroke-width": Math.min(8, 0.5 + 2 * Math.sqrt(Math.abs(weight))),
          "stroke-opacity": 0.25 + 0.6 * Math.min(1, Math.abs(weight)),
          ...(weight < 0 ? { "stroke-dasharray": "7 4" } : {}),
        });
      }),
    );
  });
}

function inputNeuron(name: string, x: number, y: number, side: number): FigureElement {
  const circle = element("circle", {
    cx: x,
    cy: y,
    r: side / 2,
    fill: BACKGROUND,
    stroke: MUTED,
    "stroke-width": 2,
  });
  const word = element(
    "text",
    { x, y: y + 5, "text-anchor": "middle", "font-size": 15, "font-style": "italic", fill: INK },
    name,
  );
  return element("g", {}, circle, word);
}

function neuron(x: number, y: number, side: number, picture: FigureElement): FigureElement {
  picture.setAttribute(
    "transform",
    `translate(${(x - side / 2).toFixed(1)},${(y - side / 2).toFixed(1)}) scale(${(side / THUMB).toFixed(3)})`,
  );
  const edge = element("rect", {
    x: x - side / 2,
    y: y - side / 2,
    width: side,
    height: side,
    rx: 5,
    fill: "none",
    stroke: MUTED,
    "stroke-width": 2,
  });
  return element("g", {}, picture, edge);
}

/** A neuron's picture, in a square of `THUMB` units. */
function thumb(values: Int8Array, inputs: number): FigureElement {
  if (inputs === 1) {
    const places = Array.from(values, (value, i) => `${i + 0.5},${(THUMB * (1.1 - value / 127)) / 2.2}`);
    const line = element("polyline", {
      points: places.join(" "),
      fill: "none",
      stroke: INK,
      "stroke-width": 2,
    });
    return element("g", {}, element("rect", { width: THUMB, height: THUMB, fill: BACKGROUND }), line);
  }
  const data = pixels(values, (value) => [rgb(colourOf(value)), (0.9 * Math.abs(value)) / 127]);
  const place = { x: 0, y: 0, width: THUMB, height: THUMB };
  return element("g", {}, imageElement({ width: THUMB, height: THUMB, channels: 3, data }, place, false));
}

function pixels(
  values: ArrayLike<number>,
  tint: (value: number, at: number) => readonly [Rgb, number],
): Uint8Array {
  const data = new Uint8Array(3 * values.length);
  Array.from(values).forEach((value, i) => {
    const [colour, share] = tint(value, i);
    data.set(blend(GROUND, colour, Math.min(1, share)), 3 * i);
  });
  return data;
}

function zones({ classes, problem }: Scene, drawing: Drawing): FigureElement[] {
  const data = pixels(drawing.classes, (kind, i) => [
    rgb(seriesColour(kind)),
    0.5 * (0.12 + (0.88 * drawing.sureties[i]) / 255),
  ]);
  const { x, y, size } = PLANE;
  const picture = imageElement(
    { width: SIDE, height: SIDE, channels: 3, data },
    { x, y, width: size, height: size },
    false,
  );
  if (problem === "regression") return [picture];
  const steps: string[] = [];
  const scale = (value: number) => ((value * size) / SIDE).toFixed(1);
  frontier(drawing, classes, (x1, y1, x2, y2) =>
    steps.push(`M${scale(x1)},${scale(y1)}L${scale(x2)},${scale(y2)}`),
  );
  const line = element("path", {
    d: steps.join(""),
    transform: `translate(${x},${y})`,
    fill: "none",
    stroke: INK,
    "stroke-width": 1.6,
  });
  return [picture, line];
}

function curve({ domain }: Scene, drawing: Drawing): FigureElement[] {
  const [low, high] = domain[1];
  const places = Array.from(drawing.curve, (value, i) => {
    const inside = Math.min(high, Math.max(low, value));
    return `${(PLANE.x + (PLANE.size * i) / (CURVE - 1)).toFixed(1)},${(PLANE.y + PLANE.size * (1 - (inside - low) / (high - low))).toFixed(1)}`;
  });
  return [
    element("polyline", {
      points: places.join(" "),
      fill: "none",
      stroke: seriesColour(1),
      "stroke-width": 3,
    }),
  ];
}

function points({ domain, inputs, problem }: Scene, { train }: SplitExamples): FigureElement[] {
  const [[left, right], [low, high]] = domain;
  const middle = (Math.min(...train.y) + Math.max(...train.y)) / 2;
  return train.x.map((row, i) => {
    const [x, y] = inputs.length === 1 ? [row[0], train.y[i]] : row;
    const kind =
      inputs.length === 1 ? 0 : problem === "regression" ? Number(train.y[i] > middle) : train.y[i];
    const at = {
      x: PLANE.x + (PLANE.size * (x - left)) / (right - left),
      y: PLANE.y + PLANE.size * (1 - (y - low) / (high - low)),
    };
    return element("path", {
      d: SYMBOLS[kind % SYMBOLS.length].path,
      transform: `translate(${at.x.toFixed(1)},${at.y.toFixed(1)}) scale(0.65)`,
      fill: seriesColour(kind),
      stroke: BACKGROUND,
    });
  });
}
