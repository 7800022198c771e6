/**
 * Which student of the course a row of Moodle's worksheet is about: by the participant's number that came with the submission,
 * else by number or address of the class list, else by the full name. A row is never filled in with the marks of a student
 * that it may not be about.
 */
import type { Member } from "../collect/class-list.js";
import { identifier } from "../collect/recognise.js";
import type { Participant } from "../handed-in/hand-in.js";
import type { WorksheetRow } from "./worksheet.js";

/** A student as the course knows them. */
export interface KnownStudent {
  readonly student: string;
  readonly name?: string;
  readonly participant?: Participant;
  readonly member?: Member;
}

/** No student has this identifier, since it has a capital. */
export const DOUBTFUL = "Doubtful";

/** A student whom a row is about, as far as its evidence tells: 3 for the participant's number, 2 for a key, 1 for the name. */
interface Claim {
  readonly student: string;
  readonly evidence: 0 | 1 | 2 | 3;
}

const NOBODY: Claim = { student: "", evidence: 0 };

/** The student of each row; undefined for a row that is about none of them, `DOUBTFUL` if more than one may be meant. */
export function studentsOfRows(
  rows: readonly WorksheetRow[],
  students: readonly KnownStudent[],
): (string | undefined)[] {
  const claims = rows.map((row) => claimOf(row, students));
  return claims.map((claim) => {
    if (claim.evidence === 0) return undefined;
    if (claim.student === DOUBTFUL) return DOUBTFUL;
    const rivals = claims.filter((other) => other !== claim && other.student === claim.student);
    if (rivals.some(({ evidence }) => evidence === claim.evidence)) return DOUBTFUL;
    return rivals.some(({ evidence }) => evidence > claim.evidence) ? undefined : claim.student;
  });
}

function claimOf(row: WorksheetRow, students: readonly KnownStudent[]): Claim {
  const name = identifier(row.name);
  const byNumber = students.filter(
    ({ participant }) =>
      participant?.number === row.participant && (name === "" || identifier(participant.name).endsWith(name)),
  );
  if (byNumber.length > 0) return { student: only(byNumber), evidence: 3 };
  const own = [row.idNumber, row.address].map(identifier).filter((key) => key !== "");
  const byKey = students.filter(({ member }) => own.some((key) => member?.keys.includes(key)));
  if (byKey.length > 0) return { student: only(byKey), evidence: 2 };
  if (name === "") return NOBODY;
  const byName = students.filter(({ student, name: full, member }) =>
    [student, identifier(full ?? ""), ...(member?.keys ?? [])].includes(name),
  );
  return byName.length > 0 ? { student: only(byName), evidence: 1 } : NOBODY;
}

function only(students: readonly KnownStudent[]): string {
  return students.length === 1 ? students[0].student : DOUBTFUL;
}
