/**
 * A figure: something drawn, with words for who cannot see it, in the MIME types that a notebook shows.
 *
 * A cell whose last expression is a figure shows it: the kernel finds the method under `Symbol.for("Jupyter.display")`
 * and sends what it returns. `show()` displays a figure in the middle of a cell, and the handle it returns replaces it.
 */
import { JUPYTER_DISPLAY, notebook, type DisplayHandle, type MimeBundle } from "../host/notebook.js";

/** The MIME type that JupyterLab's plotly renderer draws. */
export const PLOTLY = "application/vnd.plotly.v1+json";

/** A figure of plotly's: what `Plotly.newPlot` takes, frames included. */
export interface PlotlyFigure {
  readonly data: readonly Record<string, unknown>[];
  readonly layout: Record<string, unknown>;
  readonly frames?: readonly Record<string, unknown>[];
  readonly config?: Record<string, unknown>;
}

export class Figure {
  /** What the figure shows, in a sentence or two. */
  readonly description: string;
  /** The still picture: a whole SVG document. */
  readonly svg: string;
  /** The figure that moves, where there is one; the still picture stands in for it on paper. */
  readonly plotly: PlotlyFigure | undefined;

  constructor(svg: string, description: string, plotly?: PlotlyFigure) {
    this.svg = svg;
    this.description = description;
    this.plotly = plotly;
  }

  /** The same still picture with a figure that moves. */
  withPlotly(plotly: PlotlyFigure): Figure {
    return new Figure(this.svg, this.description, plotly);
  }

  /** The figure in every MIME type it has. */
  get bundle(): MimeBundle {
    const still = { "image/svg+xml": this.svg, "text/plain": this.description };
    return this.plotly === undefined ? still : { [PLOTLY]: this.plotly, ...still };
  }

  [JUPYTER_DISPLAY](): MimeBundle {
    return this.bundle;
  }

  /** Shows the figure below the running cell at once; `figure.show()` may be called many times in a cell. */
  show(): DisplayHandle {
    return notebook().display(this.bundle);
  }
}
