/**
 * The style sheet that the course adds to JupyterLab: figures shrink to their cell, follow a dark theme, and text breaks between
 * words.
 *
 * JupyterLab reads one style sheet from a person's configuration, `custom/custom.css`. One that a person wrote is left alone.
 */
import { NIGHT_FILTER } from "../src/plots/theme.js";

/** The first line of our style sheet, by which we know it. */
export const STYLE_MARK = "/* neurones: written by the set-up; delete this line to keep your own */";

/** JupyterLab's sheet shows pictures at their own size, wider than the cell if need be, and breaks lines of output inside words. */
export const LAB_STYLE = `${STYLE_MARK}
.jp-RenderedSVG img, .jp-RenderedImage img { max-width: 100%; height: auto; }
[data-jp-theme-light="true"] .jp-RenderedSVG img { color-scheme: light; }
[data-jp-theme-light="false"] .jp-RenderedSVG img { color-scheme: dark; }
.jp-OutputArea-output .js-plotly-plot, .jp-OutputArea-output.js-plotly-plot { max-width: 720px; }
[data-jp-theme-light="false"] .js-plotly-plot { filter: ${NIGHT_FILTER}; }
.jp-OutputArea-output.jp-RenderedText pre { word-break: normal; overflow-wrap: anywhere; }
[data-jp-theme-light="false"] .neurones-verdict { filter: ${NIGHT_FILTER}; }
.jp-RenderedHTMLCommon td, .jp-RenderedHTMLCommon th { overflow-wrap: normal; word-break: normal; }
@media print { .js-plotly-plot, .neurones-verdict { filter: none; } }
`;
