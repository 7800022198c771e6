/**
 * The view of `points`: points of an SVG that are dragged, or moved by the arrow keys, and, where the control allows
 * it, added and deleted.
 */
import type { ViewContext, ViewTools } from "./module.js";
import type { DrawPlane } from "./plane-view.js";

export const pointsView = (context: ViewContext, tools: ViewTools, drawPlane: DrawPlane): void => {
  const { model, el } = context;
  const { follow, focusable, change } = tools;
  const FORMS = [
    "M0,-7A7,7,0,1,1,0,7A7,7,0,1,1,0,-7Z",
    "M0,-8.5L7.4,5L-7.4,5Z",
    "M-6,-6H6V6H-6Z",
    "M0,-9L6,0L0,9L-6,0Z",
  ];
  el.classList.add("neurones-points");
  const { svg, domain, make, across, up, at, write } = drawPlane(context, tools);
  const shapes = make("g", {});
  svg.append(shapes);
  const isAddable = model.get("addable") === true;
  const isDisabled = () => model.get("disabled") === true;
  /** One of the sentences that the view says, its words in braces replaced. */
  const words = (key: string, values: Record<string, string | number> = {}) =>
    Object.entries(values).reduce(
      (sentence, [name, value]) => sentence.replace(`{${name}}`, String(value)),
      (model.get("words") as Record<string, string>)[key],
    );

  let { x, y } = model.get("value") as { x: number[][]; y: number[] };
  const kinds = model.get("kinds") as number[];
  const formOf = (kind: number) => Math.max(0, kinds.indexOf(kind)) % FORMS.length;
  /** The point that is dragged, and the one that had the focus last. */
  let held: number | undefined;
  let chosen: number | undefined;
  let drawn: SVGElement[] = [];

  const place = (i: number) => {
    const [u, v] = x[i];
    drawn[i].setAttribute("transform", `translate(${across(u)},${up(v)})`);
    drawn[i].setAttribute("aria-label", words("point", { n: i + 1, kind: y[i], x: write(u), y: write(v) }));
  };
  const inside = (point: readonly number[]) =>
    point.map((value, axis) =>
      Math.min(domain[axis][1], Math.max(domain[axis][0], Number(value.toPrecision(6)))),
    );
  const sizeOf = (axis: number) => domain[axis][1] - domain[axis][0];
  const move = (i: number, to: readonly number[]) => {
    x = x.map((point, j) => (j === i ? inside(to) : point));
    place(i);
    change("value", { x, y });
  };
  const STEPS: Record<string, readonly number[]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowDown: [0, -1],
    ArrowUp: [0, 1],
  };
  const press = (event: KeyboardEvent, i: number) => {
    if (isDisabled() || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = STEPS[event.key] as readonly number[] | undefined;
    const step = event.shiftKey ? 0.1 : 0.02;
    if (by !== undefined)
      move(
        i,
        x[i].map((value, axis) => value + step * by[axis] * sizeOf(axis)),
      );
    else if (isAddable && (event.key === "+" || event.key === "Insert")) addBeside();
    else if (isAddable && (event.key === "Delete" || event.key === "Backspace")) remove(i);
    else return;
    event.preventDefault();
  };
  const draw = () => {
    drawn = x.map((_, i) => {
      const shape = make("g", { role: "button", tabindex: 0, "data-lm-suppress-shortcuts": "true" });
      const form = formOf(y[i]);
      shape.classList.add("neurones-point", `neurones-class-${form}`);
      // A finger needs more room than the shape has.
      shape.append(make("circle", { r: 15, class: "neurones-reach" }), make("path", { d: FORMS[form] }));
      let from = [0, 0];
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
      shape.addEventListener("keydown", (event) => press(event, i));
      shape.addEventListener("focus", () => choose(i));
      return shape;
    });
    shapes.replaceChildren(...drawn);
    x.forEach((_, i) => place(i));
    choose(chosen);
  };

  const status = document.createElement("output");
  const removal = document.createElement("button");
  let addedKind = kinds[0];
  const choose = (i: number | undefined) => {
    chosen = i === undefined || i < x.length ? i : x.length - 1;
    drawn.forEach((shape, j) => shape.classList.toggle("neurones-chosen", isAddable && j === chosen));
    removal.textContent = chosen === undefined ? words("remove") : words("removeOne", { n: chosen + 1 });
    removal.toggleAttribute("disabled", isDisabled() || chosen === undefined || x.length === 1);
  };
  const add = (point: readonly number[]) => {
    x = [...x, inside(point)];
    y = [...y, addedKind];
    draw();
    change("value", { x, y });
    drawn[x.length - 1].focus();
    status.textContent = words("added", { n: x.length, kind: addedKind });
  };
  /** Adds a point beside the chosen one, from where the arrow keys move it. */
  const addBeside = () => {
    const near = chosen === undefined ? domain.map(([low, high]) => (low + high) / 2) : x[chosen];
    // Inwards, so that no two points lie at the same place.
    add(
      near.map(
        (value, axis) =>
          value + (value > (domain[axis][0] + domain[axis][1]) / 2 ? -0.05 : 0.05) * sizeOf(axis),
      ),
    );
  };
  const remove = (i: number) => {
    if (x.length === 1) return;
    const hadFocus = drawn[i] === document.activeElement;
    x = x.filter((_, j) => j !== i);
    y = y.filter((_, j) => j !== i);
    chosen = Math.min(i, x.length - 1);
    draw();
    change("value", { x, y });
    if (hadFocus) drawn[chosen].focus();
    status.textContent = words("removed", { n: i + 1, count: x.length });
  };

  follow(["value"], () => {
    // While a point is dragged, it stays below the pointer, whatever echo of an earlier place comes.
    if (held !== undefined) return;
    const before = y;
    ({ x, y } = model.get("value") as { x: number[][]; y: number[] });
    if (drawn.length === x.length && before.every((kind, i) => kind === y[i])) x.forEach((_, i) => place(i));
    else draw();
  });

  const legend = document.createElement(isAddable ? "fieldset" : "div");
  legend.className = "neurones-legend";
  kinds.forEach((kind) => {
    const form = formOf(kind);
    const sign = make("svg", { viewBox: "-10 -10 20 20", class: `neurones-class-${form}` });
    sign.append(make("path", { d: FORMS[form] }));
    const name = document.createElement(isAddable ? "label" : "span");
    name.append(sign, ` ${words("kind")} ${kind}`);
    legend.append(name);
    if (!isAddable) return;
    const radio = document.createElement("input");
    radio.type = "radio";
    // Each view has buttons of its own.
    radio.name = legend.id ||= `neurones-kinds-${Math.random().toString(36).slice(2)}`;
    radio.checked = kind === addedKind;
    radio.addEventListener("change", () => (addedKind = kind));
    focusable(radio);
    name.prepend(radio);
  });
  if (kinds.length > 1) el.append(legend);
  if (!isAddable) return;

  const title = document.createElement("legend");
  title.textContent = words("newKind");
  legend.prepend(title);
  const addition = document.createElement("button");
  addition.textContent = words("add");
  addition.addEventListener("click", addBeside);
  removal.addEventListener("click", () => {
    if (chosen !== undefined) remove(chosen);
  });
  const bar = document.createElement("div");
  bar.className = "neurones-tools";
  bar.append(addition, removal, status);
  for (const button of [addition, removal]) {
    button.type = "button";
    focusable(button);
  }
  follow(["disabled"], () => choose(chosen));
  el.append(bar);
  svg.classList.add("neurones-addable");
  svg.addEventListener("click", (event) => {
    if (isDisabled() || (event.target as Element).closest(".neurones-point") !== null) return;
    const point = at(event);
    if (point.every((value, axis) => value >= domain[axis][0] && value <= domain[axis][1])) add(point);
  });
};

export const POINTS_STYLE = `
.neurones-control.neurones-points { flex-direction: column; align-items: flex-start; }
.neurones-point { cursor: grab; touch-action: none; }
.neurones-control .neurones-point:focus-visible { outline: none; }
.neurones-point:active { cursor: grabbing; }
.neurones-addable .neurones-frame { cursor: copy; }
.neurones-reach { fill: transparent; }
.neurones-point:hover .neurones-reach { fill: var(--jp-border-color2, #0002); }
.neurones-chosen .neurones-reach { stroke: var(--jp-border-color1, #8a949e); stroke-width: 1.5; }
.neurones-point:focus-visible .neurones-reach { stroke: var(--jp-brand-color1, #0072b2); stroke-width: 3; }
.neurones-point path { stroke: var(--jp-layout-color0, #fff); stroke-width: 1.5; }
.neurones-class-0 path { fill: #0072b2; } .neurones-class-1 path { fill: #d55e00; }
.neurones-class-2 path { fill: #009e73; } .neurones-class-3 path { fill: #cc79a7; }
[data-jp-theme-light="false"] .neurones-class-0 path { fill: #3ba3e0; }
[data-jp-theme-light="false"] .neurones-class-1 path { fill: #ff8a3c; }
.neurones-legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0; padding: 0 0 0 44px; border: none; }
.neurones-legend legend { float: left; padding: 0 16px 0 0; }
.neurones-legend > :is(span, label) { display: flex; align-items: center; gap: 5px; }
.neurones-legend input { margin: 0; }
.neurones-legend svg { width: 18px; height: 18px; }
.neurones-points .neurones-tools { padding-left: 44px; }
`;
