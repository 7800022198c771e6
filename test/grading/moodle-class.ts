/** A class of Moodle's for tests: what its students hand in, in the shapes of Moodle's archives, with the marks they are due. */
import type { Notebook } from "../../grading/notebook-file.js";
import { writeNotebook } from "../../grading/notebook-file.js";
import { code } from "./lesson.js";
import { edited } from "./sandboxed-grading.js";
import { zipOf } from "./zip-file.js";

export const NAME = "03-essai";

/** When the lesson is due, and what the test's plug-in takes off for each hour begun after it. */
export const DUE = "2026-12-01T23:59+01:00";
export const POINTS_PER_HOUR = 1;

/** An answer with its points. */
type Choice = readonly [source: string | undefined, points: number];
const LOGISTIC: readonly Choice[] = [
  ["const logistique = (z: number): number => 1 / (1 + Math.exp(-z));", 2],
  ["function logistique(z: number) { return Math.exp(z) / (1 + Math.exp(z)); }", 2],
  ["const logistique = (z: number): number => 1 / (1 + Math.exp(z));", 0],
  [undefined, 0],
];
const CHOICE: readonly Choice[] = [
  [`const reponse = "b";`, 1],
  [`const reponse = "a";`, 0],
  [undefined, 0],
];
const LINE: readonly Choice[] = [
  ["const droite = (b: number, w1: number, w2: number): number[] => [-w1 / w2, -b / w2];", 3],
  ["const droite = (b: number, w1: number, w2: number): number[] => [-b / w2, -w1 / w2];", 0],
];

const FIRST = ["Zoé", "Luc", "Anne-Marie", "Élise", "Ousmane", "Noël", "Ana", "Tom", "Léa", "Max"];
const LAST = ["Martin", "D’Été", "Le Gall", "Nguyen", "O'Brien", "Saint-Just"];

/** A student of the class. */
export interface ClassStudent {
  readonly name: string;
  readonly first: string;
  readonly last: string;
  /** The identifier in the course's folder. */
  readonly student: string;
  /** The participant's number in this assignment. */
  readonly participant: number;
  /** The files handed in, by their paths in Moodle's archive. */
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** Minutes after the due date at which they were handed in; negative before it. */
  readonly minutesLate: number;
  /** The points of the tests, less the penalty; undefined if there is nothing to grade. */
  readonly points: number | undefined;
  /** True if an answer in words waits for its mark. */
  readonly hasText: boolean;
}

/** So many students, every twelfth of whom hands in nothing that can be graded, in one way or another. */
export function classOf(size: number, released: Notebook): ClassStudent[] {
  return Array.from({ length: size }, (_, i): ClassStudent => {
    const [first, last] = [FIRST[i % FIRST.length], LAST[Math.floor(i / FIRST.length) % LAST.length]];
    const choices = [LOGISTIC[i % LOGISTIC.length], CHOICE[i % CHOICE.length], LINE[i % LINE.length]];
    const hasText = i % 5 === 3;
    const answers: Readonly<Record<string, string | undefined>> = {
      "03-logistique": choices[0][0],
      "03-lineaire": choices[1][0],
      "03-droite": choices[2][0],
      "03-que-dire": hasText ? `Que le modèle ${i} est bon.` : undefined,
    };
    const notebook = edited((cell) => {
      const answer = answers[cell.metadata.nbgrader?.grade_id ?? ""];
      return [{ ...cell, source: answer ?? cell.source }];
    }, released);
    const minutesLate = i % 6 === 4 ? 61 : -30;
    const earned = choices.reduce((sum, [, points]) => sum + points, 0);
    const penalty = minutesLate > 0 ? Math.min(earned, POINTS_PER_HOUR * Math.ceil(minutesLate / 60)) : 0;
    const participant = 900_100 + i;
    const isWithout = i % 12 === 11;
    return {
      name: `${first} ${last}`,
      first,
      last,
      student: `${first} ${last}`
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, "")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-"),
      participant,
      files: filesOf(`Groupe A-${first} ${last}_${participant}_assignsubmission_`, notebook, i, isWithout),
      minutesLate,
      points: isWithout ? undefined : earned - penalty,
      hasText: hasText && !isWithout,
    };
  });
}

/** The files of a student: Moodle with folders, before and from version 4.1, and without; archives, and names of browsers. */
function filesOf(
  prefix: string,
  notebook: Notebook,
  i: number,
  isWithout: boolean,
): Readonly<Record<string, string | Buffer>> {
  const text = writeNotebook(notebook);
  if (isWithout) {
    const others: readonly Readonly<Record<string, string>>[] = [
      {},
      { [`${prefix}file_/copie.pdf`]: "%PDF" },
      { [`${prefix}onlinetext_/onlinetext.html`]: "<p>Ma réponse</p>" },
      { [`${prefix}file_/${NAME}.ipynb`]: "{}" },
      { [`${prefix}file_/copie.rar`]: "Rar!" },
    ];
    return others[Math.floor(i / 12) % others.length];
  }
  const shapes: readonly Readonly<Record<string, string | Buffer>>[] = [
    { [`${prefix}file_/${NAME}.ipynb`]: text },
    { [`${prefix}file/${NAME} (1).ipynb`]: text },
    { [`${prefix}file_${NAME}.ipynb`]: text },
    { [`${prefix}file_/${NAME}.ipynb.txt`]: `\ufeff${text}` },
    { [`${prefix}file/rendu.zip`]: zipOf({ "TP/lisez-moi.pdf": "%PDF", [`TP/${NAME}.IPYNB`]: text }) },
    { [`${prefix}file_/${NAME}.ipynb`]: text, [`${prefix}file_/notes.docx`]: "PK" },
    {
      [`${prefix}file_/.ipynb_checkpoints/${NAME}-checkpoint.ipynb`]: "{}",
      [`${prefix}file_/final.ipynb`]: writeNotebook({
        ...notebook,
        cells: [code(`x${i}`, "1 + 1"), ...notebook.cells],
      }),
    },
  ];
  return shapes[i % shapes.length];
}

/** Moodle's table of participants, in French. */
export function participantsTable(students: readonly ClassStudent[]): string {
  const rows = students.map(
    ({ first, last, participant }) =>
      `${first},${last},E${participant},e${participant}@exemple.fr,"Groupe A"`,
  );
  return `\ufeffPrénom,"Nom de famille","Numéro d’identification","Adresse de courriel",Groupes\n${rows.join("\n")}\n`;
}

/** Moodle's worksheet of the assignment, in French, on a scale of 20; `gradeOf` is what stands between quotes as the grade. */
export function worksheetOf(
  students: readonly ClassStudent[],
  gradeOf: (student: ClassStudent) => string = () => "",
): string {
  const rows = students.map((student) => {
    const { name, participant, files, minutesLate } = student;
    const hasFiles = Object.keys(files).length > 0;
    const time = new Date(Date.parse(DUE) + minutesLate * 60_000);
    const date = new Intl.DateTimeFormat("fr", {
      timeZone: "Europe/Paris",
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
    }).format(time);
    const clock = new Intl.DateTimeFormat("fr", {
      timeZone: "Europe/Paris",
      hour: "2-digit",
      minute: "2-digit",
    }).format(time);
    const status = hasFiles ? "Remis pour évaluation" : "Aucun travail remis";
    const handedIn = hasFiles ? `"${date}, ${clock}"` : "-";
    return `"Participant ${participant}","${name}",e${participant}@exemple.fr,"${status}",${gradeOf(student)},"20,00",Oui,${handedIn},-,`;
  });
  const titles =
    'Identifiant,"Nom complet","Adresse de courriel",Statut,Note,"Note maximale","La note peut être modifiée","Dernière modification (travail remis)","Dernière modification (note)","Feedback par commentaires"';
  return `\ufeff${[titles, ...rows].join("\r\n")}\r\n`;
}
