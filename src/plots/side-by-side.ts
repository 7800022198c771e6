/** Several figures as one, in rows and columns, so that they can be compared and are one output of a cell. */
import { ArgumentError } from "../errors/errors.js";
import { figureDocument } from "./document/figure-document.js";
import type { FigureElement } from "./document/figure-element.js";
import { parseXml, XmlError } from "./document/parse-xml.js";
import type { Figure } from "./figure.js";
import { element, frame, type FrameOptions } from "./frame.js";

/** The options of `sideBySide`. */
export interface SideBySideOptions extends FrameOptions {
  /** The number of figures per row; 2 by default. */
  readonly columns?: number;
  /**
   * The width of the drawing in pixels; by default that of the figures side by side, at most 680. Figures are
   * scaled to their column.
   */
  readonly width?: number;
}

const GAP = 12;
const WIDEST = 680;

/** The still pictures of the figures, row by row. */
export function sideBySide(figures: readonly Figure[], options: SideBySideOptions = {}): Figure {
  const { columns = 2 } = options;
  if (figures.length === 0 || !Number.isInteger(columns) || columns < 1) {
    throw new ArgumentError({
      where: "sideBySide",
      argument: figures.length === 0 ? "figures" : "columns",
      received: figures.length === 0 ? "[]" : String(columns),
      expected:
        figures.length === 0
          ? { fr: "au moins une figure", en: "at least one figure" }
          : { fr: "un entier positif", en: "a positive integer" },
      mend: {
        fr: "Par exemple sideBySide([figure1, figure2], { columns: 2 }).",
        en: "Such as sideBySide([figure1, figure2], { columns: 2 }).",
      },
    });
  }
  const natural = Math.max(...figures.map(({ svg }) => widthOf(svg)));
  const { width = Math.min(WIDEST, columns * natural + GAP * (columns - 1)) } = options;
  const panelWidth = (width - GAP * (columns - 1)) / columns;
  const panels = figures.map(({ svg }) => panel(svg, panelWidth));
  const body = element("svg", { width });
  let height = 0;
  for (let start = 0; start < panels.length; start += columns) {
    const row = panels.slice(start, start + columns);
    row.forEach(({ drawing }, column) => {
      drawing.setAttribute("x", String(column * (panelWidth + GAP)));
      drawing.setAttribute("y", String(height));
      body.append(drawing);
    });
    height += Math.max(...row.map((each) => each.height)) + GAP;
  }
  height -= GAP;
  body.setAttribute("height", String(height));
  return frame({
    ...options,
    body,
    width,
    height,
    description: figures.map(({ description }) => description).join(" "),
  });
}

/** The original width of a figure. */
function widthOf(svg: string): number {
  return Number(/<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1] ?? WIDEST);
}

/** A figure's picture as an element of the given width, to be nested in another SVG. */
function panel(svg: string, width: number): { drawing: FigureElement; height: number } {
  const drawing = pictureOf(svg);
  const height = (Number(drawing.getAttribute("height")) * width) / Number(drawing.getAttribute("width"));
  drawing.setAttribute("width", String(width));
  drawing.setAttribute("height", String(height));
  drawing.removeAttribute("style");
  return { drawing, height };
}

/** A figure's picture; a figure that a learner made by `new Figure` may hold any text. */
function pictureOf(svg: string): FigureElement {
  try {
    return parseXml(svg, figureDocument());
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new ArgumentError({
      where: "sideBySide",
      argument: "figures",
      received: error.message,
      expected: {
        fr: "des figures dont `svg` est du XML bien formé",
        en: "figures whose `svg` is well-formed XML",
      },
      mend: {
        fr: "Donnez les figures que plots.curves, plots.scatter… ont dessinées.",
        en: "Give the figures that plots.curves, plots.scatter… have drawn.",
      },
    });
  }
}
