/** The view of `points`: an SVG whose points are dragged, or moved by the arrow keys. */
import type { RenderControl } from "./module.js";

export const pointsView: RenderControl = ({ model, el }, { follow, named, change }) => {
  const SVG = "http://www.w3.org/2000/svg";
  const make = (name: string, attributes: Record<string, string | number>) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    return made;
  };
  const [side, left, top] = [380, 40, 10];
  const domain = model.get("domain") as number[][];
  const axes = model.get("axes") as string[];
  const words = model.get("words") as Record<string, string>;
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
  const plane = make("svg", { x: left, y: top, width: side, height: side });
  const shapes = make("g", {});
  svg.append(plane, shapes);
  named(svg);
  el.classList.add("neurones-points");
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

  type Points = { x: number[][]; y: number[] };
  const FORMS = [
    "M0,-7A7,7,0,1,1,0,7A7,7,0,1,1,0,-7Z",
    "M0,-8.5L7.4,5L-7.4,5Z",
    "M-6,-6H6V6H-6Z",
    "M0,-9L6,0L0,9L-6,0Z",
  ];
  let { x, y } = model.get("value") as Points;
  const kinds = [...new Set(y)].sort((a, b) => a - b);
  const isDisabled = () => model.get("disabled") === true;
  const clamp = (value: number, axis: number) => Math.min(domain[axis][1], Math.max(domain[axis][0], value));
  /** The point that is dragged. */
  let held: number | undefined;
  const place = (i: number) => {
    const [u, v] = x[i];
    drawn[i].setAttribute("transform", `translate(${across(u)},${up(v)})`);
    const label = words["point"]
      .replace("{n}", String(i + 1))
      .replace("{kind}", String(y[i]))
      .replace("{x}", write(u))
      .replace("{y}", write(v));
    drawn[i].setAttribute("aria-label", label);
  };
  const move = (i: number, to: number[]) => {
    x = x.map((point, j) =>
      j === i ? to.map((value, axis) => clamp(Number(value.toPrecision(6)), axis)) : point,
    );
    place(i);
    change("value", { x, y });
  };
  const drawn = x.map((_, i) => {
    const kind = kinds.indexOf(y[i]);
    const shape = make("g", {
      role: "button",
      tabindex: 0,
      "data-lm-suppress-shortcuts": "true",
    }) as SVGGElement;
    shape.classList.add("neurones-point", `neurones-class-${kind % FORMS.length}`);
    // A finger needs more room than the shape has.
    shape.append(
      make("circle", { r: 15, class: "neurones-reach" }),
      make("path", { d: FORMS[kind % FORMS.length] }),
    );
    let from = [0, 0];
    const at = (event: PointerEvent) => {
      const { a, d, e, f } = svg.getScreenCTM()!;
      const [px, py] = [(event.clientX - e) / a, (event.clientY - f) / d];
      return [
        domain[0][0] + ((px - left) * (domain[0][1] - domain[0][0])) / side,
        domain[1][0] + ((top + side - py) * (domain[1][1] - domain[1][0])) / side,
      ];
    };
    shape.addEventListener("pointerdown", (event) => {
      if (isDisabled() || event.button !== 0) return;
      shape.setPointerCapture(event.pointerId);
      held = i;
      from = at(event).map((value, axis) => x[i][axis] - value);
    });
    shape.addEventListener("pointermove", (event) => {
      if (held === i)
        move(
          i,
          at(event).map((value, axis) => value + from[axis]),
        );
    });
    for (const end of ["pointerup", "pointercancel"] as const)
      shape.addEventListener(end, () => (held = undefined));
    shape.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? 0.1 : 0.02;
      const moves: Record<string, number[]> = {
        ArrowLeft: [-step, 0],
        ArrowRight: [step, 0],
        ArrowDown: [0, -step],
        ArrowUp: [0, step],
      };
      const by = moves[event.key] as number[] | undefined;
      if (by === undefined || isDisabled()) return;
      event.preventDefault();
      move(
        i,
        x[i].map((value, axis) => value + by[axis] * (domain[axis][1] - domain[axis][0])),
      );
    });
    shapes.append(shape);
    return shape;
  });
  follow(["value"], () => {
    // While a point is dragged, it stays below the pointer, whatever echo of an earlier place comes.
    if (held === undefined) ({ x, y } = model.get("value") as Points);
    x.forEach((_, i) => place(i));
  });

  const legend = document.createElement("div");
  legend.className = "neurones-legend";
  kinds.forEach((kind, i) => {
    const sign = make("svg", { viewBox: "-10 -10 20 20", class: `neurones-class-${i % FORMS.length}` });
    sign.append(make("path", { d: FORMS[i % FORMS.length] }));
    const name = document.createElement("span");
    name.append(sign, ` ${words["kind"]} ${kind}`);
    legend.append(name);
  });
  el.append(legend);
};

export const POINTS_STYLE = `
.neurones-control.neurones-points { flex-direction: column; align-items: flex-start; }
.neurones-points svg { fill: none; }
.neurones-plane { width: 460px; max-width: 90vw; height: auto; }
.neurones-points text { fill: var(--jp-ui-font-color1, #1f2933); font: 14px system-ui, sans-serif; user-select: none; }
.neurones-points svg svg text { paint-order: stroke; stroke: var(--jp-layout-color0, #fff); stroke-width: 4px; }
.neurones-frame { stroke: var(--jp-border-color1, #8a949e); fill: var(--jp-layout-color0, #fff); }
.neurones-line { stroke: var(--jp-ui-font-color1, #1f2933); stroke-width: 2; }
.neurones-point { cursor: grab; touch-action: none; outline: none; }
.neurones-point:active { cursor: grabbing; }
.neurones-reach { fill: transparent; }
.neurones-point:hover .neurones-reach { fill: var(--jp-border-color2, #0002); }
.neurones-point:focus-visible .neurones-reach { stroke: var(--jp-brand-color1, #0072b2); stroke-width: 3; }
.neurones-point path { stroke: var(--jp-layout-color0, #fff); stroke-width: 1.5; }
.neurones-class-0 path { fill: #0072b2; } .neurones-class-1 path { fill: #d55e00; }
.neurones-class-2 path { fill: #009e73; } .neurones-class-3 path { fill: #cc79a7; }
[data-jp-theme-light="false"] .neurones-class-0 path { fill: #3ba3e0; }
[data-jp-theme-light="false"] .neurones-class-1 path { fill: #ff8a3c; }
.neurones-legend { display: flex; gap: 16px; padding-left: 44px; }
.neurones-legend span { display: flex; align-items: center; gap: 5px; }
.neurones-legend svg { width: 18px; height: 18px; }
`;
