/** The network: columns of neurons, each with its own small picture, and what adds and removes them. */
import { numeral, say } from "../../language/language.js";
import { thumbSize, THUMB, type Drawing } from "../protocol/frames.js";
import type { Pick, Scene } from "../protocol/messages.js";
import { ACTIVATIONS, MOST, type HiddenLayer } from "../protocol/settings.js";
import type { Colours } from "./colours.js";
import { button, element, prepare, select, type Control } from "./elements.js";
import { Links, type Place } from "./links.js";
import { paintOutput, paintThumb } from "./thumbs.js";

/** Pixels: the height of a column's controls, the gap between neurons, and the least distance of columns. */
const HEAD = 112;
const GAP = 10;
const NARROWEST = 64;
const SIDE_SPACE = 30;
/** Pixels between columns below which their controls have no room for words. */
const NARROW = 100;

interface NetworkActions {
  readonly change: (hidden: readonly HiddenLayer[]) => void;
  readonly pick: (pick: Pick | null) => void;
}

/** The controls above a hidden layer. */
interface Head {
  readonly element: HTMLElement;
  readonly count: HTMLElement;
  readonly activation: Control<string>;
  readonly dropout: Control<number>;
}

interface Neuron {
  readonly element: HTMLButtonElement;
  readonly canvas: HTMLCanvasElement;
}

const DROPOUTS = [0, 0.1, 0.2, 0.3, 0.5] as const;
const newLayer = (before: HiddenLayer | undefined): HiddenLayer => ({
  units: before?.units ?? 4,
  activation: before?.activation ?? "tanh",
  dropout: 0,
});

export class NetworkView {
  readonly element: HTMLElement;
  private readonly title = element("span", { class: "layers" });
  private readonly area = element("div", { class: "net" });
  private readonly canvas = element("canvas", { class: "links", "aria-hidden": "true" });
  private readonly tip = element("div", { class: "tip", hidden: true });
  private readonly scroll: HTMLElement;
  private readonly heads: Head[] = [];
  /** The inputs, then each column. */
  private readonly columns: Neuron[][] = [];
  private readonly links = new Links();
  private readonly actions: NetworkActions;
  private readonly layerButtons: HTMLElement;
  private scene: Scene | undefined;
  private size = 0;

  constructor(actions: NetworkActions) {
    this.actions = actions;
    this.layerButtons = element(
      "span",
      { class: "pair" },
      button(say({ fr: "Retirer une couche", en: "Remove a layer" }), "−", () => this.setLayers(-1), "small"),
      button(say({ fr: "Ajouter une couche", en: "Add a layer" }), "+", () => this.setLayers(1), "small"),
    );
    this.scroll = element("div", { class: "scroll" }, this.area);
    this.area.append(this.canvas, this.tip);
    this.element = element(
      "section",
      { class: "network", "aria-label": say({ fr: "Réseau", en: "Network" }) },
      element("h3", {}, this.layerButtons, this.title),
      this.scroll,
    );
    this.area.addEventListener("pointermove", (event) => this.hover(event));
    this.area.addEventListener("pointerleave", () => (this.tip.hidden = true));
    this.area.addEventListener("click", (event) => this.clickLink(event));
  }

  private get hidden(): readonly HiddenLayer[] {
    return this.scene?.settings.hidden ?? [];
  }

  private setLayers(by: number): void {
    const { hidden } = this;
    if (by < 0) this.actions.change(hidden.slice(0, -1));
    else if (hidden.length < MOST.layers) this.actions.change([...hidden, newLayer(hidden.at(-1))]);
  }

  private setLayer(at: number, changes: Partial<HiddenLayer>): void {
    this.actions.change(this.hidden.map((layer, i) => (i === at ? { ...layer, ...changes } : layer)));
  }

  private addUnits(at: number, by: number): void {
    const units = this.hidden[at].units + by;
    if (units >= 1 && units <= MOST.units) this.setLayer(at, { units });
  }

  /** Shows other columns, controls and texts. */
  show(scene: Scene): void {
    this.scene = scene;
    const { columns, inputs, hasOwnModel } = scene;
    const hidden = columns.slice(0, -1);
    const [layers, count] = [hidden.length, scene.parameters];
    this.layerButtons.hidden = hasOwnModel;
    this.title.textContent = say({
      fr: `${layers} couche${layers > 1 ? "s" : ""} cachée${layers > 1 ? "s" : ""}, ${count} paramètres`,
      en: `${layers} hidden layer${layers === 1 ? "" : "s"}, ${count} parameters`,
    });
    resize(this.heads, hidden.length, (at) => this.makeHead(at), this.area);
    this.heads.forEach((head, at) => {
      const { units, activation, dropout } = hidden[at];
      head.count.textContent = String(units);
      head.activation.show(activation);
      head.dropout.show(dropout);
      for (const control of head.element.querySelectorAll<HTMLInputElement>("button, select"))
        control.disabled = hasOwnModel;
    });
    const sizes = [inputs.length, ...columns.map(({ units }) => units)];
    while (this.columns.length > sizes.length)
      this.columns.pop()!.forEach((neuron) => neuron.element.remove());
    sizes.forEach((units, at) => {
      const column = (this.columns[at] ??= []);
      resize(column, units, () => this.makeNeuron(), this.area);
      column.forEach((neuron, i) => this.nameNeuron(neuron, at, i, sizes.length));
    });
    this.layOut();
  }

  private makeHead(at: number): Head {
    const count = element("span", { class: "count" });
    const layer = say({ fr: `couche ${at + 1}`, en: `layer ${at + 1}` });
    const activation = select(
      say({ fr: `Activation, ${layer}`, en: `Activation, ${layer}` }),
      ACTIVATIONS.map((name) => [name as string, name] as const),
      (value) => this.setLayer(at, { activation: value as HiddenLayer["activation"] }),
    );
    const dropout = select(
      say({ fr: `Dropout, ${layer}`, en: `Dropout, ${layer}` }),
      DROPOUTS.map((rate) => [rate as number, `dropout ${numeral(rate)}`] as const),
      (value) => this.setLayer(at, { dropout: value }),
    );
    const units = element(
      "span",
      { class: "pair" },
      button(
        say({ fr: `Un neurone de moins, ${layer}`, en: `One neuron less, ${layer}` }),
        "−",
        () => this.addUnits(at, -1),
        "small",
      ),
      count,
      button(
        say({ fr: `Un neurone de plus, ${layer}`, en: `One neuron more, ${layer}` }),
        "+",
        () => this.addUnits(at, 1),
        "small",
      ),
    );
    return {
      element: element("div", { class: "head" }, units, activation.element, dropout.element),
      count,
      activation,
      dropout,
    };
  }

  private makeNeuron(): Neuron {
    const canvas = element("canvas", { width: THUMB, height: THUMB, "aria-hidden": "true" });
    return { element: element("button", { type: "button", class: "neuron" }, canvas), canvas };
  }

  private nameNeuron({ element: made }: Neuron, column: number, at: number, columns: number): void {
    const isInput = column === 0;
    made.classList.toggle("npg-input", isInput);
    made.disabled = isInput;
    const label = isInput
      ? this.scene!.inputs[at]
      : column === columns - 1
        ? say({ fr: `Neurone de sortie ${at + 1}`, en: `Output neuron ${at + 1}` })
        : say({ fr: `Neurone ${at + 1} de la couche ${column}`, en: `Neuron ${at + 1} of layer ${column}` });
    made.setAttribute("aria-label", label);
    made.dataset.name = isInput ? label : "";
    made.onclick = () => this.actions.pick({ column: column - 1, neuron: at });
  }

  /** Places columns and neurons for the present width. */
  layOut(): void {
    if (this.scene === undefined || this.scroll.clientWidth === 0) return;
    const sizes = this.columns.map((column) => column.length);
    const gaps = sizes.length - 1;
    const width = Math.max(this.scroll.clientWidth, gaps * NARROWEST + 2 * SIDE_SPACE);
    const most = Math.max(...sizes);
    this.size = Math.max(22, Math.min(46, Math.floor(520 / most) - GAP));
    const height = HEAD + most * (this.size + GAP) + 6;
    this.area.style.width = `${width}px`;
    this.area.style.height = `${height}px`;
    const distance = (width - 2 * SIDE_SPACE) / gaps;
    this.area.toggleAttribute("data-narrow", distance < NARROW);
    const places = sizes.map((count, column) =>
      Array.from({ length: count }, (_, i) => ({
        x: SIDE_SPACE + column * distance,
        y: HEAD + ((height - HEAD) * (i + 0.5)) / count,
      })),
    );
    const move = ({ style }: HTMLElement, { x, y }: Place): void => {
      style.left = `${x}px`;
      style.top = `${y}px`;
      style.width = style.height = `${this.size}px`;
    };
    this.columns.forEach((column, c) => column.forEach((neuron, i) => move(neuron.element, places[c][i])));
    this.heads.forEach((head, at) => {
      head.element.style.left = `${SIDE_SPACE + (at + 1) * distance}px`;
      head.element.style.width = `${Math.min(132, distance - 6)}px`;
    });
    const shift = (by: number) => (column: readonly Place[]) => column.map(({ x, y }) => ({ x: x + by, y }));
    this.links.place(
      places.slice(0, -1).map(shift(this.size / 2)),
      places.slice(1).map(shift(-this.size / 2)),
    );
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
  }

  draw(drawing: Drawing, colours: Colours, pick: Pick | null): void {
    const { scene } = this;
    if (scene === undefined) return;
    const [width, height] = [this.area.offsetWidth, this.area.offsetHeight];
    const context = prepare(this.canvas, width, height);
    context.clearRect(0, 0, width, height);
    this.links.draw(context, drawing.weights, colours, pick ?? undefined);
    const size = thumbSize(scene.inputs.length);
    let at = 0;
    for (const column of this.columns.slice(1, -1))
      for (const { canvas } of column)
        paintThumb(canvas, drawing.thumbs.subarray(at, (at += size)), scene.inputs.length, colours);
    this.columns.at(-1)!.forEach(({ canvas }, k) => paintOutput(canvas, drawing, k, scene, colours));
    this.columns.forEach((column, c) =>
      column.forEach(({ element: made }, i) =>
        made.toggleAttribute(
          "data-picked",
          pick?.from === undefined && pick?.column === c - 1 && pick.neuron === i,
        ),
      ),
    );
  }

  private placeOf(event: MouseEvent): Place {
    const { left, top } = this.area.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  private hover(event: PointerEvent): void {
    const place = this.placeOf(event);
    const link =
      event.target === this.canvas || event.target === this.area ? this.links.under(place) : undefined;
    this.tip.hidden = link === undefined;
    this.area.style.cursor = link === undefined ? "" : "pointer";
    if (link === undefined) return;
    this.tip.textContent = say({
      fr: `poids ${numeral(link.weight, 3)}`,
      en: `weight ${numeral(link.weight, 3)}`,
    });
    this.tip.style.left = `${place.x}px`;
    this.tip.style.top = `${place.y}px`;
  }

  private clickLink(event: MouseEvent): void {
    if (event.target !== this.canvas && event.target !== this.area) return;
    const link = this.links.under(this.placeOf(event));
    this.actions.pick(
      link === undefined ? null : { column: link.column, neuron: link.neuron, from: link.from },
    );
  }
}

/** Makes or removes elements at the end of a list: those that stay keep the focus. */
function resize<Item extends { readonly element: HTMLElement }>(
  list: Item[],
  count: number,
  make: (at: number) => Item,
  parent: HTMLElement,
): void {
  while (list.length > count) list.pop()!.element.remove();
  while (list.length < count) {
    const made = make(list.length);
    list.push(made);
    parent.append(made.element);
  }
}
