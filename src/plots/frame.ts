/**
 * Puts title, subtitle, legend and caption around the drawing of a still figure.
 *
 * Observable Plot puts a plot with a title into an HTML figure, but a notebook needs a single SVG. Therefore
 * this module builds the outer SVG and nests the drawing in it. The SVG contains its own fonts, colours and
 * background, and neither scripts nor links.
 */
import { inSentences } from "../language/titles.js";
import { figureDocument } from "./document/figure-document.js";
import type { FigureElement } from "./document/figure-element.js";
import { SVG } from "./document/namespaces.js";
import { xmlOf } from "./document/xml.js";
import { Figure, type PlotlyFigure } from "./figure.js";
import { DARK_STYLE, DASHES, FONT, BACKGROUND, INK, MUTED, RULE, textWidth, wrapText } from "./theme.js";

const MARGIN = 16;

/**
 * The options of every figure. Sizes are in pixels of the drawing; JupyterLab shrinks a figure that is wider
 * than its cell.
 */
export interface FrameOptions {
  /** The title, above the figure. */
  readonly title?: string;
  /** A line below the title. */
  readonly subtitle?: string;
  /** A remark below the figure. */
  readonly caption?: string;
}

/** One entry of a legend. */
export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  /** The mark beside the label; a square by default. */
  readonly mark?: "square" | "line" | { readonly path: string };
  /** For a line, its dash. */
  readonly dash?: string;
}

/** A drawing with everything that is put around it. */
export interface Framed extends FrameOptions {
  readonly body: FigureElement;
  readonly width: number;
  readonly height: number;
  readonly legend?: readonly LegendEntry[];
  /** The content of the figure in words, for screen readers and for front ends without pictures. */
  readonly description: string;
  readonly plotly?: PlotlyFigure;
}

/** Makes an SVG element with attributes, and text or children inside. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (string | FigureElement)[]
): FigureElement {
  const made = figureDocument().createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, typeof value === "number" ? String(round(value)) : value);
  made.append(...children);
  return made;
}

/** The complete figure. */
export function frame(framed: Framed): Figure {
  const { width, legend = [] } = framed;
  const outer = width + 2 * MARGIN;
  const parts: FigureElement[] = [];
  let y = MARGIN;
  for (const line of framed.title === undefined ? [] : wrapText(framed.title, width, 17)) {
    y += 17;
    parts.push(text(line, MARGIN, y, { "font-size": 17, "font-weight": 600, fill: INK }));
    y += 5;
  }
  for (const line of framed.subtitle === undefined ? [] : wrapText(framed.subtitle, width, 13)) {
    y += 14;
    parts.push(text(line, MARGIN, y, { "font-size": 13, fill: MUTED }));
    y += 4;
  }
  if (legend.length > 0) {
    const drawn = drawLegend(legend, width, y + 6);
    parts.push(drawn.group);
    y = drawn.bottom;
  }
  if (y > MARGIN) y += 8;
  framed.body.setAttribute("x", String(MARGIN));
  framed.body.setAttribute("y", String(y));
  parts.push(framed.body);
  y += framed.height;
  for (const line of framed.caption === undefined || framed.caption === ""
    ? []
    : wrapText(framed.caption, width, 13)) {
    y += 17;
    parts.push(text(line, MARGIN, y, { "font-size": 13, fill: MUTED }));
  }
  const height = Math.ceil(y + MARGIN);
  const card = element(
    "svg",
    {
      width: outer,
      height,
      viewBox: `0 0 ${outer} ${height}`,
      "font-family": FONT,
      role: "img",
      class: "neurones-figure",
      "aria-label": inSentences(framed.title, framed.description),
      style: "max-width: 100%; height: auto",
    },
    element("title", {}, framed.title ?? framed.description),
    element("desc", {}, framed.description),
    element("style", {}, DARK_STYLE),
    element("rect", { width: outer, height, rx: 6, fill: BACKGROUND }),
    ...parts,
  );
  return new Figure(
    // As XML: HTML would write a no-break space as an entity that SVG does not define.
    stableIds(shorten(xmlOf(card))),
    inSentences(framed.title, framed.description),
    framed.plotly,
  );
}

/** Rounds lengths to a hundredth of a pixel, which nobody sees; a scatter plot becomes smaller by a third. */
function shorten(svg: string): string {
  return svg.replace(/ (?:d|transform|cx|cy|r|x|y|x1|x2|y1|y2|width|height)="[^"]*"/g, (attribute) =>
    attribute.replace(/-?\d+\.\d{3,}(?:e-\d+)?/g, (length) => String(round(Number(length)))),
  );
}

/**
 * Observable Plot numbers its clip paths and arrow heads by a counter that continues from figure to figure.
 * This function names them by a digest of the figure's content, so that the same figure has the same text on
 * every run, and two figures on a page do not share an id.
 */
function stableIds(svg: string): string {
  const names = new Map<string, string>();
  const counted = svg.replace(/plot-(?:clip|marker)-\d+/g, (id) => {
    if (!names.has(id)) names.set(id, `part-${names.size}`);
    return names.get(id)!;
  });
  let hash = 0x811c9dc5;
  for (let i = 0; i < counted.length; i++) hash = Math.imul(hash ^ counted.charCodeAt(i), 0x01000193);
  return counted.replace(/part-(?=\d)/g, `f${(hash >>> 0).toString(36)}-`);
}

function text(
  content: string,
  x: number,
  y: number,
  attributes: Readonly<Record<string, string | number>>,
): FigureElement {
  return element("text", { x, y, ...attributes }, content);
}

/** Entries side by side, on as many lines as they need; `bottom` is where the legend ends. */
function drawLegend(
  entries: readonly LegendEntry[],
  width: number,
  top: number,
): { group: FigureElement; bottom: number } {
  const group = element("g", { "font-size": 13, fill: INK });
  let x = 0;
  let y = top + 10;
  for (const entry of entries) {
    const markWidth = entry.mark === "line" ? 28 : 14;
    const taken = markWidth + 7 + textWidth(entry.label, 13) + 20;
    if (x > 0 && x + taken > width) {
      x = 0;
      y += 20;
    }
    group.append(
      legendMark(entry, MARGIN + x, y),
      text(entry.label, MARGIN + x + markWidth + 7, y + 4.5, {}),
    );
    x += taken;
  }
  return { group, bottom: y + 10 };
}

function legendMark({ mark = "square", colour, dash }: LegendEntry, x: number, y: number): FigureElement {
  if (mark === "square")
    return element("rect", { x, y: y - 6, width: 12, height: 12, rx: 2, fill: colour, stroke: RULE });
  if (mark === "line") {
    return element("line", {
      x1: x,
      x2: x + 28,
      y1: y,
      y2: y,
      stroke: colour,
      "stroke-width": 2.5,
      "stroke-dasharray": dash ?? DASHES[0],
    });
  }
  return element("path", {
    d: mark.path,
    transform: `translate(${round(x + 7)},${y})`,
    fill: colour,
    stroke: BACKGROUND,
    "stroke-width": 0.5,
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
