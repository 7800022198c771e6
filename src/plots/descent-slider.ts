/** The interactive figure of gradient descents: a slider chooses the learning rate (plotly). */
import { numeral, say } from "../language/language.js";
import { nameOf, type DescentOptions, type DescentView, type Point } from "./descent-path.js";
import type { PlotlyFigure } from "./figure.js";
import { interactiveLayout } from "./interactive-layout.js";
import { BACKGROUND, seriesColour } from "./theme.js";

export function sliderFigure(
  { title = "" }: DescentOptions,
  views: readonly DescentView[],
  axes: readonly string[],
): PlotlyFigure {
  const names = views.map(({ rate }) => numeral(rate));
  const place = (points: readonly Point[]) => ({
    x: points.map(([w]) => short(w)),
    y: points.map(([, value]) => short(value)),
  });
  // Plotly cannot draw the huge coordinates of points far outside.
  const inside = ({ path, leaves }: DescentView) =>
    path.slice(0, leaves === undefined ? undefined : leaves + 1);
  const layoutOf = (view: DescentView) => ({
    xaxis: {
      range: [...view.domain],
      title: { text: axes[0] },
      gridcolor: "#e6e9ed",
      zerolinecolor: "#8a949e",
    },
    yaxis: {
      range: [...view.range],
      title: { text: axes[1] },
      gridcolor: "#e6e9ed",
      zerolinecolor: "#8a949e",
    },
    annotations:
      view.leaves === undefined
        ? []
        : [
            {
              text: nameOf(view),
              showarrow: false,
              xref: "paper",
              yref: "paper",
              x: 0.5,
              y: 1,
              yanchor: "bottom",
              font: { color: seriesColour(1) },
            },
          ],
  });
  const step = { mode: "immediate", frame: { duration: 0, redraw: true }, transition: { duration: 0 } };
  return {
    data: [
      {
        type: "scatter",
        mode: "lines",
        name: axes[1],
        ...place(views[0].curve),
        line: { color: seriesColour(0), width: 2.5 },
        hoverinfo: "skip",
      },
      {
        type: "scatter",
        mode: "lines+markers",
        name: say({ fr: "descente", en: "descent" }),
        ...place(inside(views[0])),
        line: { color: seriesColour(1), width: 1.5 },
        marker: { size: 8, color: seriesColour(1) },
      },
    ],
    frames: views.map((view, i) => ({
      name: names[i],
      data: [place(view.curve), place(inside(view))],
      traces: [0, 1],
      layout: layoutOf(view),
    })),
    layout: {
      ...interactiveLayout(title, 460),
      margin: { l: 60, r: 20, t: 60, b: 40 },
      plot_bgcolor: BACKGROUND,
      showlegend: false,
      ...layoutOf(views[0]),
      sliders: [
        {
          active: 0,
          pad: { t: 46 },
          currentvalue: { prefix: say({ fr: "taux d’apprentissage η = ", en: "learning rate η = " }) },
          steps: names.map((name) => ({ label: name, method: "animate", args: [[name], step] })),
        },
      ],
    },
    config: { displaylogo: false, responsive: true },
  };
}

/** Rounds to five significant digits: no difference is visible, and the figure is smaller. */
function short(value: number): number {
  return Number(value.toPrecision(5));
}
