/**
 * The report for a class: the distribution of marks, the questions most failed, and the most common wrong
 * answers.
 */
import { escapeHtml } from "../../src/host/html.js";
import { exerciseNamed } from "../known-exercises.js";
import type { TestResult, TestState } from "../marking/marking.js";
import type { Notebook } from "../notebook-file.js";
import type { Result } from "../results.js";
import { bar, number, page, sentence, titleOf } from "./html.js";

/** The number of intervals of the histogram, and of wrong answers shown for a question. */
const INTERVALS = 10;
const COMMON = 3;

const STATES: Readonly<Record<TestState, string>> = {
  right: "exactes",
  wrong: "fausses",
  unanswered: "sans réponse",
  missing: "cellule supprimée",
  edited: "cellule modifiée",
  failed: "arrêtées sur une erreur",
  late: "hors du temps",
  terminated: "arrêtées",
  irregular: "irrégulières",
};

/** How the class answered one question. */
export interface QuestionReport {
  readonly exercise: string;
  readonly title: string;
  /** Share of right answers. */
  readonly share: number;
  readonly states: readonly (readonly [TestState, number])[];
  /** Wrong answers in words, each with how often it occurred, the most common first. */
  readonly common: readonly (readonly [string, number])[];
}

export interface ClassReport {
  readonly scores: readonly number[];
  readonly maximum: number;
  readonly questions: readonly QuestionReport[];
  readonly oddities: readonly { readonly student: string; readonly notes: readonly string[] }[];
}

export function reportOf(results: readonly Result[]): ClassReport {
  const byTest = new Map<string, TestResult[]>();
  for (const { marking } of results)
    for (const test of marking.tests) byTest.set(test.exercise, [...(byTest.get(test.exercise) ?? []), test]);
  return {
    scores: results.map(({ marking }) => marking.tests.reduce((sum, { points }) => sum + points, 0)),
    maximum: results[0]?.marking.tests.reduce((sum, test) => sum + test.maximum, 0) ?? 0,
    questions: [...byTest]
      .map(([exercise, tests]) => questionOf(exercise, tests))
      .sort((a, b) => a.share - b.share),
    oddities: results
      .filter(({ marking }) => marking.notes.length > 0)
      .map(({ student, marking }) => ({ student, notes: marking.notes })),
  };
}

function questionOf(exercise: string, tests: readonly TestResult[]): QuestionReport {
  const wrong = tests.filter(({ state }) => state === "wrong");
  return {
    exercise,
    title: exerciseNamed(exercise)?.title.fr ?? exercise,
    share: tests.filter(({ state }) => state === "right").length / tests.length,
    states: counted(tests.map(({ state }) => state)),
    common: counted(
      wrong.map(({ reason, comparison }) =>
        comparison === undefined ? reason : `${reason} [reçu ${comparison.received}]`,
      ),
    ).slice(0, COMMON),
  };
}

function counted<Value>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** The report as a page. It counts the tests only; marks for questions in words are in the gradebook. */
export function classReportPage(report: ClassReport, lesson: Notebook): string {
  const { scores, questions, oddities } = report;
  const title = titleOf(lesson);
  const body = [
    `<h1>${escapeHtml(title)} : la classe</h1>`,
    `<p>${scores.length} copie${scores.length > 1 ? "s" : ""} ; moyenne ${number(mean(scores))}, médiane ${number(median(scores))} sur ${number(report.maximum)} points de tests (les questions rédigées ne sont pas comptées ici).</p>`,
    `<h2>Répartition</h2>`,
    histogram(report),
    `<h2>Questions, des plus manquées aux mieux réussies</h2>`,
    ...questions.map(questionHtml),
    oddities.length === 0
      ? ""
      : `<h2>À regarder</h2><table>${oddities.map(({ student, notes }) => `<tr><th>${escapeHtml(student)}</th><td>${notes.map(escapeHtml).join("<br>")}</td></tr>`).join("")}</table>`,
  ];
  return page(`${title} : la classe`, body.join("\n"));
}

function histogram({ scores, maximum }: ClassReport): string {
  const counts = Array.from({ length: INTERVALS }, () => 0);
  for (const score of scores)
    counts[Math.min(INTERVALS - 1, Math.floor((INTERVALS * score) / Math.max(maximum, 1)))]++;
  const most = Math.max(...counts, 1);
  const rows = counts.map(
    (count, i) =>
      `<tr><td class="number">${number((i * maximum) / INTERVALS)} – ${number(((i + 1) * maximum) / INTERVALS)}</td><td>${bar(count / most)}</td><td class="number">${count}</td></tr>`,
  );
  return `<table><tr><th>Points</th><th></th><th>Copies</th></tr>${rows.join("")}</table>`;
}

function questionHtml({ exercise, title, share, states, common }: QuestionReport): string {
  const list = common.map(([reason, count]) => `<li>${count} fois : ${sentence(reason)}</li>`).join("");
  const others = states.map(([state, count]) => `${count} ${STATES[state]}`).join(", ");
  return `<section><h3>${escapeHtml(title)} <code>${escapeHtml(exercise)}</code></h3><p>${bar(share)} ${Math.round(100 * share)} % de réussite : ${others}.</p>${list === "" ? "" : `<p>Réponses fausses les plus fréquentes :</p><ul>${list}</ul>`}</section>`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length === 0 ? 0 : (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}
