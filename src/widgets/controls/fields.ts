/** A box to tick, and a line of text. */
import { checkOptions } from "../../errors/check-options.js";
import { TRUTH } from "../../errors/kinds.js";
import { say } from "../../language/language.js";
import { ANY_TEXT, CONTROL_KINDS, makeControl, type Control, type ControlOptions } from "../control.js";
import { controlModule } from "../views/module.js";
import { checkboxView, textView } from "../views/field-views.js";

/** The options of `checkbox`, by the names of ipywidgets. */
export interface CheckboxOptions extends ControlOptions {
  /** Whether it is ticked at first; false by default. */
  readonly value?: boolean;
}

/** The options of `text`, by the names of ipywidgets. */
export interface TextOptions extends ControlOptions {
  /** The text at first; empty by default. */
  readonly value?: string;
  /** What the empty line shows in grey. */
  readonly placeholder?: string;
  /** Whether each letter counts, and not only the end of the input; true by default. */
  readonly continuousUpdate?: boolean;
}

/**
 * A box to tick; its value is true or false.
 * @throws {ArgumentError} for an option that is unknown or wrong
 * @param options `value`, `description`, `disabled`
 * @example
 * ```ts
 * const noisy = widgets.checkbox({ description: "bruit", value: true });
 * noisy.value = false;
 * ```
 */
export function checkbox(options: CheckboxOptions = {}): Control<boolean> {
  checkOptions(options, { value: TRUTH, ...CONTROL_KINDS }, "checkbox");
  return makeControl(
    {
      where: "checkbox",
      module: controlModule(checkboxView),
      state: { value: options.value ?? false },
      key: "value",
      read: (kept) => kept as boolean,
      write: (value) => value,
      kind: TRUTH,
      accepts: TRUTH.fits,
      words: (value) => (value ? say({ fr: "oui", en: "yes" }) : say({ fr: "non", en: "no" })),
    },
    options,
  );
}

/**
 * A line of text; its value is the text.
 * @throws {ArgumentError} for an option that is unknown or wrong
 * @param options `value`, `placeholder`, `description`, `disabled`, `continuousUpdate`
 * @example
 * ```ts
 * const sentence = widgets.text({ description: "phrase", placeholder: "un film superbe" });
 * sentence.onChange((words) => console.log(words.split(" ").length));
 * sentence
 * ```
 */
export function text(options: TextOptions = {}): Control<string> {
  checkOptions(
    options,
    { value: ANY_TEXT, placeholder: ANY_TEXT, ...CONTROL_KINDS, continuousUpdate: TRUTH },
    "text",
  );
  const { value = "", placeholder = "", continuousUpdate = true } = options;
  return makeControl(
    {
      where: "text",
      module: controlModule(textView),
      state: { value, placeholder, continuous_update: continuousUpdate },
      key: "value",
      read: (kept) => kept as string,
      write: (next) => next,
      kind: ANY_TEXT,
      accepts: ANY_TEXT.fits,
      words: (chosen) => say({ fr: `« ${chosen} »`, en: `“${chosen}”` }),
    },
    options,
  );
}
