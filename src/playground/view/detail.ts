/** The numbers of the neuron or the link that was clicked on, with the derivatives of the loss. */
import { numeral, say } from "../../language/language.js";
import type { Pick, Picked, Scene } from "../protocol/messages.js";
import { button, element } from "./elements.js";

export class Detail {
  readonly element = element("section", {
    class: "detail",
    "aria-label": say({ fr: "Le neurone ou le lien choisi", en: "The neuron or link that was chosen" }),
    hidden: true,
  });
  private readonly title = element("h4", {});
  private readonly body = element("tbody", {});
  private readonly pick: (pick: Pick | null) => void;
  private shown = "";

  constructor(pick: (pick: Pick | null) => void) {
    this.pick = pick;
    const heads = ["", say({ fr: "valeur", en: "value" }), say({ fr: "gradient", en: "gradient" })];
    this.element.append(
      button(say({ fr: "Fermer", en: "Close" }), "×", () => pick(null), "small close"),
      this.title,
      element(
        "div",
        { class: "scroll" },
        element(
          "table",
          {},
          element(
            "thead",
            {},
            element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head))),
          ),
          this.body,
        ),
      ),
      element(
        "p",
        { class: "note" },
        say({
          fr: "Le gradient dit de combien la perte change quand le nombre augmente un peu ; l’entraînement va dans l’autre sens.",
          en: "The gradient says how much the loss changes when the number grows a little; training goes the other way.",
        }),
      ),
    );
  }

  show(picked: Picked | null, { inputs, columns }: Scene): void {
    this.element.hidden = picked === null;
    if (picked === null) return;
    const { column, neuron, from } = picked;
    const source = (i: number) =>
      column === 0
        ? inputs[i]
        : say({ fr: `neurone ${i + 1}, couche ${column}`, en: `neuron ${i + 1}, layer ${column}` });
    const name =
      column === columns.length - 1
        ? say({ fr: `sortie ${neuron + 1}`, en: `output ${neuron + 1}` })
        : say({
            fr: `neurone ${neuron + 1}, couche ${column + 1}`,
            en: `neuron ${neuron + 1}, layer ${column + 1}`,
          });
    this.title.textContent = from === undefined ? name : `${source(from)} → ${name}`;
    const rows =
      from === undefined
        ? [
            { words: say({ fr: "biais", en: "bias" }), ...picked },
            ...picked.incoming!.map((each, i) => ({ words: source(i), ...each })),
          ]
        : [{ words: say({ fr: "poids", en: "weight" }), ...picked }];
    // The buttons stay while only the numbers change, so that they keep the focus.
    const shape = `${column} ${neuron} ${from ?? ""} ${rows.length}`;
    if (shape !== this.shown) {
      this.shown = shape;
      this.body.replaceChildren(
        ...rows.map(({ words }, i) =>
          element(
            "tr",
            {},
            element(
              "th",
              { scope: "row" },
              from === undefined && i > 0 ? this.linkTo(words, column, neuron, i - 1) : words,
            ),
            element("td", {}),
            element("td", {}),
          ),
        ),
      );
    }
    rows.forEach(({ value, gradient }, i) => {
      const [, first, second] = this.body.rows[i].cells;
      first.textContent = numeral(value, 4);
      second.textContent = numeral(gradient, 3);
    });
  }

  private linkTo(words: string, column: number, neuron: number, from: number): HTMLElement {
    return button(
      say({ fr: `Le lien depuis ${words}`, en: `The link from ${words}` }),
      words,
      () => this.pick({ column, neuron, from }),
      "text",
    );
  }
}
