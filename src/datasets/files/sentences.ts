/**
 * Sentences about the origin of the data. The learner is told whenever data other than the originals are
 * used.
 */
import { notebook } from "../../host/notebook.js";
import { say, type Sentence } from "../../language/language.js";
import type { RemoteSet } from "./remote-set.js";

/** Warns that a file is not the official one; `holds` describes the contents of the set. */
export function tellUnverified({ title }: RemoteSet, place: string, holds: Sentence): void {
  notebook().warn(
    say({
      fr: `${title} : ${place} a la bonne forme (${holds.fr}), mais ce n’est pas l’original vérifié (sa somme SHA-256 est autre) ; vos résultats peuvent différer de ceux du cours.`,
      en: `${title}: ${place} has the right form (${holds.en}), but it is not the verified original (its SHA-256 differs); your results may differ from the course's.`,
    }),
  );
}

/** Warns that generated data are used, and says why. */
export function tellStandIn({ title }: RemoteSet, reason: string, what: Sentence): void {
  notebook().warn(
    say({
      fr: `ATTENTION, ${title} n’est pas disponible : ${reason}. À la place, ${what.fr} : la suite fonctionne, mais ses chiffres ne sont pas ceux du vrai jeu de données.`,
      en: `NOTE, ${title} is not available: ${reason}. It is replaced by ${what.en}: the rest works, but its numbers are not those of the real data set.`,
    }),
  );
}

/** A list of names for a sentence; after eight names it is shortened. */
export function formatList(names: readonly string[]): string {
  const MOST = 8;
  if (names.length === 0) return say({ fr: "rien", en: "nothing" });
  return names.slice(0, MOST).join(", ") + (names.length > MOST ? "…" : "");
}
