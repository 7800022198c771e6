/**
 * The course of a training: one panel per quantity (loss, accuracy, …), with a curve for training and one for
 * validation. The best epoch of the validation curve is marked.
 */
import { Plot } from "#packages";
import { ArgumentError } from "../errors/errors.js";
import { formatNumber, numeral, say, type Sentence } from "../language/language.js";
import { labelled } from "../language/titles.js";
import type { FigureElement } from "./document/figure-element.js";
import { drawPlot, extent } from "./drawing.js";
import type { Figure } from "./figure.js";
import { element, frame, type FrameOptions } from "./frame.js";
import { DASHES, BACKGROUND, INK, percentage, seriesColour } from "./theme.js";

/**
 * The result of `fit`: for each quantity one value per epoch; a name with `val_` is the same quantity on the
 * validation data.
 */
export interface TrainingHistory {
  readonly history: Readonly<Record<string, readonly number[]>>;
}

const EPOCH: Sentence = { fr: "époque", en: "epoch" };

/** The options of `history`. */
export interface HistoryOptions extends FrameOptions {
  /** The quantities, one panel each; by default all of the history. */
  readonly quantities?: readonly string[];
  /**
   * The step at which each value was measured, if not after every epoch: [0, 10, 20, …] for every tenth step.
   */
  readonly steps?: readonly number[];
  /** The label of the horizontal axis; « époque » by default. */
  readonly axis?: string;
  /** The width of the drawing, 560 pixels by default, and the height of one panel, 210 pixels. */
  readonly width?: number;
  readonly height?: number;
}

const NAMES: Readonly<Record<string, Sentence>> = {
  loss: { fr: "perte", en: "loss" },
  acc: { fr: "exactitude", en: "accuracy" },
  accuracy: { fr: "exactitude", en: "accuracy" },
};
const SHARES = new Set(["acc", "accuracy"]);

export function history(training: TrainingHistory, options: HistoryOptions = {}): Figure {
  const { history: values } = training;
  const {
    quantities = Object.keys(values).filter((name) => !name.startsWith("val_")),
    width = 560,
    height = 210,
  } = options;
  const missing = quantities.find((name) => (values[name]?.length ?? 0) === 0);
  if (quantities.length === 0 || missing !== undefined) {
    throw new ArgumentError({
      where: "history",
      argument: missing ?? "history",
      received: { fr: "aucune valeur", en: "no value" },
      expected: {
        fr: `une valeur par époque, sous l'un des noms ${Object.keys(values).join(", ") || "(aucun)"}`,
        en: `one value an epoch, under one of the names ${Object.keys(values).join(", ") || "(none)"}`,
      },
      mend: {
        fr: "Donnez ce que `fit` a renvoyé, après au moins une époque.",
        en: "Give what `fit` returned, after at least one epoch.",
      },
    });
  }
  const time = timeOf(values, quantities, options);
  const body = element("svg", { width, height: height * quantities.length });
  for (const [index, name] of quantities.entries()) {
    const panel = drawPanel(name, values, time, width, height, index === quantities.length - 1);
    panel.setAttribute("y", String(index * height));
    body.append(panel);
  }
  const validated = quantities.some((name) => values[`val_${name}`] !== undefined);
  return frame({
    title: say({ fr: "Historique de l’entraînement", en: "Training history" }),
    ...options,
    body,
    width,
    height: height * quantities.length,
    legend: [
      { label: say({ fr: "entraînement", en: "training" }), colour: seriesColour(0), mark: "line" },
      ...(validated
        ? [
            {
              label: say({ fr: "validation (○ : meilleure époque)", en: "validation (○: best epoch)" }),
              colour: seriesColour(1),
              mark: "line" as const,
              dash: DASHES[1],
            },
          ]
        : []),
    ],
    description: quantities.map((name) => describe(name, values, time)).join(" "),
  });
}

/** The steps at which the values were measured, and the label of their axis. */
interface Time {
  readonly steps: readonly number[];
  readonly label: string;
}

function timeOf(
  values: TrainingHistory["history"],
  quantities: readonly string[],
  { steps, axis }: HistoryOptions,
): Time {
  const longest = Math.max(...quantities.map((name) => values[name].length));
  if (steps !== undefined && steps.length !== longest) {
    throw new ArgumentError({
      where: "history",
      argument: "steps",
      received: { fr: `${steps.length} nombre(s)`, en: `${steps.length} number(s)` },
      expected: { fr: `${longest}, un par valeur`, en: `${longest}, one a value` },
      mend: {
        fr: "Donnez, pour chaque valeur de l’historique, l’étape où elle a été mesurée.",
        en: "Give, for each value of the history, the step at which it was measured.",
      },
    });
  }
  return {
    steps: steps ?? Array.from({ length: longest }, (_, i) => i + 1),
    label: axis ?? say(EPOCH),
  };
}

function drawPanel(
  name: string,
  values: TrainingHistory["history"],
  { steps, label }: Time,
  width: number,
  height: number,
  last: boolean,
): FigureElement {
  const train = values[name];
  const validation: readonly number[] | undefined = values[`val_${name}`];
  const share = SHARES.has(name);
  const best =
    validation === undefined
      ? -1
      : validation.indexOf((share ? Math.max : Math.min)(...validation.filter(Number.isFinite)));
  const points = (series: readonly number[]) =>
    series
      .map((value, i) => [steps[i], value] as [number, number])
      .filter(([, value]) => Number.isFinite(value));
  return drawPlot({
    width,
    height,
    marginLeft: 58,
    marginBottom: 38,
    marginTop: 24,
    grid: true,
    x: {
      label: last ? label : null,
      ticks: Math.min(steps[steps.length - 1] < 1000 ? 10 : 6, train.length),
      domain: [steps[0], Math.max(steps[0] + 1, steps[steps.length - 1])],
      tickFormat: (step: number) => (Number.isInteger(step) ? formatNumber(step) : ""),
    },
    y: {
      label: spoken(name),
      domain: extent([...train, ...(validation ?? [])].filter(Number.isFinite)),
      tickFormat: (value: number) => (share ? percentage(value) : numeral(value, 4)),
    },
    marks: [
      Plot.line(points(train), { stroke: seriesColour(0), strokeWidth: 2.2 }),
      ...(validation === undefined
        ? []
        : [
            Plot.line(points(validation), {
              stroke: seriesColour(1),
              strokeWidth: 2.2,
              strokeDasharray: DASHES[1],
            }),
          ]),
      ...(train.length === 1 ? [Plot.dot(points(train), { fill: seriesColour(0) })] : []),
      ...(best < 0
        ? []
        : [
            Plot.dot([[steps[best], validation![best]]], {
              stroke: seriesColour(1),
              fill: BACKGROUND,
              strokeWidth: 2,
              r: 4.5,
            }),
          ]),
      Plot.ruleY([extent([...train, ...(validation ?? [])].filter(Number.isFinite))[0]], {
        stroke: INK,
        strokeOpacity: 0.4,
      }),
    ],
  });
}

function spoken(name: string): string {
  return NAMES[name] === undefined ? name : say(NAMES[name]);
}

/** « perte : de 2,3 à 0,12 (validation 0,15) en 30 époques. » */
function describe(name: string, values: TrainingHistory["history"], { steps, label }: Time): string {
  const write = (value: number) => (SHARES.has(name) ? percentage(value) : numeral(value));
  const train = values[name];
  const validation: readonly number[] | undefined = values[`val_${name}`];
  const after = validation === undefined ? "" : ` (validation ${write(validation[validation.length - 1])})`;
  const [first, last] = [steps[0], steps[train.length - 1]].map((step) => formatNumber(step));
  // Another unit is the caller's word, whose plural nobody knows.
  const duration =
    label === say(EPOCH)
      ? say({ fr: ` en ${last} époque(s)`, en: ` in ${last} epoch(s)` })
      : ` (${labelled(label, say({ fr: `de ${first} à ${last}`, en: `${first} to ${last}` }))})`;
  return say({
    fr: `${spoken(name)} : de ${write(train[0])} à ${write(train[train.length - 1])}${after}${duration}.`,
    en: `${spoken(name)}: from ${write(train[0])} to ${write(train[train.length - 1])}${after}${duration}.`,
  });
}
