/**
 * What cells put out, as HTML: text, tables, pictures, and figures that move, each with its still picture for paper, for who has
 * no script, and until it is drawn.
 *
 * Lessons are ours, so their HTML is taken as it is.
 */
import { isRecord, textOf, type Output } from "../grading/notebook-file.js";
import { escape, preformatted } from "../grading/reports/html.js";

const PLOTLY = "application/vnd.plotly.v1+json";

export function outputHtml(output: Output): string {
  if (output.output_type === "stream") return output.name === "stderr" ? `<pre class="warning">${escape(textOf(output.text) ?? "")}</pre>` : preformatted(textOf(output.text) ?? "");
  if (output.output_type === "error") throw new Error(`a lesson's cell failed: ${String(output.ename)}: ${String(output.evalue)}`);
  const data = isRecord(output.data) ? output.data : {};
  const words = textOf(data["text/plain"]) ?? "";
  const still = picture(data, words);
  if (isRecord(data[PLOTLY])) return `<figure class="plotly">${still}<script type="application/json">${asScript(data[PLOTLY])}</script></figure>`;
  if (still !== "") return `<figure>${still}</figure>`;
  const html = textOf(data["text/html"]);
  return html === undefined ? preformatted(words) : `<div class="table">${html}</div>`;
}

function picture(data: Readonly<Record<string, unknown>>, words: string): string {
  const svg = textOf(data["image/svg+xml"]);
  if (svg !== undefined) return image("image/svg+xml", Buffer.from(svg).toString("base64"), words);
  const png = textOf(data["image/png"]);
  return png === undefined ? "" : image("image/png", png.replace(/\s/g, ""), words);
}

function image(type: string, base64: string, words: string): string {
  return `<img alt="${escape(words)}" src="data:${type};base64,${base64}">`;
}

/** JSON inside a script element: nothing in it may end the element. */
export function asScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c");
}
