/** The view of `matrix`: number inputs in rows, each of which the mouse also drags up and down. */
import type { RenderControl } from "./module.js";

export const matrixView: RenderControl = ({ model, el }, { follow, focusable, named, tint, change }) => {
  const [min, max, step] = ["min", "max", "step"].map((key) => model.get(key) as number);
  const words = model.get("words") as Record<string, string>;
  const rows = () => model.get("value") as number[][];
  const board = document.createElement("div");
  board.className = "neurones-matrix";
  board.setAttribute("role", "group");
  board.style.gridTemplateColumns = `repeat(${rows()[0].length}, minmax(0, 4.2em))`;
  named(board);
  el.classList.add("neurones-numbers");
  el.append(board);
  const take = (i: number, j: number, number: number) => {
    const bounded = Math.min(max, Math.max(min, Number(number.toPrecision(10))));
    if (rows()[i][j] === bounded) return;
    change(
      "value",
      rows().map((row, k) => row.map((before, l) => (k === i && l === j ? bounded : before))),
    );
  };
  const inputs = rows().map((row, i) =>
    row.map((_, j) => {
      const input = document.createElement("input");
      input.type = "number";
      [input.min, input.max, input.step] = [min, max, step].map(String);
      const name = words["cell"].replace("{row}", String(i + 1)).replace("{column}", String(j + 1));
      input.setAttribute("aria-label", name);
      focusable(input);
      input.addEventListener("input", () => {
        // While a number is being typed, such as the sign of −2, there is none yet.
        if (Number.isFinite(input.valueAsNumber)) take(i, j, input.valueAsNumber);
      });
      input.addEventListener("change", () => {
        input.value = String(rows()[i][j]);
      });
      let begun: { y: number; number: number } | undefined;
      let isDragged = false;
      input.addEventListener("pointerdown", (event) => {
        if (event.button !== 0 || input.disabled) return;
        begun = { y: event.clientY, number: rows()[i][j] };
        isDragged = false;
        input.setPointerCapture(event.pointerId);
      });
      input.addEventListener("pointermove", (event) => {
        if (begun === undefined) return;
        const steps = Math.round((begun.y - event.clientY) / 8);
        isDragged ||= steps !== 0;
        if (!isDragged) return;
        take(i, j, begun.number + steps * step);
        input.value = String(rows()[i][j]);
      });
      for (const end of ["pointerup", "pointercancel"] as const)
        input.addEventListener(end, () => (begun = undefined));
      board.append(input);
      return input;
    }),
  );
  follow(["value"], () => {
    const most = Math.max(...rows().flat().map(Math.abs)) || 1;
    rows().forEach((row, i) =>
      row.forEach((number, j) => {
        const input = inputs[i][j];
        // The text in which the learner types, such as « 0. », is left alone while it says the same.
        if (input.valueAsNumber !== number && (document.activeElement !== input || input.value !== ""))
          input.value = String(number);
        tint(input, number, most, 45);
      }),
    );
  });
};

export const MATRIX_STYLE = `
.neurones-control.neurones-numbers { flex-direction: column; align-items: flex-start; }
.neurones-matrix { display: grid; gap: 4px; }
.neurones-control .neurones-matrix input { box-sizing: border-box; width: 100%; min-height: 40px; padding: 2px 4px; text-align: center; font: inherit; font-variant-numeric: tabular-nums; color: inherit; cursor: ns-resize; touch-action: none; border: 1px solid var(--jp-border-color1, #8a949e); border-radius: 4px; background: color-mix(in srgb, var(--tint) var(--share), var(--jp-layout-color1, #fff)); appearance: textfield; }
.neurones-matrix input::-webkit-inner-spin-button { appearance: none; margin: 0; }
`;
