/**
 * The list of a class, as Moodle writes it (Participants, "Download table data as CSV") or as any table with the students'
 * names: it says who is one and the same person, whatever number, group or folder a file comes with.
 */
import { verbatim } from "../../src/language/language.js";
import { SetUpError } from "../../system/set-up-error.js";
import { columnPlaces, readCsv } from "../table/read-csv.js";
import { identifier } from "./recognise.js";

/** A student of the class. */
export interface Member {
  /** The student's identifier in the course's folder. */
  readonly student: string;
  readonly name: string;
  /** What may stand in a path for this student, as identifiers: the name in either order, number, address. */
  readonly keys: readonly string[];
}

/** The titles of the columns in Moodle's French and English tables, as identifiers. */
const TITLES = {
  first: ["prenom", "first-name"],
  last: ["nom", "nom-de-famille", "last-name", "surname"],
  full: ["nom-complet", "full-name", "nom-prenom", "prenom-nom", "name"],
  number: ["numero-d-identification", "id-number", "matricule", "numero-d-etudiant"],
  address: [
    ...["adresse-de-courriel", "courriel", "adresse-e-mail"],
    ...["email", "e-mail", "email-address", "e-mail-address"],
  ],
} as const;

/**
 * The students in a table of comma-separated values.
 * @param known  identifiers that students have already, by their full names
 * @throws SetUpError if no column has the students' names
 */
export function readClassList(text: string, known: ReadonlyMap<string, string>): Member[] {
  const { header, rows } = readCsv(text);
  const places = columnPlaces(header, TITLES);
  if (places.full < 0 && (places.first < 0 || places.last < 0)) {
    const titles = header.map((field) => field.text).join(", ");
    throw new SetUpError({
      fr: `La liste de la classe n’a pas de colonnes « Prénom » et « Nom de famille » ; elle a : ${verbatim(titles)}.`,
      en: `The class list has no columns “First name” and “Last name”; it has: ${verbatim(titles)}.`,
    });
  }
  const read = rows
    .map((row) => {
      const field = (column: keyof typeof TITLES) => (row[places[column]]?.text ?? "").trim();
      const [first, last] = [field("first"), field("last")];
      const name = places.first >= 0 && places.last >= 0 ? `${first} ${last}`.trim() : field("full");
      return {
        name,
        reversed: `${last} ${first}`.trim(),
        number: field("number"),
        address: field("address"),
      };
    })
    .filter(({ name }) => identifier(name) !== "");
  const counts = new Map<string, number>();
  for (const { name } of read) counts.set(identifier(name), (counts.get(identifier(name)) ?? 0) + 1);
  return read.map(({ name, reversed, number, address }) => {
    const isAlone = counts.get(identifier(name)) === 1;
    const told = number === "" ? address.replace(/@.*/, "") : number;
    const student = isAlone
      ? (known.get(identifier(name)) ?? identifier(name))
      : identifier(`${name} ${told}`);
    const keys = [student, name, reversed, number, address, address.replace(/@.*/, "")].map(identifier);
    return { student, name, keys: [...new Set(keys)].filter((key) => key !== "") };
  });
}

/** The students of the class for whom one of these names may stand; the names of a path, the most telling first. */
export function membersCalled(members: readonly Member[], names: readonly string[]): Member[] {
  for (const name of names) {
    const found = members.filter(({ keys }) => keys.includes(name));
    if (found.length > 0) return found;
  }
  return [];
}
