/** The pairs of classes that a model confuses most often, each with example images. */
import { formatNumber, say } from "../language/language.js";
import { StateError } from "../errors/errors.js";
import { figureDocument } from "./document/figure-document.js";
import { parseXml } from "./document/parse-xml.js";
import type { Figure } from "./figure.js";
import { element, frame, type FrameOptions } from "./frame.js";
import { imageGrid, type ImageSource } from "./image-grid.js";
import type { Label } from "./points.js";
import { INK, MUTED, textWidth } from "./theme.js";

/** The images of one true class that got the same wrong answer. */
export interface Confusion {
  readonly truth: Label;
  readonly answer: Label;
  /** The indices of the images in the source. */
  readonly indices: readonly number[];
}

/** The options of `mostConfused`. */
export interface MostConfusedOptions extends ImageSource, FrameOptions {
  readonly labels: ArrayLike<Label>;
  readonly predicted: ArrayLike<Label>;
  readonly names?: readonly string[];
  /**
   * The number of pairs of classes, 5 by default, and of examples of each; by default as many as fit, at most
   * 8.
   */
  readonly pairs?: number;
  readonly examples?: number;
  readonly inkOnPaper?: boolean;
}

/** The font size of the name of a confusion, in pixels. */
const LETTERS = 15;
/** The width that is available to a figure, in pixels. */
const WIDTH = 560;

/** The wrong answers, grouped by true class and answer, the most frequent group first. */
export function confusions(labels: ArrayLike<Label>, predicted: ArrayLike<Label>): Confusion[] {
  const groups = new Map<string, { truth: Label; answer: Label; indices: number[] }>();
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === predicted[i]) continue;
    const key = JSON.stringify([labels[i], predicted[i]]);
    const group = groups.get(key) ?? { truth: labels[i], answer: predicted[i], indices: [] };
    group.indices.push(i);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.indices.length - a.indices.length);
}

export function mostConfused(options: MostConfusedOptions): Figure {
  const { labels, predicted, names, pairs = 5 } = options;
  const shown = confusions(labels, predicted).slice(0, pairs);
  if (shown.length === 0) {
    throw new StateError({
      where: "mostConfused",
      argument: "predicted",
      received: { fr: "aucune erreur", en: "no error" },
      expected: { fr: "au moins une erreur", en: "at least one error" },
      mend: {
        fr: "Le modèle ne se trompe sur aucune de ces images : il n'y a rien à montrer.",
        en: "The model is right on each of these pictures: there is nothing to show.",
      },
    });
  }
  const size = 52;
  const rowHeight = size + 14;
  const called = (label: Label) => (typeof label === "number" ? (names?.[label] ?? String(label)) : label);
  const sentences = shown.map(({ truth, answer }) =>
    say({
      fr:
        names === undefined
          ? `${called(truth)} pris pour ${called(answer)}`
          : `${called(truth)} → ${called(answer)}`,
      en: `${called(truth)} taken for ${called(answer)}`,
    }),
  );
  const words = Math.max(...sentences.map((sentence) => textWidth(sentence, LETTERS))) + 20;
  const { examples = Math.max(3, Math.min(8, Math.floor((WIDTH - words) / (size + 8)))) } = options;
  const width = words + examples * (size + 8);
  const body = element("svg", { width, height: shown.length * rowHeight });
  for (const [row, { indices }] of shown.entries()) {
    const y = row * rowHeight;
    const grid = imageGrid({
      images: options.images,
      shape: options.shape,
      scale: options.scale,
      inkOnPaper: options.inkOnPaper,
      indices: indices.slice(0, examples),
      columns: examples,
      size,
    });
    const pictures = element("svg", {
      x: words,
      y,
      width: width - words,
      height: size,
      viewBox: `16 16 ${width - words} ${size}`,
    });
    pictures.append(parseXml(grid.svg, figureDocument()));
    const times = say({
      fr: `${formatNumber(indices.length)} fois`,
      en: `${formatNumber(indices.length)} time(s)`,
    });
    body.append(
      element("text", { x: 0, y: y + 24, "font-size": LETTERS, fill: INK }, sentences[row]),
      element("text", { x: 0, y: y + 42, "font-size": 13, fill: MUTED }, times),
      pictures,
    );
  }
  const list = shown
    .map(({ truth, answer, indices }) => `${called(truth)} → ${called(answer)} (${indices.length})`)
    .join(", ");
  return frame({
    title: say({ fr: "Les confusions les plus fréquentes", en: "The most frequent confusions" }),
    ...(names !== undefined && {
      subtitle: say({ fr: "vraie classe → réponse du réseau", en: "true class, and the network's answer" }),
    }),
    ...options,
    body,
    width,
    height: shown.length * rowHeight,
    description: say({
      fr: `Confusions les plus fréquentes : ${list}.`,
      en: `Most frequent confusions: ${list}.`,
    }),
  });
}
