/** Draws the marks of cells: a sign at the left, whose tooltip says why, and one sentence for screen readers. */
import type { Language } from "../../src/language/language.js";
import { speaking } from "../speaking.js";
import type { CellWidget, NotebookPanel } from "./jupyterlab.js";
import { sentencesOf, type NameOf } from "./sentences.js";
import type { Told } from "./told.js";

const MARK = "neurones-mark";
const LIT = "neurones-depends";
const LIVE = "neurones-cells-status";

/** Signs that differ by their form; the colours differ for colour-blind readers, too (Okabe and Ito's palette). */
export const STYLE = `
.jp-Cell:has(> .${MARK}) { position: relative; }
.${MARK} { position: absolute; left: 0; top: 4px; bottom: 4px; width: 5px; z-index: 1; border-left: 4px solid;
  cursor: help; box-sizing: border-box; }
/* The sign lies over the button that folds a cell, which is clicked through it. */
.${MARK}::before { content: attr(data-sign); position: absolute; left: 1px; top: 0; padding: 2px; pointer-events: none;
  background: var(--jp-layout-color0); font: bold 13px/1.2 sans-serif; }
.${MARK}[data-state="stale"] { color: #b34a00; border-color: #d55e00; }
.${MARK}[data-state="edited"] { color: #005b8f; border-color: #0072b2; border-left-style: dashed; }
[data-jp-theme-light="false"] .${MARK}[data-state="stale"] { color: #ffb07a; border-color: #ff9149; }
[data-jp-theme-light="false"] .${MARK}[data-state="edited"] { color: #7cc8f5; border-color: #56b4e9; }
.jp-Cell.${LIT} { outline: 3px solid #cc79a7; outline-offset: -3px; }
.${LIVE} { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;

const SIGNS = { stale: "↻", edited: "✎" } as const;

/** Brings the marks of a notebook into line with what the kernel tells. */
export function drawMarks(panel: NotebookPanel, { language, cells }: Told): void {
  const { widgets } = panel.content;
  const nameOf = namesOf(widgets);
  let stale = 0;
  for (const { node, model } of widgets) {
    const told = cells[model.id];
    const said = told === undefined ? undefined : sentencesOf(told, language, nameOf);
    if (told?.state === "stale") stale += 1;
    const present = node.querySelector<HTMLElement>(`:scope > .${MARK}`);
    if (told === undefined || said === undefined || (told.state !== "stale" && told.state !== "edited"))
      present?.remove();
    else draw(node, present, told.state, said);
  }
  announce(panel.node, stale, language);
}

/** Lights up cells for a moment. */
export function lightUp(panel: NotebookPanel, ids: readonly string[]): void {
  for (const { node, model } of panel.content.widgets) {
    node.classList.toggle(LIT, ids.includes(model.id));
  }
  setTimeout(() => {
    if (!panel.isDisposed) for (const { node } of panel.content.widgets) node.classList.remove(LIT);
  }, 4000);
}

function draw(node: HTMLElement, present: HTMLElement | null, state: "stale" | "edited", said: string): void {
  const mark = present ?? document.createElement("span");
  if (present === null) {
    mark.className = MARK;
    mark.setAttribute("role", "img");
    node.append(mark);
  }
  if (mark.dataset["state"] === state && mark.title === said) return;
  mark.dataset["state"] = state;
  mark.dataset["sign"] = SIGNS[state];
  mark.title = said;
  mark.setAttribute("aria-label", said);
}

/** Tells a screen reader how many cells are out of date, where the number changes. */
function announce(panel: HTMLElement, stale: number, language: Language): void {
  let live = panel.querySelector<HTMLElement>(`:scope > .${LIVE}`);
  if (live === null) {
    if (stale === 0) return;
    live = document.createElement("div");
    live.className = LIVE;
    live.setAttribute("role", "status");
    panel.append(live);
  }
  const say = speaking(language);
  const text =
    stale === 0
      ? say("Toutes les cellules exécutées sont à jour.", "All cells that ran are up to date.")
      : say(`Cellules qui ne sont plus à jour : ${stale}.`, `Cells out of date: ${stale}.`);
  if (live.textContent !== text) live.textContent = text;
}

/** Names a cell by the number in its brackets, or by its place in the page. */
function namesOf(widgets: readonly CellWidget[]): NameOf {
  return (id, language) => {
    const say = speaking(language);
    const place = widgets.findIndex(({ model }) => model.id === id);
    if (place < 0) return say("une cellule qui n’est plus là", "a cell that is gone");
    const { model } = widgets[place]!;
    const byPlace = say(`la cellule nº ${place + 1} de la page`, `cell no. ${place + 1} of the page`);
    const number = model.executionCount;
    if (typeof number !== "number") return byPlace;
    // After a restart, the number of an earlier output may be that of another cell, too.
    const isUnique =
      widgets.filter(({ model: { executionCount } }) => executionCount === number).length === 1;
    return isUnique ? say(`la cellule [${number}]`, `cell [${number}]`) : byPlace;
  };
}
