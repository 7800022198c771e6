/** Errors and advice for files that cannot be read. */
import { DataError } from "../../errors/errors.js";
import type { RemoteSet } from "./remote-set.js";

export function unreadable(set: RemoteSet, place: string, error: unknown): DataError {
  return new DataError({
    where: set.where,
    argument: place,
    received: error instanceof Error ? error.message : String(error),
    expected: { fr: "un fichier entier et lisible", en: "a whole and readable file" },
    mend: damagedMend(place),
  });
}

/** The advice for a damaged file. */
export function damagedMend(place: string): { fr: string; en: string } {
  // Files beside a page are the publisher's.
  if (/^https?:/.test(place))
    return {
      fr: "Rechargez la page ; si l’erreur revient, signalez-la à la personne qui a publié ce site.",
      en: "Reload the page; if the error comes back, tell the person who published this site.",
    };
  return {
    fr: `Remplacez ${place}, ou supprimez-le : ce qui manque dans son dossier, le cours le télécharge (sauf avec directory).`,
    en: `Replace ${place}, or delete it: the course downloads the files that are missing in its folder (but not with directory).`,
  };
}
