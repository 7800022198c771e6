/**
 * The parts of the HTML pages that grading writes. All text from elsewhere is escaped and pictures are
 * embedded, so that a page fetches nothing and runs nothing.
 */
import { escapeHtml } from "../../src/host/html.js";
import { formatNumber, language, say } from "../../src/language/language.js";
import { withoutColours } from "../../system/without-colours.js";
import { textOf, type Notebook, type Output } from "../notebook-file.js";
import { SAFE_TYPES, safeOutput } from "./grader-cells.js";

/** The lesson's title: its first heading. */
export function titleOf(lesson: Notebook): string {
  const heading = lesson.cells
    .map(({ cell_type, source }) => (cell_type === "markdown" ? /^#\s+(.+)$/m.exec(source)?.[1] : undefined))
    .find((title) => title !== undefined);
  return heading?.trim() ?? say({ fr: "Leçon", en: "Lesson" });
}

/** A number of points, with at most two decimals. */
export function number(points: number): string {
  return formatNumber(points, { maximumFractionDigits: 2 });
}

/** A sentence of the course as HTML: words between back quotes are code. */
export function sentence(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

export function preformatted(text: string): string {
  return `<pre>${escapeHtml(text)}</pre>`;
}

/** A share (0 to 1) as a horizontal bar. */
export function bar(share: number): string {
  return `<span class="bar"><span style="width:${Math.round(100 * Math.max(0, Math.min(1, share)))}%"></span></span>`;
}

/** The texts and pictures among the outputs of a cell. */
export function outputsHtml(outputs: readonly Output[]): string {
  return outputs.flatMap(safeOutput).map(outputHtml).join("\n");
}

function outputHtml(output: Output): string {
  if (output.output_type === "stream")
    return `<pre class="${output.name === "stderr" ? "warning" : "output"}">${escapeHtml(withoutColours(String(output.text)))}</pre>`;
  if (output.output_type === "error")
    return `<pre class="warning">${escapeHtml(withoutColours(`${String(output.ename)}: ${String(output.evalue)}`))}</pre>`;
  const data = output.data as Readonly<Record<string, unknown>>;
  const type = SAFE_TYPES.find((known) => data[known] !== undefined) ?? "text/plain";
  const content = textOf(data[type]) ?? "";
  if (type === "text/plain") return `<pre class="output">${escapeHtml(content)}</pre>`;
  return pictureHtml(type, content, textOf(data["text/plain"]) ?? "figure");
}

/** A picture embedded in the page; `content` is as in a notebook: SVG as text, other types in base64. */
export function pictureHtml(type: string, content: string, words: string): string {
  const base64 =
    type === "image/svg+xml"
      ? Buffer.from(content).toString("base64")
      : content.replace(/[^A-Za-z0-9+/=]/g, "");
  return `<img alt="${escapeHtml(words)}" src="data:${type};base64,${base64}">`;
}

/** A complete page. Its content security policy forbids scripts and requests, whatever the body contains. */
export function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1f2933; --ground: #ffffff; --soft: #f2f5f8; --edge: #c9d1d9; --good: #00734f; --bad: #b34700; --wait: #5c6670 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --ground: #16191d; --soft: #22272d; --edge: #46505a; --good: #4ccca0; --bad: #ff9d57; --wait: #a9b3bd } }
body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--ground); max-width: 52em; margin: 2em auto; padding: 0 1em }
h1 { font-size: 1.6em; margin-bottom: 0 } h2 { margin-top: 2em; border-bottom: 1px solid var(--edge) } h3 { margin: 1.6em 0 .4em }
.total { font-size: 1.3em } .good { color: var(--good) } .bad { color: var(--bad) } .wait { color: var(--wait) }
table { border-collapse: collapse; margin: 1em 0 } td, th { padding: .25em .8em; border-bottom: 1px solid var(--edge); text-align: left; vertical-align: top } td.number { text-align: right; white-space: nowrap }
pre { background: var(--soft); padding: .6em .9em; border-radius: 5px; overflow-x: auto; white-space: pre-wrap; font-size: .88em } pre.warning { border-left: 4px solid var(--bad) } pre.output { background: none; border-left: 3px solid var(--edge) }
code { background: var(--soft); padding: 0 .25em; border-radius: 3px } img { max-width: 100%; background: #ffffff; border-radius: 6px }
.verdict { border-left: 5px solid var(--wait); padding: .1em 1em; margin: .6em 0 } .verdict.good { border-color: var(--good) } .verdict.bad { border-color: var(--bad) } .verdict > * { color: var(--ink) } .comment { background: var(--soft); border-radius: 5px; padding: .5em 1em }
.bar { display: inline-block; width: 12em; height: .8em; background: var(--soft); border-radius: 3px } .bar span { display: block; height: 100%; background: #0072b2; border-radius: 3px }
@media print { body { max-width: none; margin: 0 } section { break-inside: avoid } }
`;
