/** A piece of HTML that code can replace. */
import { checkOptions } from "../../errors/check-options.js";
import { ANY_TEXT, makeControl, type Control } from "../control.js";
import { controlModule } from "../views/module.js";
import { htmlView } from "../views/field-views.js";

/** The options of `html`, by the names of ipywidgets. */
export interface HtmlOptions {
  /** The HTML at first. */
  readonly value?: string;
}

/**
 * A piece of HTML between controls; setting its value replaces it in every page.
 * @throws {ArgumentError} for an option that is unknown or wrong
 * @param options `value`, the HTML
 * @example
 * ```ts
 * const answer = widgets.html({ value: "<b>0,12</b>" });
 * answer.value = "<b>0,08</b>";
 * ```
 */
export function html(options: HtmlOptions = {}): Control<string> {
  checkOptions(options, { value: ANY_TEXT }, "html");
  return makeControl(
    {
      where: "html",
      module: controlModule(htmlView),
      state: { value: options.value ?? "" },
      key: "value",
      read: (kept) => kept as string,
      write: (value) => value,
      kind: ANY_TEXT,
      accepts: () => false,
      words: (value) => value.replaceAll(/<[^>]*>/g, ""),
    },
    {},
  );
}
