/** Why a cell is marked, in the lesson's language. */
import type { Cause } from "../../src/kernel/cells/judge.js";
import type { ToldCell } from "../../src/kernel/cells/told.js";
import type { Language } from "../../src/language/language.js";
import { speaking } from "../speaking.js";

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
        `\`${name}\` est aussi déclaré ailleurs (${others}) : pour une cellule, c’est la déclaration la plus proche au-dessus qui compte.`,
        `\`${name}\` is declared elsewhere, too (${others}): for a cell, the nearest declaration above counts.`,
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

function reason({ name, by, why }: Cause, language: Language, nameOf: NameOf): string {
  const cell = by === undefined ? "" : nameOf(by, language);
  const draws = speaking(language)("les tirages aléatoires", "the random draws");
  const shown = name === "@random" ? draws : `\`${name}\``;
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
