/**
 * The page that a student gets back, in the language of the submission: every question with its points; for a wrong answer
 * one input with the received and the expected result, and a hint; the grader's remarks; and the notebook as it ran,
 * figures included. It never contains a solution.
 */
import { escapeHtml } from "../../src/host/html.js";
import { say } from "../../src/language/language.js";
import { exerciseNamed } from "../known-exercises.js";
import type { TestResult } from "../marking/marking.js";
import type { Marks } from "../nbgrader/nbgrader.js";
import type { Cell, Notebook } from "../notebook-file.js";
import { MISSING_PICTURE, piecesOf } from "../pictures.js";
import type { Result } from "../results.js";
import { roleCells, type RoleCell } from "../convention.js";
import { number, outputsHtml, page, pictureHtml, preformatted, sentence, titleOf } from "./html.js";

/** The data of one question. */
interface Row {
  readonly name: string;
  readonly title: string;
  readonly score: number | null;
  readonly maximum: number;
  readonly result?: TestResult;
  /** The student's cell. */
  readonly answer?: Cell;
  readonly comment?: string;
}

/** The page; `name` is the student's full name, if it is known. */
export function feedbackPage(result: Result, marks: Marks, lesson: Notebook, name: string): string {
  const { marking } = result;
  const rows = roleCells(lesson)
    .filter(({ role }) => role !== "answer")
    .map((role, i) => rowOf(role, i + 1, result, marks));
  const title = titleOf(lesson);
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>${escapeHtml(name)}</p>`,
    total(rows, marks.due),
    lateness(marks.due),
    summary(rows),
    `<h2>${say({ fr: "Question par question", en: "Question by question" })}</h2>`,
    ...rows.map(question),
    `<h2>${say({ fr: "Votre notebook, tel qu’il s’est exécuté", en: "Your notebook, as it ran" })}</h2>`,
    `<p>${say({
      fr: "Il a été exécuté en entier, du début à la fin, dans un noyau neuf. Vos sorties enregistrées n’ont pas été utilisées.",
      en: "It ran as a whole, from beginning to end, in a new kernel. Your saved outputs were not used.",
    })}</p>`,
    ...marking.cells.map(cellHtml),
  ];
  return page(`${title} — ${name}`, body.filter((part) => part !== "").join("\n"));
}

function rowOf(
  { gradeId, points, role, cell }: RoleCell,
  place: number,
  { marking }: Result,
  marks: Marks,
): Row {
  const result = marking.tests.find((test) => test.gradeId === gradeId);
  const answerId = role === "test" ? (result?.exercise ?? "") : gradeId;
  const exercise = exerciseNamed(answerId);
  const grade = marks.grades[gradeId];
  const comment = marks.comments[answerId] ?? marks.comments[gradeId];
  const answer = marking.cells.find(({ metadata }) => metadata.nbgrader?.grade_id === answerId);
  return {
    name: gradeId,
    title: `${place}. ${(exercise && say(exercise.title)) ?? headingOf(cell) ?? gradeId}`,
    score: grade === undefined ? (result?.points ?? null) : grade.score,
    maximum: grade?.maximum ?? points,
    ...(result === undefined ? {} : { result }),
    ...(answer === undefined ? {} : { answer }),
    ...(comment === undefined ? {} : { comment }),
  };
}

function headingOf(cell: Cell): string | undefined {
  const heading = /^#+\s*(.+)$/m.exec(cell.source)?.[1].trim();
  const title = heading?.replace(/^(?:À vous|Your turn)\s*:\s*/, "");
  return title === undefined ? undefined : title.charAt(0).toUpperCase() + title.slice(1);
}

function total(rows: readonly Row[], due: Marks["due"]): string {
  const earned = rows.reduce((sum, { score }) => sum + (score ?? 0), 0) - (due?.penalty ?? 0);
  const maximum = rows.reduce((sum, row) => sum + row.maximum, 0);
  const waiting = rows.filter(({ score }) => score === null).length;
  const rest =
    waiting === 0
      ? ""
      : `<br><span class="wait">${waiting} question${waiting > 1 ? "s" : ""} ${say({ fr: "en attente d’une correction à la main", en: "to be marked by hand" })}</span>`;
  return `<p class="total"><strong>${number(earned)} / ${number(maximum)}</strong>${rest}</p>`;
}

/** How late the submission was, and what that costs; nothing for one in time. */
function lateness(due: Marks["due"]): string {
  if (due === undefined || due.secondsLate === 0) return "";
  const minutes = Math.ceil(due.secondsLate / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const late = hours === 0 ? `${rest} min` : `${hours} h ${rest} min`;
  const cost =
    due.penalty === 0
      ? say({ fr: "sans pénalité", en: "without a penalty" })
      : say({
          fr: `pénalité : ${number(due.penalty)} point(s), déjà retiré(s) du total`,
          en: `penalty: ${number(due.penalty)} point(s), already subtracted from the total`,
        });
  return `<p class="bad">${say({ fr: `Remis avec ${late} de retard, ${cost}.`, en: `Handed in ${late} late, ${cost}.` })}</p>`;
}

function summary(rows: readonly Row[]): string {
  const lines = rows.map(
    (row) =>
      `<tr><td class="${classOf(row)}">${signOf(row)}</td><td>${escapeHtml(row.title)}</td><td class="number">${row.score === null ? "—" : number(row.score)} / ${number(row.maximum)}</td></tr>`,
  );
  return `<table><tr><th></th><th>Question</th><th>Points</th></tr>${lines.join("")}</table>`;
}

function classOf({ score, maximum }: Row): string {
  return score === null ? "wait" : score >= maximum ? "good" : "bad";
}

function signOf({ score, maximum }: Row): string {
  return score === null ? "…" : score >= maximum ? "✓" : score > 0 ? "◐" : "✗";
}

function question(row: Row): string {
  const { result, answer, comment } = row;
  const parts = [
    `<h3>${escapeHtml(row.title)} <span class="${classOf(row)}">${signOf(row)} ${row.score === null ? "—" : number(row.score)} / ${number(row.maximum)}</span></h3>`,
  ];
  if (answer !== undefined && (answer.source.trim() !== "" || answer.attachments !== undefined))
    parts.push(`<p>${say({ fr: "Votre réponse :", en: "Your answer:" })}</p>`, ...answerHtml(answer));
  if (result !== undefined) parts.push(verdict(row, result));
  if (comment !== undefined)
    parts.push(
      `<div class="comment"><p><strong>${say({ fr: "Remarque du correcteur.", en: "The marker's remark." })}</strong> ${escapeHtml(comment)}</p></div>`,
    );
  return `<section>${parts.join("\n")}</section>`;
}

/** The answer as it was written, with the pictures pasted into it in their places. */
function answerHtml({ source, attachments = {} }: Cell): string[] {
  return piecesOf(source, attachments).flatMap((piece) => {
    if ("text" in piece) return piece.text.trim() === "" ? [] : [preformatted(piece.text)];
    const [picture] = Object.hasOwn(attachments, piece.name) ? Object.entries(attachments[piece.name]) : [];
    return picture === undefined
      ? [`<p>(${escapeHtml(say(MISSING_PICTURE))})</p>`]
      : [pictureHtml(picture[0], picture[1], piece.words === "" ? "image" : piece.words)];
  });
}

function verdict(row: Row, { reason, comparison, hint, points }: TestResult): string {
  const lines = [`<p>${sentence(reason)}</p>`];
  if (row.score !== null && row.score !== points)
    lines.push(
      `<p>${say({ fr: "Les points ont été revus à la main.", en: "The points were revised by hand." })}</p>`,
    );
  if (comparison !== undefined) {
    lines.push(
      `<table><tr><th>${say({ fr: "Entrée", en: "Input" })}</th><td><code>${escapeHtml(comparison.inputs)}</code></td></tr><tr><th>${say({ fr: "Reçu", en: "Received" })}</th><td><code>${escapeHtml(comparison.received)}</code></td></tr><tr><th>${say({ fr: "Attendu", en: "Expected" })}</th><td><code>${escapeHtml(comparison.expected)}</code></td></tr></table>`,
    );
  }
  if (hint !== undefined)
    lines.push(`<p><strong>${say({ fr: "Indice.", en: "Hint." })}</strong> ${sentence(hint)}</p>`);
  return `<div class="verdict ${classOf(row)}">${lines.join("\n")}</div>`;
}

/** A code cell as it ran. Texts and test cells are left out. */
function cellHtml(cell: Cell): string {
  if (cell.cell_type !== "code" || cell.source.trim() === "" || cell.metadata.nbgrader?.grade === true)
    return "";
  return `<section>${preformatted(cell.source)}${outputsHtml(cell.outputs ?? [])}</section>`;
}
