/**
 * `npm run release [-- LESSON…]`: writes the student's versions, and the lessons' cells and points into the
 * gradebook. Where `NEURONES_EXCHANGE` names an exchange, students can fetch the lessons from it.
 */
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { findLessons } from "../../system/find-lessons.js";
import { SetUpError } from "../../system/set-up-error.js";
import type { Layout } from "../../system/layout.js";
import { say, type Language } from "../../src/language/language.js";
import { numberOption, readArguments } from "../arguments.js";
import type { Course } from "../course.js";
import { otherEdition, OTHERS } from "../editions.js";
import { loadOwnExercises } from "../own-lessons/load-exercises.js";
import { ownLesson, ownLessons } from "../own-lessons/own-lessons.js";
import { proveLessons } from "../own-lessons/proofs.js";
import { publish } from "../nbgrader/publish.js";
import { callNbgrader, reasonIn } from "../nbgrader/nbgrader.js";
import { readNotebook, writeNotebook, type Notebook } from "../notebook-file.js";
import { refuseUngradable } from "../refuse-ungradable.js";
import { LIMITS } from "../sandbox/configuration.js";
import { dueDate, setDueDate } from "../handed-in/due-date.js";
import { studentVersion } from "../student-version.js";
import { writeAside } from "../../system/write-aside.js";
import { gradingCommand, STATUS } from "./grading-command.js";

const USAGE =
  "npm run release [-- 03-perceptron …] [--due 2026-12-01T23:59+01:00] [--cell-seconds 60] [--course DOSSIER] [--json]";

/** The status is `partly` if nbgrader refused a lesson. */
export const release = gradingCommand("release", async (layout, args) => {
  const options = readArguments(layout, args, { usage: USAGE, values: ["due", "cell-seconds"] });
  const { course, names, values } = options;
  const due = dueDate(values.get("due"));
  await loadOwnExercises(course);
  const files =
    names.length > 0
      ? (
          await Promise.all(
            names.map(async (name) => ownLesson(course, name) ?? (await findLessons(layout, name))),
          )
        ).flat()
      : [...(await findLessons(layout, "all")), ...(await ownLessons(course))];
  if (files.length === 0)
    throw new SetUpError({
      fr: `Aucune leçon dans ${layout.lessons}.`,
      en: `No lesson in ${layout.lessons}.`,
    });
  const taken = new Map(
    await Promise.all(files.map(async (file) => [lessonIn(file), await editionsIn(file)] as const)),
  );
  const own = files.filter((file) => !isOfCourse(layout, file)).map(lessonIn);
  await proveLessons(
    course,
    new Map(
      [...taken]
        .filter(([name]) => own.includes(name))
        .map(([name, editions]) => [name, notebooksIn(editions)]),
    ),
    { ...LIMITS, cellSeconds: numberOption(options, "cell-seconds", LIMITS.cellSeconds) },
  );
  for (const [lesson, { first }] of taken) await writeAside(course.aside("source", lesson), first.text);
  const failures = new Map<string, string>();
  await callNbgrader(course, ["generate", ...taken.keys()], (message) => {
    if ("failed" in message) failures.set(message.failed, message.why);
  });
  for (const [lesson, editions] of taken) {
    if (!failures.has(lesson)) await giveOut(course, lesson, editions);
    console.log(outcome(course, lesson, failures.get(lesson)));
  }
  const released = [...taken.keys()].filter((lesson) => !failures.has(lesson));
  const unpublished = course.hasExchange ? await publish(course, "publish", released) : 0;
  for (const step of ["source", "release"] as const)
    await rm(course.path(`${step}.part`), { recursive: true, force: true });
  if (due !== undefined) await setDueDate(course, released, due);
  return {
    status: failures.size > 0 || unpublished > 0 ? STATUS.partly : STATUS.done,
    document: {
      released: released.map((lesson) => ({ lesson, file: course.released(lesson) })),
      failed: Object.fromEntries([...failures].map(([lesson, log]) => [lesson, reasonIn(log)])),
      ...(due === undefined ? {} : { due }),
    },
  };
});

/** The name of the lesson in this file. */
const lessonIn = (file: string): string => path.basename(file, ".ipynb");

/** True for a lesson of the course, whose solutions the course's own tests prove. */
function isOfCourse({ lessons }: Layout, file: string): boolean {
  return path.dirname(path.dirname(path.resolve(file))) === path.dirname(lessons);
}

/** A lesson's file in one language. */
interface Edition {
  readonly text: Buffer;
  readonly notebook: Notebook;
}

/** A lesson in all its languages. */
interface Editions {
  readonly first: Edition;
  readonly others: ReadonlyMap<Language, Edition>;
}

const notebooksIn = ({ first, others }: Editions): Notebook[] =>
  [first, ...others.values()].map(({ notebook }) => notebook);

/** Reads a lesson in all its languages. Throws `SetUpError` if it breaks the convention of graded cells. */
async function editionsIn(file: string): Promise<Editions> {
  const others = new Map<Language, Edition>();
  const first = await editionIn(file, lessonIn(file));
  for (const language of OTHERS) {
    const other = otherEdition(file, language);
    if (other !== undefined) others.set(language, await editionIn(other, `${language}/${lessonIn(file)}`));
  }
  return { first, others };
}

async function editionIn(file: string, name: string): Promise<Edition> {
  const notebook = await readNotebook(file);
  refuseUngradable(name, notebook);
  return { text: await readFile(file), notebook };
}

/**
 * Puts a lesson that nbgrader has taken in the place of the last version. Each file is written aside and renamed, so
 * that it is at no time missing or half written.
 */
async function giveOut(course: Course, lesson: string, { first, others }: Editions): Promise<void> {
  await keepVersions(course, lesson, course.source(lesson), first.text);
  await writeAside(course.released(lesson), await readFile(course.aside("release", lesson)));
  await writeAside(course.source(lesson), first.text);
  for (const language of OTHERS) {
    const [source, released] = [course.edition(lesson, language), course.releasedEdition(lesson, language)];
    const other = others.get(language);
    await keepVersions(course, lesson, source, other?.text);
    if (other === undefined) {
      await Promise.all([source, released].map((old) => rm(old, { force: true })));
      continue;
    }
    await writeAside(released, writeNotebook(studentVersion(other.notebook)));
    await writeAside(source, other.text);
  }
}

/** Keeps the version that is replaced, which may be older than this program, and the one that replaces it. */
async function keepVersions(course: Course, lesson: string, source: string, by?: Buffer): Promise<void> {
  const replaced = await readFile(source).catch(() => undefined);
  for (const text of [replaced, by]) if (text !== undefined) await course.keepVersion(lesson, text);
}

function outcome(course: Course, lesson: string, failure: string | undefined): string {
  if (failure === undefined) {
    const files = [
      course.released(lesson),
      ...OTHERS.map((language) => course.releasedEdition(lesson, language)).filter((file) =>
        existsSync(file),
      ),
    ].join(", ");
    return say({
      fr: `${lesson} : version étudiante prête, ${files}`,
      en: `${lesson}: student's version ready, ${files}`,
    });
  }
  if (/submissions associated with it/.test(failure)) {
    return say({
      fr: `${lesson} : les questions ont changé alors que des copies sont déjà là. Gardez la version distribuée, ou ouvrez un autre dossier de cours (--course DOSSIER).`,
      en: `${lesson}: its questions have changed, but there are submissions already. Use the version given out, or open another course folder (--course FOLDER).`,
    });
  }
  return say({
    fr: `${lesson} : échec de nbgrader : ${reasonIn(failure)}`,
    en: `${lesson}: nbgrader failed: ${reasonIn(failure)}`,
  });
}
