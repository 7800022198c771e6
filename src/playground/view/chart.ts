/** The curves of the loss: training as a line, test as dashes; and the last numbers in words. */
import { formatNumber, numeral, say } from "../../language/language.js";
import { css, type Colours } from "./colours.js";
import { element, prepare } from "./elements.js";

/** The values that the view has received so far. */
export interface History {
  readonly train: { readonly loss: number[]; readonly accuracy: number[] };
  readonly test: { readonly loss: number[]; readonly accuracy: number[] };
}

const HEIGHT = 92;
const LEFT = 34;

export class Chart {
  readonly element: HTMLElement;
  private readonly canvas = element("canvas", { class: "chart", role: "img" });
  private readonly heads = [
    "",
    say({ fr: "perte", en: "loss" }),
    say({ fr: "exactitude", en: "accuracy" }),
  ].map((words) => element("th", { scope: "col" }, words));
  private readonly body = element(
    "tbody",
    {},
    ...[say({ fr: "apprentissage", en: "training" }), say({ fr: "test", en: "test" })].map((name) =>
      element("tr", {}, element("th", { scope: "row" }, name), element("td"), element("td")),
    ),
  );

  constructor() {
    const table = element(
      "table",
      { class: "numbers" },
      element("thead", {}, element("tr", {}, ...this.heads)),
      this.body,
    );
    this.element = element("div", { class: "losses" }, table, this.canvas);
  }

  draw({ train, test }: History, colours: Colours): void {
    this.write({ train, test });
    const width = this.canvas.clientWidth;
    if (width === 0) return;
    const context = prepare(this.canvas, width, HEIGHT);
    context.clearRect(0, 0, width, HEIGHT);
    const all = [...train.loss, ...test.loss].filter(Number.isFinite);
    const top = Math.max(1e-3, ...thin(all, 2000));
    context.font = "11px system-ui, sans-serif";
    context.fillStyle = colours.quiet;
    context.textAlign = "right";
    context.fillText(numeral(top, 2), LEFT - 5, 11);
    context.fillText("0", LEFT - 5, HEIGHT - 3);
    context.strokeStyle = colours.edge;
    context.lineWidth = 1;
    context.strokeRect(LEFT + 0.5, 1.5, width - LEFT - 1, HEIGHT - 3);
    const last = Math.max(1, train.loss.length - 1);
    const trace = (values: readonly number[], colour: string, dash: number[]): void => {
      const step = Math.max(1, values.length / (2 * width));
      context.strokeStyle = colour;
      context.lineWidth = 2;
      context.setLineDash(dash);
      context.beginPath();
      for (let i = 0; i < values.length; i += step) {
        const at = Math.min(values.length - 1, Math.floor(i));
        context.lineTo(LEFT + ((width - LEFT) * at) / last, 2 + (HEIGHT - 4) * (1 - values[at] / top));
      }
      if (values.length > 0)
        context.lineTo(
          LEFT + ((width - LEFT) * (values.length - 1)) / last,
          2 + (HEIGHT - 4) * (1 - values[values.length - 1] / top),
        );
      context.stroke();
      context.setLineDash([]);
    };
    trace(test.loss, css(colours.classes[2]), [5, 3]);
    trace(train.loss, colours.ink, []);
    const end = (values: readonly number[]) => numeral(values.at(-1) ?? NaN, 3);
    this.canvas.setAttribute(
      "aria-label",
      say({
        fr: `Courbe de la perte sur ${last} époques ; apprentissage ${end(train.loss)}, test ${end(test.loss)}`,
        en: `Curve of the loss over ${last} epochs; training ${end(train.loss)}, test ${end(test.loss)}`,
      }),
    );
  }

  private write(history: History): void {
    (["train", "test"] as const).forEach((name, row) => {
      const { loss, accuracy } = history[name];
      const [, first, second] = this.body.rows[row].cells;
      first.textContent = short(loss.at(-1));
      const share = accuracy.at(-1);
      second.textContent =
        share === undefined
          ? ""
          : formatNumber(share, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
    });
    this.heads[2].hidden = history.train.accuracy.length === 0;
  }
}

/** A loss with a fixed number of decimals, so that its digits do not dance. */
function short(value: number | undefined): string {
  if (value === undefined) return "–";
  return Number.isFinite(value)
    ? formatNumber(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
    : "∞";
}

/** At most so many values, evenly chosen: `Math.max` takes its arguments from the stack. */
function thin(values: readonly number[], most: number): readonly number[] {
  if (values.length <= most) return values;
  const step = values.length / most;
  return Array.from({ length: most }, (_, i) => values[Math.floor(i * step)]);
}
