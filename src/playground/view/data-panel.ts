/** The choice of the data: a set, its noise and size, a formula, points drawn by hand, or a file. */
import { formatNumber, numeral, say, type Sentence } from "../../language/language.js";
import { readCsv } from "../protocol/csv.js";
import type { Scene } from "../protocol/messages.js";
import {
  isTame,
  MOST,
  USUAL_NOISE,
  type DataName,
  type DrawnPoint,
  type Settings,
} from "../protocol/settings.js";
import type { Colours } from "./colours.js";
import { button, element, select, slider, type Control } from "./elements.js";
import { paintIcon } from "./icons.js";
import type { Output } from "./output.js";

const NAMES: readonly (readonly [DataName, Sentence])[] = [
  ["clouds", { fr: "Deux nuages", en: "Two clouds" }],
  ["xor", { fr: "XOR", en: "XOR" }],
  ["circles", { fr: "Cercles", en: "Circles" }],
  ["moons", { fr: "Lunes", en: "Moons" }],
  ["spiral", { fr: "Spirale", en: "Spiral" }],
  ["flower", { fr: "Fleur", en: "Flower" }],
  ["curve", { fr: "Une courbe y = f(x)", en: "A curve y = f(x)" }],
  [
    "points",
    { fr: "Vos points : dessinés, ou lus d’un fichier", en: "Your points: drawn, or read from a file" },
  ],
];

/** Pixels between two points that are drawn in one movement. */
const SPACING = 14;
const percent = (value: number) => formatNumber(value, { style: "percent" });

export class DataPanel {
  readonly element: HTMLElement;
  private readonly icons: {
    readonly name: DataName;
    readonly radio: HTMLInputElement;
    readonly canvas: HTMLCanvasElement;
  }[] = [];
  private readonly formula: HTMLInputElement;
  private readonly formulaField: HTMLElement;
  private readonly drawing: HTMLElement;
  private readonly sets: HTMLElement;
  private readonly noise: Control<number>;
  private readonly samples: Control<number>;
  private readonly testShare: Control<number>;
  private readonly batchSize: Control<number>;
  private readonly problem: Control<Settings["problem"]>;
  private readonly complaint = element("p", { class: "complaint", role: "alert" });
  private readonly change: (changes: Partial<Settings>) => void;
  private readonly output: Output;
  /** The class of the next point that is drawn. */
  private kind = 0;
  private settings: Settings | undefined;
  private lastDrawn: readonly [number, number] | undefined;
  private waiting: DrawnPoint[] = [];
  /** The points that were sent and have not come back in a scene yet: a click may be faster than the trainer. */
  private sent: (readonly DrawnPoint[])[] = [];
  private readonly kinds: Control<number>;
  private readonly coordinates: readonly HTMLInputElement[];

  constructor(change: (changes: Partial<Settings>) => void, output: Output) {
    this.change = change;
    this.output = output;
    this.sets = element("div", {
      class: "sets",
      role: "radiogroup",
      "aria-label": say({ fr: "Jeu de données", en: "Data set" }),
    });
    const group = `npg-data-${Math.random().toString(36).slice(2)}`;
    for (const [name, words] of NAMES) {
      const radio = element("input", { type: "radio", name: group, "aria-label": say(words) });
      const canvas = element("canvas", { width: 72, height: 72, "aria-hidden": "true" });
      radio.addEventListener("change", () => this.change({ data: name, noise: USUAL_NOISE[name] }));
      this.sets.append(element("label", { class: "set", title: say(words) }, radio, canvas));
      this.icons.push({ name, radio, canvas });
    }
    this.formula = element("input", {
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      "aria-label": "f(x)",
    });
    this.formula.addEventListener("change", () => this.setFormula());
    this.formulaField = element("label", { class: "field formula" }, "y = ", this.formula);
    this.problem = select<Settings["problem"]>(
      say({ fr: "Problème", en: "Problem" }),
      [
        ["classification", say({ fr: "classification", en: "classification" })],
        ["regression", say({ fr: "régression", en: "regression" })],
      ],
      (problem) => this.setPoints({ problem, points: [] }),
    );
    this.kinds = select<number>(
      say({ fr: "Classe dessinée", en: "Class to draw" }),
      [0, 1, 2, 3].map((k) => [k, String(k)] as const),
      (kind) => (this.kind = kind),
    );
    this.coordinates = [0, 1].map(() => element("input", { type: "number", step: "any", value: "0" }));
    this.drawing = this.makeDrawing();
    const sliderFor = (
      name: "noise" | "samples" | "testShare" | "batchSize",
      label: Sentence,
      values: readonly number[],
      write: (value: number) => string,
    ) => slider({ label: say(label), values, write, choose: (value) => change({ [name]: value }) });
    this.samples = sliderFor(
      "samples",
      { fr: "Points", en: "Points" },
      [20, 50, 100, 150, 200, 300, 400, 600, 1000],
      String,
    );
    this.noise = sliderFor(
      "noise",
      { fr: "Bruit", en: "Noise" },
      [0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6],
      (value) => numeral(value),
    );
    this.testShare = sliderFor(
      "testShare",
      { fr: "Part de test", en: "Share of test" },
      [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
      percent,
    );
    this.batchSize = sliderFor(
      "batchSize",
      { fr: "Taille d’un lot", en: "Batch size" },
      [1, 2, 4, 8, 10, 16, 32, 64, 128, 400],
      String,
    );
    this.element = element(
      "section",
      { class: "data", "aria-label": say({ fr: "Données", en: "Data" }) },
      element("h3", {}, say({ fr: "Données", en: "Data" })),
      this.sets,
      this.formulaField,
      this.drawing,
      this.complaint,
      this.samples.element,
      this.noise.element,
      this.testShare.element,
      this.batchSize.element,
    );
    this.listenToSheet();
  }

  private makeDrawing(): HTMLElement {
    const file = element("input", { type: "file", accept: ".csv,.txt,.tsv,text/csv" });
    file.addEventListener("change", () => void this.readFile(file));
    const [x, y] = this.coordinates;
    return element(
      "div",
      { class: "drawing" },
      element(
        "p",
        {},
        say({ fr: "Cliquez ou glissez dans la grande image.", en: "Click or drag in the large picture." }),
      ),
      this.problem.element,
      this.kinds.element,
      element(
        "span",
        { class: "field point" },
        x,
        y,
        button(
          say({ fr: "Ajouter ce point", en: "Add this point" }),
          say({ fr: "Ajouter", en: "Add" }),
          () => {
            this.addPoint([Number(x.value), Number(y.value)]);
            this.sendPoints();
          },
        ),
      ),
      element(
        "label",
        { class: "field file" },
        say({ fr: "Lire un fichier CSV", en: "Read a CSV file" }),
        file,
      ),
      button(
        say({ fr: "Effacer les points", en: "Erase the points" }),
        say({ fr: "Effacer", en: "Erase" }),
        () => this.setPoints({ points: [] }),
      ),
    );
  }

  private setFormula(): void {
    const isRight = isTame(this.formula.value);
    this.formula.setAttribute("aria-invalid", String(!isRight));
    this.complaint.textContent = isRight
      ? ""
      : say({
          fr: "Une formule de x, finie de −3 à 3 : sin(2 x), x^2 − 0,5, abs(x), exp(−x).",
          en: "A formula of x, finite from −3 to 3: sin(2 x), x^2 − 0.5, abs(x), exp(−x).",
        });
    if (isRight) this.change({ formula: this.formula.value });
  }

  private async readFile(file: HTMLInputElement): Promise<void> {
    const text = await file.files?.[0]?.text();
    if (text === undefined) return;
    const read = readCsv(text);
    this.complaint.textContent =
      read === undefined
        ? say({
            fr: "Ce fichier n’a pas de colonnes de nombres, suivies d’une classe ou d’un nombre.",
            en: "This file has no columns of numbers, followed by a class or a number.",
          })
        : "";
    if (read !== undefined) this.setPoints({ data: "points", ...read });
  }

  private get isDrawing(): boolean {
    return this.settings?.data === "points" && this.drawing.hidden === false;
  }

  private listenToSheet(): void {
    const { sheet } = this.output;
    const draw = (event: PointerEvent): void => {
      const [x, y] = [event.offsetX, event.offsetY];
      if (this.lastDrawn !== undefined && Math.hypot(x - this.lastDrawn[0], y - this.lastDrawn[1]) < SPACING)
        return;
      this.lastDrawn = [x, y];
      this.addPoint(this.output.coordinates(event));
    };
    sheet.addEventListener("pointerdown", (event) => {
      if (!this.isDrawing) return;
      sheet.setPointerCapture(event.pointerId);
      this.lastDrawn = undefined;
      draw(event);
    });
    sheet.addEventListener("pointermove", (event) => {
      if (this.isDrawing && sheet.hasPointerCapture(event.pointerId)) draw(event);
    });
    sheet.addEventListener("lostpointercapture", () => this.sendPoints());
  }

  private addPoint([x, y]: readonly [number, number]): void {
    const short = (value: number) => Number(value.toPrecision(3));
    if (![x, y].every(Number.isFinite)) return;
    this.waiting.push(
      this.settings?.problem === "regression" ? [short(x), short(y)] : [short(x), short(y), this.kind],
    );
  }

  private sendPoints(): void {
    if (this.waiting.length === 0 || this.settings === undefined) return;
    const before = this.sent.at(-1) ?? this.settings.points;
    const points = [...before, ...this.waiting].slice(-MOST.points);
    this.waiting = [];
    this.setPoints({ points });
  }

  private setPoints(changes: Partial<Settings> & Pick<Settings, "points">): void {
    this.sent.push(changes.points);
    this.change(changes);
  }

  show({ settings, hasOwnData }: Scene): void {
    this.settings = settings;
    const { data, points, problem } = settings;
    // The trainer may answer several changes by one scene.
    const known = JSON.stringify(points);
    const answered = this.sent.findLastIndex((each) => JSON.stringify(each) === known);
    this.sent = this.sent.slice(answered + 1);
    this.kinds.element.hidden = problem === "regression";
    this.coordinates.forEach((input, i) =>
      input.setAttribute("aria-label", (problem === "regression" ? ["x", "y"] : ["x₁", "x₂"])[i]),
    );
    this.sets.hidden = hasOwnData;
    for (const { name, radio } of this.icons) radio.checked = name === data;
    this.formulaField.hidden = hasOwnData || data !== "curve";
    this.drawing.hidden = hasOwnData || data !== "points";
    this.output.sheet.classList.toggle("npg-drawable", this.isDrawing);
    if (document.activeElement !== this.formula) this.formula.value = settings.formula;
    this.problem.show(settings.problem);
    for (const [control, name] of [
      [this.samples, "samples"],
      [this.noise, "noise"],
    ] as const) {
      control.element.hidden = hasOwnData || data === "points";
      control.show(settings[name]);
    }
    this.testShare.show(settings.testShare);
    this.batchSize.show(settings.batchSize);
  }

  paint(colours: Colours): void {
    for (const { name, canvas } of this.icons) paintIcon(canvas, name, colours);
  }
}
