/** Why a cell is marked, in the lesson's language. */
import type { Cause } from "../../src/kernel/cells/judge.js";
import type { ToldCell } from "../../src/kernel/cells/told.js";
import type { Language } from "../../src/language/language.js";
import { speaking } from "../speaking.js";
import type { Ask, Told } from "./told.js";

/** How a cell is named to the learner: by the number in its brackets, or by its place. */
export type NameOf = (cell: string, language: Language) => string;

/** What the mark of a cell says; undefined if it bears none. */
export function sentencesOf(cell: ToldCell, language: Language, nameOf: NameOf): string | undefined {
  const say = speaking(language);
  const lines: string[] = [];
  if (cell.state === "edited")
    lines.push(
      say("Modifiée depuis sa dernière exécution : exécutez-la.", "Edited since it ran last: run it."),
    );
  if (cell.state === "stale") lines.push(say("N’est plus à jour :", "Out of date:"));
  if (cell.state === "stale" || cell.state === "edited")
    lines.push(
      ...cell.because.map(
        (cause, i, all) => `• ${reason(cause, language, nameOf)}${i < all.length - 1 ? say(" ;", ";") : "."}`,
      ),
    );
  if (cell.state !== "not run" && cell.loop !== undefined) {
    const members = cell.loop.map((id) => nameOf(id, language)).join(", ");
    lines.push(
      say(
        `Une boucle : ces cellules lisent chacune ce qu’une autre écrit (${members}). Aucun ordre ne les met toutes à jour.`,
        `A loop: each of these cells reads what another one writes (${members}). No order brings all of them up to date.`,
      ),
    );
  }
  if (lines.length === 0) return undefined;
  for (const { name, by } of cell.twice ?? []) {
    const others = by.map((id) => nameOf(id, language)).join(", ");
    lines.push(
      say(
        `${quoted(name, language)} est aussi déclaré ailleurs (${others}) : pour une cellule, c’est la déclaration la plus proche au-dessus qui compte.`,
        `${quoted(name, language)} is declared elsewhere, too (${others}): for a cell, the nearest declaration above counts.`,
      ),
    );
  }
  if (cell.state === "stale")
    lines.push(
      say(
        "Pour tout mettre à jour : menu Exécution, « Exécuter ce qui n’est plus à jour » (Alt + Maj + R).",
        "To bring all up to date: menu Run, “Run what is out of date” (Alt + Shift + R).",
      ),
    );
  return lines.join("\n");
}

/** Said while a command waits for a kernel that starts. */
export function startingSentence(language: Language): string {
  return speaking(language)(
    "Le noyau démarre, puis les cellules s’exécutent.",
    "The kernel starts; the cells run after that.",
  );
}

/** Said where a command finds no cell; without a question, no kernel has answered. */
export function noneSentence(ask: Ask | undefined, { language, cells }: Told): string {
  const say = speaking(language);
  if (ask === undefined) return say("Le noyau ne répond pas.", "The kernel does not answer.");
  if (ask === "dependents")
    return say("Aucune cellule n’utilise ce que celle-ci définit.", "No cell uses what this one defines.");
  if (ask === "needs") return say("Cette cellule n’est pas du code.", "This cell is no code.");
  const edited = Object.values(cells).filter(({ state }) => state === "edited").length;
  if (edited === 0)
    return say(
      "Rien à exécuter : toutes les cellules exécutées sont à jour.",
      "Nothing to run: all cells that ran are up to date.",
    );
  return say(
    "Rien à exécuter d’autre que ce que vous avez modifié (✎) : exécutez ces cellules vous-même.",
    "Nothing to run but what you have edited (✎): run those cells yourself.",
  );
}

/** A name of the code in a tooltip, which is plain text. */
function quoted(name: string, language: Language): string {
  return speaking(language)(`« ${name} »`, `“${name}”`);
}

function reason({ name, by, why }: Cause, language: Language, nameOf: NameOf): string {
  const cell = by === undefined ? "" : nameOf(by, language);
  const draws = speaking(language)("les tirages aléatoires", "the random draws");
  const shown = name === "@random" ? draws : quoted(name, language);
  if (language === "fr")
    return {
      changed: `utilise ${shown}, que ${cell} a changé depuis`,
      stale: `utilise ${shown}, de ${cell}, qui n’est plus à jour`,
      "not run": `utilise ${shown}, que ${cell}, pas encore exécutée, va définir ou changer`,
      below: `a utilisé ${shown} dans l’état où ${cell}, plus bas, l’a laissé, et que la page lue de haut en bas n’aurait pas encore`,
      again: `a repris ${shown} là où sa propre exécution précédente l’avait laissé`,
      gone: `utilise ${shown}, que plus aucune cellule au-dessus ne définit`,
      outside: `utilise ${shown}, changé par du code hors de cette page`,
      stopped: "a été arrêtée avant la fin",
    }[why];
  return {
    changed: `uses ${shown}, which ${cell} has changed since`,
    stale: `uses ${shown} of ${cell}, which is out of date`,
    "not run": `uses ${shown}, which ${cell}, not run yet, will define or change`,
    below: `used ${shown} as ${cell}, further down, had left it, which the page read from the top would not have yet`,
    again: `went on with ${shown} from where its own earlier run had left it`,
    gone: `uses ${shown}, which no cell above defines any more`,
    outside: `uses ${shown}, changed by code outside of this page`,
    stopped: "was stopped before its end",
  }[why];
}
