/**
 * The outputs of cells as HTML: text, tables, pictures, interactive figures and playgrounds. A figure that moves
 * also has a still picture, for paper, for browsers without scripts, and until the figure is drawn.
 *
 * The HTML in outputs is not sanitized: it comes from the course's own lessons.
 */
import { isRecord, textOf, type Output } from "../grading/notebook-file.js";
import { pictureHtml, preformatted } from "../grading/reports/html.js";
import { escapeHtml } from "../src/host/html.js";
import { BEGINNING_TYPE } from "../src/playground/protocol/beginning.js";

const PLOTLY = "application/vnd.plotly.v1+json";

/** The formats of a still picture; the first that an output has is used. */
const PICTURES = ["image/svg+xml", "image/png"] as const;

/** The plotly figure of an output, or undefined. */
export function plotlyFigure({ data }: Output): Readonly<Record<string, unknown>> | undefined {
  const figure = isRecord(data) ? data[PLOTLY] : undefined;
  return isRecord(figure) ? figure : undefined;
}

/** What an output's playground begins with, or undefined. */
export function playgroundBeginning({ data }: Output): Readonly<Record<string, unknown>> | undefined {
  const beginning = isRecord(data) ? data[BEGINNING_TYPE] : undefined;
  return isRecord(beginning) ? beginning : undefined;
}

/** A place for a playground, which `browser/playground.ts` starts; its still picture stands there until then. */
export function playgroundHtml(beginning: unknown, still: string): string {
  return `<div class="playground" data-playground="${escapeHtml(asScript(beginning))}">${still}</div>`;
}

/** A still picture: its format, its content (text, or for PNG base64), and the same in words. */
export interface StillPicture {
  readonly type: (typeof PICTURES)[number];
  readonly content: string;
  readonly words: string;
}

/** The still picture of an output, or undefined. */
export function stillPicture({ data }: Output): StillPicture | undefined {
  if (!isRecord(data)) return undefined;
  const type = PICTURES.find((known) => textOf(data[known]) !== undefined);
  return type && { type, content: textOf(data[type])!, words: textOf(data["text/plain"]) ?? "" };
}

export function outputHtml(output: Output): string {
  if (output.output_type === "stream")
    return output.name === "stderr"
      ? `<pre class="warning">${escapeHtml(textOf(output.text) ?? "")}</pre>`
      : preformatted(textOf(output.text) ?? "");
  if (output.output_type === "error")
    throw new Error(`a lesson's cell failed: ${String(output.ename)}: ${String(output.evalue)}`);
  const data = isRecord(output.data) ? output.data : {};
  const words = textOf(data["text/plain"]) ?? "";
  const picture = stillPicture(output);
  const still = picture === undefined ? "" : pictureHtml(picture.type, picture.content, words);
  const moving = plotlyFigure(output);
  if (moving !== undefined)
    return `<figure class="plotly">${still}<script type="application/json">${asScript(moving)}</script></figure>`;
  const beginning = playgroundBeginning(output);
  if (beginning !== undefined && still !== "") return playgroundHtml(beginning, still);
  if (still !== "") return `<figure>${still}</figure>`;
  const html = textOf(data["text/html"]);
  return html === undefined ? preformatted(words) : `<div class="table">${html}</div>`;
}

/** A value as JSON inside a script element; without `<`, no text in it can end the element. */
export function asScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}
