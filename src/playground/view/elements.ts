/** Elements of the view: each with its accessible name, and all worked by the keyboard. */

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** An element with attributes and children; the attribute `class` gets the prefix of the view's style sheet. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  // JupyterLab's own shortcuts would take the arrow keys and Enter; it asks the element that has the focus alone.
  if (["button", "input", "select"].includes(name)) made.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") made.className = String(value).replace(/\S+/g, "npg-$&");
    else if (typeof value === "boolean") made.toggleAttribute(key, value);
    else made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

export function button(
  label: string,
  face: string | Node,
  click: () => void,
  className = "button",
): HTMLButtonElement {
  const made = element(
    "button",
    { type: "button", class: className, "aria-label": label, title: label },
    face,
  );
  made.addEventListener("click", click);
  return made;
}

/** The signs of the buttons, as paths in a square of 24 units: fonts lack some of them. */
const SIGNS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  step: "M6 5v14l9-7zM16 5h3v14h-3z",
  restart: "M12 5V1L6.5 6 12 11V7a5.5 5.5 0 1 1-5.4 6.5H4.5A7.5 7.5 0 1 0 12 5z",
} as const;

export function sign(name: keyof typeof SIGNS): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SIGNS[name]);
  svg.append(path);
  return svg;
}

/** A control with its name, and the function that shows a value that came from the trainer. */
export interface Control<Value> {
  readonly element: HTMLElement;
  show(value: Value): void;
}

let count = 0;
const nextId = () => `npg-${++count}`;

/** A choice among values, each with the words that it is shown by. */
export function select<Value extends string | number>(
  label: string,
  choices: readonly (readonly [Value, string])[],
  choose: (value: Value) => void,
): Control<Value> {
  const id = nextId();
  const list = element("select", { id });
  const options = choices.map(([, words]) => element("option", {}, words));
  list.append(...options);
  list.addEventListener("change", () => choose(choices[list.selectedIndex][0]));
  return {
    element: element("span", { class: "field" }, element("label", { for: id }, label), list),
    show(value) {
      const at = choices.findIndex(([each]) => each === value);
      if (at >= 0) list.selectedIndex = at;
      else {
        // A value that a cell or a link gave, beside the usual ones.
        const other = choices.length;
        list.options[other]?.remove();
        list.append(element("option", {}, String(value)));
        list.selectedIndex = other;
      }
    },
  };
}

export interface SliderOptions {
  readonly label: string;
  readonly values: readonly number[];
  readonly write: (value: number) => string;
  readonly choose: (value: number) => void;
}

/** A slider through a list of values. */
export function slider({ label, values, write, choose }: SliderOptions): Control<number> {
  const id = nextId();
  const range = element("input", { id, type: "range", min: 0, max: values.length - 1, step: 1 });
  const shown = element("output", { for: id });
  const tell = (value: number): void => {
    shown.textContent = write(value);
    range.setAttribute("aria-valuetext", write(value));
  };
  range.addEventListener("input", () => {
    const value = values[Number(range.value)];
    tell(value);
    choose(value);
  });
  return {
    element: element("span", { class: "field slider" }, element("label", { for: id }, label), shown, range),
    show(value) {
      // A slider under the hand follows the hand.
      if (document.activeElement === range && range.matches(":active")) return;
      const distances = values.map((each) => Math.abs(each - value));
      range.value = String(distances.indexOf(Math.min(...distances)));
      tell(value);
    },
  };
}

export function checkbox(label: string, isChecked: boolean, choose: (value: boolean) => void): HTMLElement {
  const box = element("input", { type: "checkbox", checked: isChecked });
  box.addEventListener("change", () => choose(box.checked));
  return element("label", { class: "check" }, box, ` ${label}`);
}

/** A canvas with as many pixels as the screen has, and the context scaled to CSS pixels. */
export function prepare(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const scale = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const context = canvas.getContext("2d")!;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return context;
}
