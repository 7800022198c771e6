/**
 * A figure: a picture with a description in words, in the MIME types that a notebook shows.
 *
 * If the last expression of a cell is a figure, the notebook shows it: the kernel calls the method under
 * `Symbol.for("Jupyter.display")` and sends the result. `show()` displays a figure at any point of a cell;
 * the handle that it returns can replace the figure.
 */
import { JUPYTER_DISPLAY, notebook, type DisplayHandle, type MimeBundle } from "../host/notebook.js";

/** The MIME type of JupyterLab's plotly renderer. */
export const PLOTLY = "application/vnd.plotly.v1+json";

/** An interactive figure: the argument of `Plotly.newPlot`, with animation frames. */
export interface PlotlyFigure {
  readonly data: readonly Record<string, unknown>[];
  readonly layout: Record<string, unknown>;
  readonly frames?: readonly Record<string, unknown>[];
  readonly config?: Record<string, unknown>;
}

/**
 * A drawing with a description, which a notebook shows as SVG or as an interactive plotly figure.
 * @example
 * ```ts
 * const figure: plots.Figure = plots.bars({ a: 1, b: 2 });
 * figure.svg.startsWith("<svg"); // true
 * ```
 */
export class Figure {
  /** The content of the figure in one or two sentences. */
  readonly description: string;
  /** The still picture: a complete SVG document. */
  readonly svg: string;
  /** The interactive figure, if there is one; on paper the still picture replaces it. */
  readonly plotly: PlotlyFigure | undefined;

  constructor(svg: string, description: string, plotly?: PlotlyFigure) {
    this.svg = svg;
    this.description = description;
    this.plotly = plotly;
  }

  /** The same still picture with an interactive figure. */
  withPlotly(plotly: PlotlyFigure): Figure {
    return new Figure(this.svg, this.description, plotly);
  }

  /** The figure in all its MIME types. */
  get bundle(): MimeBundle {
    const still = { "image/svg+xml": this.svg, "text/plain": this.description };
    return this.plotly === undefined ? still : { [PLOTLY]: this.plotly, ...still };
  }

  [JUPYTER_DISPLAY](): MimeBundle {
    return this.bundle;
  }

  /** Shows the figure below the running cell immediately; a cell may call `figure.show()` several times. */
  show(): DisplayHandle {
    return notebook().display(this.bundle);
  }
}
