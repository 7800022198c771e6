/** The view of `sentence`: a line of text, and a list of words in the colours of their weights. */
import type { RenderControl } from "./module.js";

export const sentenceView: RenderControl = ({ model, el }, { follow, textField, tint }) => {
  textField().spellcheck = false;
  el.classList.add("neurones-sentence");
  const list = document.createElement("ul");
  el.append(list);
  follow(["words"], () => {
    const words = model.get("words") as { word: string; weight: number }[];
    // Weights that are written as 0 are no colours.
    const most = Math.max(0.05, ...words.map(({ weight }) => Math.abs(weight)));
    const language = String(model.get("language"));
    const signs = { maximumFractionDigits: 2, signDisplay: "exceptZero" } as const;
    list.replaceChildren(
      ...words.map(({ word, weight }) => {
        const item = document.createElement("li");
        tint(item, weight, most, 60);
        const number = document.createElement("small");
        number.textContent = weight.toLocaleString(language, signs);
        // The space parts word and number where the list is read aloud or copied.
        item.append(word, " ", number);
        return item;
      }),
    );
  });
};

export const SENTENCE_STYLE = `
.neurones-control.neurones-sentence { flex-direction: column; align-items: stretch; }
.neurones-control.neurones-sentence label { align-items: center; }
.neurones-control.neurones-sentence input[type="text"] { flex: 1; min-width: min(420px, 80vw); }
.neurones-sentence ul { display: flex; flex-wrap: wrap; gap: 6px; margin: 4px 0; padding: 0; list-style: none; }
.neurones-sentence li { display: flex; flex-direction: column; align-items: center; padding: 3px 8px; border: 1px solid var(--jp-border-color2, #c3c9d0); border-radius: 5px; background: color-mix(in srgb, var(--tint) var(--share), var(--jp-layout-color1, #fff)); }
.neurones-sentence small { font-size: 11px; font-variant-numeric: tabular-nums; }
`;
