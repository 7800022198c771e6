/**
 * Whose the files of a collection are. A file is never taken for a student whom another file may belong to: if its folder
 * and its own name disagree, and one of them is a student known otherwise, a person must say whose it is.
 */
import path from "node:path";
import { verbatim, type Sentence } from "../../src/language/language.js";
import { membersCalled, type Member } from "./class-list.js";
import { fullNameOf, identifier, namesIn, studentOf } from "./recognise.js";

export interface NamedFile {
  readonly name: string;
  readonly lesson: string;
}

/**
 * The student of a file, or why none is known. `isMatched` if only the full name says who it is, `isUnlisted` if the class
 * list does not have the student.
 */
export type Whose =
  | { readonly student: string; readonly isMatched?: true; readonly isUnlisted?: true }
  | { readonly why: Sentence };

/** Names of folders that hold the files of several students. */
const GROUP = /^(?:groupe?s?|gr|td|tp|classe?|section|promo|copies|rendus?|devoirs?|submissions?)(?:-|\d|$)/;

/** Names that a student gives to a file, and that name nobody: the folder's name counts. */
const WORK =
  /^(?:devoir|copie|rendu|travail|tp|exercices?|reponses?|final|notebook|untitled|sans-titre|homework|assignment|answers?)(?:-?\d+)?$/;

/**
 * The student of each file, or why it is not known.
 * @param known  the students of earlier collections
 * @param names  their full names, as far as Moodle gave them
 * @param members  the students of the class; without them, names in paths are compared with each other
 */
export function whoseFiles(
  files: readonly NamedFile[],
  known: readonly string[],
  names: Readonly<Record<string, string>>,
  members: readonly Member[] = [],
): Whose[] {
  if (members.length > 0) {
    const prefix = commonPrefix(files);
    const listed = files.map((file) => inClass(file, members, prefix));
    const others = whoseFiles(
      files.filter((_, i) => listed[i] === undefined),
      known,
      names,
    ).map((answer) => ("why" in answer ? answer : { ...answer, isUnlisted: true as const }));
    return listed.map((answer) => answer ?? others.shift()!);
  }
  const counts = new Map<string, number>();
  for (const { name } of files) counts.set(baseOf(name), (counts.get(baseOf(name)) ?? 0) + 1);
  const claims = files.map(({ name, lesson }) =>
    claimOf(name, lesson, (counts.get(baseOf(name)) ?? 0) > 1 || WORK.test(namesIn(name, lesson).own)),
  );
  const inFolder = new Map<string, Set<string>>();
  for (const claim of claims)
    if (claim.folder !== undefined)
      inFolder.set(claim.folder, (inFolder.get(claim.folder) ?? new Set()).add(claim.student ?? ""));
  const isDoubtful = ({ student, folder }: Claim) =>
    folder !== undefined && student !== folder && !GROUP.test(folder) && inFolder.get(folder)!.size === 1;
  const sure = new Set([
    ...known,
    ...claims.flatMap((claim) => (claim.student === undefined || isDoubtful(claim) ? [] : [claim.student])),
  ]);
  const bySameName = studentsByName(files, known, names);
  return claims.map((claim, i): Whose => {
    const { student, folder } = claim;
    if (student === undefined) return { why: NO_NAME };
    if (isDoubtful(claim) && (sure.has(student) || sure.has(folder!)))
      return {
        why: {
          fr: `à qui est-il ? Son dossier dit « ${folder} », son nom « ${student} » : renommez l’un ou l’autre`,
          en: `whose is it? Its folder says “${folder}”, its name “${student}”: rename one of them`,
        },
      };
    const same = bySameName.get(nameKey(files[i]));
    if (same === undefined || same === student) return { student };
    return { student: same, isMatched: true };
  });
}

/** The student of the class whose file this is; undefined if its path has no name of the class. */
function inClass(
  { name, lesson }: NamedFile,
  members: readonly Member[],
  prefix: string | undefined,
): Whose | undefined {
  const fullName = fullNameOf(name);
  const { own, folders } = namesIn(name, lesson);
  const called = (names: readonly string[]) => membersCalled(members, names);
  const found =
    fullName === undefined
      ? new Set([...called([own]), ...called(folders)])
      : new Set(called(namesWithoutGroup(fullName, prefix)));
  const [member, other] = found;
  if (member === undefined) return undefined;
  if (other === undefined) return { student: member.student };
  return {
    why: {
      fr: `à qui est-il ? À ${verbatim(member.name)} (${member.student}), ou à ${verbatim(other.name)} (${other.student}) : renommez-le d’après l’un ou l’autre`,
      en: `whose is it? Either ${verbatim(member.name)}’s (${member.student}) or ${verbatim(other.name)}’s (${other.student}): rename it after one of them`,
    },
  };
}

/** A full name of Moodle's as identifiers, and what remains of it without the name of a group that Moodle puts before it. */
function namesWithoutGroup(fullName: string, prefix: string | undefined): string[] {
  const dash = fullName.indexOf("-");
  const group = identifier(fullName.slice(0, dash));
  const hasGroup = dash > 0 && (group === prefix || GROUP.test(group));
  return [fullName, ...(hasGroup ? [fullName.slice(dash + 1)] : [])].map(identifier);
}

/** What stands before the first dash of the full name in all of Moodle's files, if these are several: the group's name. */
function commonPrefix(files: readonly NamedFile[]): string | undefined {
  const names = files.flatMap(({ name }) => fullNameOf(name) ?? []);
  const prefixes = new Set(names.map((name) => identifier(/^([^-]+)-/.exec(name)?.[1] ?? "")));
  const [prefix] = prefixes;
  return names.length > 1 && prefixes.size === 1 && prefix !== "" ? prefix : undefined;
}

interface Claim {
  readonly student: string | undefined;
  /** The name of the file's folder, if the file has a name of its own, too. */
  readonly folder: string | undefined;
}

function claimOf(name: string, lesson: string, isCommon: boolean): Claim {
  const student = studentOf(name, lesson, isCommon);
  const { own, folders } = namesIn(name, lesson);
  const hasBoth = fullNameOf(name) === undefined && own !== "" && !isCommon;
  return { student, folder: hasBoth ? folders[0] : undefined };
}

/**
 * One student for each full name: Moodle gives a student another number for each assignment. A name that two students
 * share, who handed in the same lesson, is left out: their numbers tell them apart.
 */
function studentsByName(
  files: readonly NamedFile[],
  known: readonly string[],
  names: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const students = new Map<string, Set<string>>();
  const add = (key: string, student: string) =>
    students.set(key, (students.get(key) ?? new Set()).add(student));
  for (const student of known) if (names[student] !== undefined) add(identifier(names[student]), student);
  const isKnown = new Set(students.keys());
  const shared = new Set<string>();
  const seen = new Map<string, string>();
  for (const file of files) {
    const key = nameKey(file);
    const student = studentOf(file.name, file.lesson);
    if (key === "" || student === undefined) continue;
    const other = seen.get(`${file.lesson}/${key}`);
    if (other !== undefined && other !== student) shared.add(key);
    seen.set(`${file.lesson}/${key}`, student);
    if (!isKnown.has(key) && !students.has(key)) add(key, student);
  }
  return new Map(
    [...students].flatMap(([key, [student, ...others]]) =>
      others.length > 0 || shared.has(key) ? [] : [[key, student]],
    ),
  );
}

/** The student's full name in a form that can be compared; "" if the file's path has none. */
function nameKey({ name }: NamedFile): string {
  return identifier(fullNameOf(name) ?? "");
}

const NO_NAME: Sentence = {
  fr: "le nom de l’étudiant n’y est pas : renommez le fichier en, par exemple, 03-perceptron_nom.ipynb",
  en: "the student's name is not in it: rename the file, for example, to 03-perceptron_name.ipynb",
};

function baseOf(name: string): string {
  return path.posix.basename(name.replaceAll("\\", "/"));
}
