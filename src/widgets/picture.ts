/** Still pictures of controls as SVG documents, written as text: a control needs no document to draw with. */
import { escapeHtml } from "../host/html.js";

const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

/** Colours by their use; in a dark page the picture is dark. */
const STYLE = `.neurones-still { --ink: #1f2933; --ground: #ffffff; --rule: #c3c9d0; --low: #0072b2; --high: #c25400 }
@media (prefers-color-scheme: dark) { .neurones-still { --ink: #e4e8ec; --ground: #14181c; --rule: #56616c; --low: #3ba3e0; --high: #ff8a3c } .neurones-still .neurones-paper { filter: invert(0.9) } }`;

/** The width of a character in ems, nearly: no layout engine could measure it here. */
const EM = 0.58;

/** Attributes of an SVG element. */
export type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element as text. */
export function tag(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  const opening = `<${name}${written.join("")}`;
  return content === "" ? `${opening}/>` : `${opening}>${content}</${name}>`;
}

function attribute(value: string | number): string {
  return typeof value === "number" ? String(Number(value.toFixed(2))) : escapeHtml(value);
}

/** A line of text; x and y are those of its baseline. */
export function line(words: string, x: number, y: number, attributes: Attributes = {}): string {
  return tag("text", { x, y, fill: "var(--ink)", "font-size": 14, ...attributes }, escapeHtml(words));
}

/** The ground of a number, from none at 0 to this opacity at ±`most`, in the colour of its sign. */
export function tint(value: number, most: number, strongest: number): Attributes {
  return {
    fill: `var(--${value < 0 ? "low" : "high"})`,
    "fill-opacity": (strongest * Math.abs(value)) / most,
  };
}

/** The width in pixels of a line of text. */
export function widthOf(words: string, size = 14): number {
  return words.length * EM * size;
}

/** A whole SVG document with a ground of its own; `words` say what it shows. */
export function picture(width: number, height: number, words: string, parts: readonly string[]): string {
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": words,
      class: "neurones-still",
      "font-family": FONT,
    },
    [`<style>${STYLE}</style>`, tag("rect", { width, height, rx: 6, fill: "var(--ground)" }), ...parts].join(
      "",
    ),
  );
}

/** What stands in a stack of pictures: a picture, or words in its place. */
export interface Stacked {
  readonly svg?: string | undefined;
  readonly text: string;
}

const GAP = 8;
const LINE = 20;

/** Pictures and lines of text, one below the other, in one picture. */
export function stacked(all: readonly Stacked[]): string {
  const parts: string[] = [];
  let [width, y] = [0, GAP];
  for (const { svg, text } of all) {
    const size = svg === undefined ? undefined : /^<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg);
    if (svg !== undefined && size) {
      // The style of a figure's root is for its place in a page.
      parts.push(svg.replace(/^(<svg[^>]*?) style="[^"]*"/, "$1").replace("<svg ", `<svg x="0" y="${y}" `));
      width = Math.max(width, Number(size[1]));
      y += Number(size[2]) + GAP;
      continue;
    }
    for (const each of text.split("\n").filter(Boolean)) {
      parts.push(line(each, 16, y + 14));
      width = Math.max(width, 32 + widthOf(each));
      y += LINE;
    }
  }
  const words = all
    .map(({ text }) => text)
    .filter(Boolean)
    .join("\n");
  return picture(Math.ceil(width), Math.ceil(y), words, parts);
}
