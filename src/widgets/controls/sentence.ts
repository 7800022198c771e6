/** A sentence to type, and below it its words in the colours of their weights. */
import { checkKind, checkOptions } from "../../errors/check-options.js";
import { isFiniteNumber, list, TRUTH, type Kind } from "../../errors/kinds.js";
import { numeral, say, separator } from "../../language/language.js";
import { ANY_TEXT, CONTROL_KINDS, controlAndWidget, type Control } from "../control.js";
import { line, picture, tag, tint, widthOf } from "../picture.js";
import { controlModule } from "../views/module.js";
import { SENTENCE_STYLE, sentenceView } from "../views/sentence-view.js";
import type { TextOptions } from "./fields.js";

/** A word and its weight: positive words are orange, negative ones blue, and 0 has no colour. */
export interface WeightedWord {
  readonly word: string;
  readonly weight: number;
}

/** The options of `sentence`: those of `text`, and the words below it. */
export interface SentenceOptions extends TextOptions {
  /** The words that are shown below the sentence; none at first. */
  readonly words?: readonly WeightedWord[];
}

/** A sentence that a person types, and the words that code shows below it. */
export interface SentenceControl extends Control<string> {
  /** The words below the sentence with their weights; setting them redraws them in every page. */
  words: readonly WeightedWord[];
}

/** What the page knows of a sentence. */
interface SentenceState {
  readonly placeholder: string;
  readonly continuous_update: boolean;
  value: string;
  words: readonly WeightedWord[];
}

/**
 * A sentence to type; its value is the text. What code sets as `words` stands below it: each word with its weight,
 * in a colour that is the stronger, the larger the weight is beside the others.
 * @throws {ArgumentError} for an option that is unknown or wrong
 * @param options `value`, `words`, `placeholder`, `description`, `disabled`, `continuousUpdate`
 * @example
 * ```ts
 * const review = widgets.sentence({ value: "a superb film", description: "critique" });
 * review.words = [{ word: "a", weight: 0 }, { word: "superb", weight: 0.4 }, { word: "film", weight: -0.1 }];
 * review.onChange((text) => console.log(text.split(" ").length));
 * review
 * ```
 */
export function sentence(options: SentenceOptions = {}): SentenceControl {
  checkOptions(
    options,
    {
      ...{ value: ANY_TEXT, placeholder: ANY_TEXT, words: WORDS },
      ...CONTROL_KINDS,
      continuousUpdate: TRUTH,
    },
    "sentence",
  );
  const { value = "", placeholder = "", continuousUpdate = true, words = [] } = options;
  const { description = say({ fr: "Phrase", en: "Sentence" }) } = options;
  const { control, widget } = controlAndWidget<string, SentenceState>(
    {
      where: "sentence",
      module: controlModule(sentenceView),
      css: SENTENCE_STYLE,
      state: { placeholder, continuous_update: continuousUpdate, value, words },
      key: "value",
      read: (kept) => kept as string,
      write: (next) => next,
      kind: ANY_TEXT,
      accepts: ANY_TEXT.fits,
      words: (chosen, { words: shown }) => inWords(chosen, shown),
      picture: (state) => still(state, inWords(state.value, state.words)),
    },
    { ...options, description },
  );
  return Object.defineProperty(control, "words", {
    enumerable: true,
    get: () => widget.state.words,
    set: (next: readonly WeightedWord[]) => {
      checkKind(next, WORDS, "sentence", "words");
      widget.state.words = next;
    },
  }) as SentenceControl;
}

const WORDS: Kind = {
  ...list('[{ word: "superb", weight: 0.4 }]'),
  fits: (value) =>
    Array.isArray(value) &&
    value.every(
      (each: Partial<WeightedWord> | null) => typeof each?.word === "string" && isFiniteNumber(each.weight),
    ),
};

/** A weight with its sign, in two digits: +0,12. */
function signed(weight: number): string {
  const shown = numeral(Number(weight.toFixed(2)), 3);
  return weight > 0 && Number(weight.toFixed(2)) !== 0 ? `+${shown}` : shown;
}

function inWords(value: string, words: readonly WeightedWord[]): string {
  const weights = words.map(({ word, weight }) => `${word} ${signed(weight)}`).join(", ");
  return [say({ fr: `« ${value} »`, en: `“${value}”` }), weights].filter(Boolean).join(separator(":"));
}

const WIDTH = 560;
const [HIGH, PAD] = [44, 7];

function still({ value, words }: SentenceState, description: string): string {
  // As in the view.
  const most = Math.max(0.05, ...words.map(({ weight }) => Math.abs(weight)));
  const parts = [line(say({ fr: `« ${value} »`, en: `“${value}”` }), 16, 30)];
  let [x, y] = [16, 46];
  // A short sentence makes a narrow picture, which no phone has to shrink.
  let right = 32 + widthOf(value);
  for (const { word, weight } of words) {
    const width = Math.max(widthOf(word), widthOf(signed(weight), 11)) + 2 * PAD;
    if (x > 16 && x + width > WIDTH - 16) [x, y] = [16, y + HIGH + 6];
    const middle = { "text-anchor": "middle" };
    parts.push(
      tag("rect", { x, y, width, height: HIGH, rx: 5, stroke: "var(--rule)", ...tint(weight, most, 0.5) }),
      line(word, x + width / 2, y + 19, middle),
      line(signed(weight), x + width / 2, y + 36, { ...middle, "font-size": 11 }),
    );
    x += width + 6;
    right = Math.max(right, x + 10);
  }
  return picture(Math.ceil(right), words.length === 0 ? y : y + HIGH + 12, description, parts);
}
