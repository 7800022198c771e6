/** A button. */
import { checkOptions } from "../../errors/check-options.js";
import { wholeNumber } from "../../errors/kinds.js";
import { say } from "../../language/language.js";
import { CONTROL_KINDS, makeControl, type Control, type ControlOptions } from "../control.js";
import { controlModule } from "../views/module.js";
import { buttonView } from "../views/field-views.js";

/**
 * A button; its value is the number of clicks so far. No click is lost where several come quickly: `onChange`
 * hears each of them, and an iterator too.
 * @throws {ArgumentError} for an option that is unknown or wrong
 * @param options `description`, the text on the button, and `disabled`
 * @example
 * ```ts
 * const start = widgets.button({ description: "Entraîner" });
 * start.onChange((clicks) => console.log(`clic ${clicks}`));
 * start
 * ```
 */
export function button(options: ControlOptions = {}): Control<number> {
  checkOptions(options, CONTROL_KINDS, "button");
  const { description = say({ fr: "Cliquer", en: "Click" }) } = options;
  return makeControl(
    {
      where: "button",
      module: controlModule(buttonView),
      state: { clicks: 0 },
      key: "clicks",
      read: (kept) => kept as number,
      write: (value) => value,
      kind: wholeNumber(0, 0),
      accepts: () => false,
      words: () => "",
      onMessage: (_, clicks) => clicks + 1,
    },
    { ...options, description },
  );
}
