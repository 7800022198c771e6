/**
 * `npm run collect -- FOLDER-OR-ZIP…`: takes the students' files into the course's folder, each under the
 * student's name; `npm run collect -- --exchange` takes what they have handed in from JupyterLab's own menu.
 *
 * Every file is named: it is taken, or left aside with the reason. If a student handed in several files for one lesson,
 * the newest counts, whenever it was collected. What is taken is a plain notebook (`collect/normalise.ts`).
 */
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { SetUpError } from "../../system/set-up-error.js";
import { writeIfChanged } from "../../system/write-aside.js";
import { say, verbatim } from "../../src/language/language.js";
import { readArguments } from "../arguments.js";
import { storeNames, takeClassList, tellMissing } from "../collect/class-and-names.js";
import { filesInExchange, SECRET } from "../collect/exchange.js";
import { filesIn, type LeftFile } from "../collect/files.js";
import { submissionsOf, type Submission } from "../collect/newest.js";
import { lessonsGivenOut, recogniseAll } from "../collect/recognise-files.js";
import type { Course } from "../course.js";
import { storeHandIn, type HandIn } from "../handed-in/hand-in.js";
import { HandInTimes } from "../handed-in/hand-in-times.js";
import { ownTimeZone, timeZoneNamed } from "../handed-in/local-time.js";
import { readWorksheet } from "../moodle/read-worksheet.js";
import { gradingCommand, STATUS } from "./grading-command.js";

const USAGE =
  "npm run collect -- DOSSIER-OU-ZIP … | --exchange [--class LISTE.csv] [--moodle FEUILLE.csv [--time-zone Europe/Paris]] [--course DOSSIER] [--json]";

/** The status is `partly` if a file was left aside. */
export const collect = gradingCommand("collect", async (layout, args) => {
  const { course, names, values, flags } = readArguments(layout, args, {
    usage: USAGE,
    values: ["class", "moodle", "time-zone"],
    flags: ["exchange"],
  });
  const takesExchange = flags.has("exchange");
  if (names.length === 0 && !takesExchange)
    throw new SetUpError({
      fr: `Quel dossier, ou quelle archive zip ? Usage : ${USAGE}`,
      en: `Which folder or zip archive? Usage: ${USAGE}`,
    });
  const lessons = await lessonsGivenOut(course);
  const timeZone = timeZoneNamed(values.get("time-zone") ?? ownTimeZone());
  const sheet = values.get("moodle");
  const worksheet = sheet === undefined ? undefined : await readWorksheet(sheet);
  const list = values.get("class");
  if (list !== undefined) await takeClassList(course, list);
  const files = (await Promise.all(names.map(filesIn))).flat();
  if (takesExchange) files.push(...(await filesInExchange(course)));
  const left = files.filter((file): file is LeftFile => "why" in file);
  const { times, rest } = await HandInTimes.read(files, left, worksheet, timeZone);
  const aside = course.path("collected.part");
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  try {
    const taken = await submissionsOf(course, await recogniseAll(rest, lessons, aside, left), left);
    for (const { name, why, isByproduct } of left)
      console.error(
        isByproduct
          ? say({ fr: `ignoré : ${verbatim(name)} : ${why.fr}`, en: `ignored: ${verbatim(name)}: ${why.en}` })
          : say({
              fr: `laissé de côté : ${verbatim(name)} : ${why.fr}`,
              en: `left aside: ${verbatim(name)}: ${why.en}`,
            }),
      );
    await storeNames(course, taken);
    const missing = await tellMissing(course, taken);
    const placed: Placed[] = [];
    for (const submission of taken)
      placed.push(await place(course, submission, times.handInOf(submission.file)));
    const changed = placed.filter(({ isChanged }) => isChanged).length;
    const refused = left.filter(({ isByproduct }) => isByproduct !== true).length;
    tellTimes(placed, worksheet === undefined ? undefined : timeZone);
    console.log(
      say({
        fr: `${taken.length} copie(s) reconnue(s), dont ${changed} nouvelle(s) ou changée(s) ; ${refused} fichier(s) laissé(s) de côté.`,
        en: `${taken.length} submission(s) recognised, ${changed} of them new or changed; ${refused} file(s) left aside.`,
      }),
    );
    return {
      status: refused > 0 ? STATUS.partly : STATUS.done,
      document: {
        submissions: placed,
        left: left.map(({ name, why, isByproduct = false }) => ({ file: name, why: say(why), isByproduct })),
        missing,
      },
    };
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
});

/** Says what the times of the hand-ins were taken from, and of how many there is none. */
function tellTimes(placed: readonly Placed[], timeZone: string | undefined): void {
  const countOf = (from: HandIn["timeFrom"]) => placed.filter(({ timeFrom }) => timeFrom === from).length;
  const [bySheet, byFile, unknown] = [countOf("worksheet"), countOf("file"), countOf("unknown")];
  if (bySheet > 0)
    console.log(
      say({
        fr: `heure de remise de ${bySheet} copie(s) : celle de la feuille de Moodle (fuseau ${timeZone})`,
        en: `time of hand-in of ${bySheet} submission(s): that of Moodle's worksheet (time zone ${timeZone})`,
      }),
    );
  if (byFile > 0)
    console.log(
      say({
        fr: `heure de remise de ${byFile} copie(s) : celle du fichier`,
        en: `time of hand-in of ${byFile} submission(s): that of the file`,
      }),
    );
  if (unknown > 0)
    console.log(
      say({
        fr: `heure de remise de ${unknown} copie(s) : inconnue, les archives de Moodle ne la disent pas (--moodle FEUILLE.csv la donne) ; aucune ne compte en retard`,
        en: `time of hand-in of ${unknown} submission(s): unknown, Moodle's archives do not say it (--moodle WORKSHEET.csv does); none counts as late`,
      }),
    );
}

/** A submission that lies in the course's folder. */
interface Placed extends HandIn {
  readonly student: string;
  readonly lesson: string;
  readonly isChanged: boolean;
}

/** Moves a submission to the place where nbgrader looks for it, and stores how it came in. */
async function place(course: Course, submission: Submission, handIn: HandIn): Promise<Placed> {
  const { file, student, lesson, text } = submission;
  const target = course.submitted(student, lesson);
  const present = existsSync(target) ? await readFile(target) : undefined;
  const isChanged = present === undefined || !present.equals(await readFile(text));
  if (isChanged) {
    await mkdir(path.dirname(target), { recursive: true });
    await rename(text, target);
  }
  if (file.handedIn !== undefined)
    await writeIfChanged(path.join(path.dirname(target), SECRET), file.handedIn.secret);
  await storeHandIn(course, student, lesson, handIn);
  return { student, lesson, isChanged, ...handIn };
}
