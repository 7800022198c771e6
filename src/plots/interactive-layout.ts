/** What the layouts of all interactive figures have in common: title, letters, background, decimal separator. */
import { say } from "../language/language.js";
import { BACKGROUND, FONT, INK } from "./theme.js";

/** The common part of a layout of plotly. */
export function interactiveLayout(title: string, height: number): Readonly<Record<string, unknown>> {
  return {
    title: { text: title, font: { size: 17 } },
    autosize: true,
    height,
    paper_bgcolor: BACKGROUND,
    font: { family: FONT, size: 13, color: INK },
    separators: say({ fr: ", ", en: ".," }),
  };
}
