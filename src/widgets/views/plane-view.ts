/**
 * The plane of `points` in the page: its frame, its axes and its lines. As in `module.ts`, the function is sent to the
 * page as text.
 */
import type { ViewContext, ViewTools } from "./module.js";

/** A plane, and how places in it become places in its picture. */
export interface DrawnPlane {
  readonly svg: SVGSVGElement;
  readonly domain: readonly (readonly number[])[];
  /** Makes an SVG element. */
  make(name: string, attributes: Record<string, string | number>): SVGElement;
  /** The place in the picture of a point, and the point at the place of the mouse. */
  across(x: number): number;
  up(y: number): number;
  at(event: MouseEvent): number[];
  /** A number in the language of the lesson. */
  write(value: number): string;
}

export type DrawPlane = (context: ViewContext, tools: ViewTools) => DrawnPlane;

export const drawPlane: DrawPlane = ({ model, el }, { follow, named }) => {
  const SVG = "http://www.w3.org/2000/svg";
  const make = (name: string, attributes: Record<string, string | number>) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    return made as SVGElement;
  };
  const [side, left, top] = [380, 40, 10];
  const domain = model.get("domain") as number[][];
  const axes = model.get("axes") as string[];
  const across = (x: number) => left + (side * (x - domain[0][0])) / (domain[0][1] - domain[0][0]);
  const up = (y: number) => top + side - (side * (y - domain[1][0])) / (domain[1][1] - domain[1][0]);
  const write = (value: number) =>
    (value + 0)
      .toLocaleString(String(model.get("language")), { maximumSignificantDigits: 3 })
      .replace("-", "−");

  const svg = make("svg", {
    viewBox: `0 0 ${left + side + 10} ${top + side + 40}`,
    role: "group",
  }) as SVGSVGElement;
  svg.classList.add("neurones-plane");
  const text = (words: string, x: number, y: number, anchor: string) => {
    const made = make("text", { x, y, "text-anchor": anchor });
    made.textContent = words;
    svg.append(made);
  };
  svg.append(make("rect", { x: left, y: top, width: side, height: side, class: "neurones-frame" }));
  domain.forEach(([low, high], axis) => {
    const rough = (high - low) / 8;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
    for (let i = Math.ceil(low / step); i * step <= high; i++) {
      const value = i * step;
      if (axis === 0) text(write(value), across(value), top + side + 17, "middle");
      else text(write(value), left - 6, up(value) + 5, "end");
    }
  });
  text(axes[0], left + side / 2, top + side + 35, "middle");
  text(axes[1], 10, top + side / 2 - 14, "middle");
  const landmarks = model.get("landmarks") as { x: number[][]; y: number[] };
  landmarks.x.forEach(([x, y], i) => {
    const mark = make("text", { x: across(x), y: up(y) + 4, "text-anchor": "middle", "aria-hidden": "true" });
    mark.setAttribute("class", "neurones-landmark");
    mark.style.setProperty("--neurones-hue", String(36 * landmarks.y[i]));
    mark.textContent = String(landmarks.y[i]);
    svg.append(mark);
  });
  const plane = make("svg", { x: left, y: top, width: side, height: side });
  svg.append(plane);
  named(svg);
  el.append(svg);

  follow(["lines"], () => {
    const lines = model.get("lines") as { weights: number[]; label?: string }[];
    plane.replaceChildren(
      ...lines.flatMap(({ weights: [b, w1, w2], label = "" }) => {
        // Along the axes of the picture, downwards, in pixels.
        const [u, v] = [
          (w1 * (domain[0][1] - domain[0][0])) / side,
          (-w2 * (domain[1][1] - domain[1][0])) / side,
        ];
        const length = Math.hypot(u, v);
        if (!(length > 0)) return [];
        const corner = b + w1 * domain[0][0] + w2 * domain[1][1];
        const away = (corner + (u * side) / 2 + (v * side) / 2) / length;
        const [du, dv] = [u / length, v / length];
        const [x, y] = [side / 2 - away * du, side / 2 - away * dv];
        const path = make("path", {
          d: `M${x - 999 * dv},${y + 999 * du}L${x + 999 * dv},${y - 999 * du}`,
          class: "neurones-line",
        });
        const [tipX, tipY] = [x + 26 * du, y + 26 * dv];
        const arrow = make("path", {
          d: `M${x},${y}L${tipX},${tipY}M${tipX - 8 * du - 5 * dv},${tipY - 8 * dv + 5 * du}L${tipX},${tipY}L${tipX - 8 * du + 5 * dv},${tipY - 8 * dv - 5 * du}`,
          class: "neurones-line",
        });
        const name = make("text", {
          x: tipX + 12 * du,
          y: tipY + 12 * dv + 5,
          "text-anchor": du < -0.3 ? "end" : "start",
        });
        name.textContent = label;
        return [path, arrow, name];
      }),
    );
  });

  return {
    ...{ svg, domain, make, across, up, write },
    at(event) {
      const { a, d, e, f } = svg.getScreenCTM()!;
      const [px, py] = [(event.clientX - e) / a, (event.clientY - f) / d];
      return [
        domain[0][0] + ((px - left) * (domain[0][1] - domain[0][0])) / side,
        domain[1][0] + ((top + side - py) * (domain[1][1] - domain[1][0])) / side,
      ];
    },
  };
};

export const PLANE_STYLE = `
.neurones-plane { width: 460px; max-width: 90vw; height: auto; }
.neurones-points svg { fill: none; }
.neurones-points text { fill: var(--jp-ui-font-color1, #1f2933); font: 14px system-ui, sans-serif; user-select: none; }
.neurones-points svg svg text { paint-order: stroke; stroke: var(--jp-layout-color0, #fff); stroke-width: 4px; }
.neurones-frame { stroke: var(--jp-border-color1, #8a949e); fill: var(--jp-layout-color0, #fff); }
.neurones-line { stroke: var(--jp-ui-font-color1, #1f2933); stroke-width: 2; }
.neurones-points .neurones-landmark { font-size: 11px; fill: hsl(var(--neurones-hue) 75% 38%); }
[data-jp-theme-light="false"] .neurones-points .neurones-landmark { fill: hsl(var(--neurones-hue) 75% 68%); }
`;
