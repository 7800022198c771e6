/**
 * What is done of a lesson, and what is left: the last verdict on each of its exercises in this session.
 *
 * A verdict is remembered by the kernel alone. After a restart nothing is known, and the cells that check answers
 * have to run again.
 */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { escapeHtml } from "../host/html.js";
import { JUPYTER_DISPLAY, type MimeBundle } from "../host/notebook.js";
import { say } from "../language/language.js";
import { EXERCISES } from "./catalogue.js";
import type { Exercise } from "./exercise.js";
import type { VerdictState } from "./verdict.js";

/** The state of an exercise; "stale" if its answer was right, but was computed from names that changed since. */
export type ProgressState = VerdictState | "stale";

/** The last state of each exercise that was checked in this session, by its id; the newest is the last one. */
const states = new Map<string, ProgressState>();

/** Remembers the verdict on an exercise. */
export function remember(id: string, state: ProgressState): void {
  states.delete(id);
  states.set(id, state);
}

/** Forgets all verdicts. */
export function forgetStates(): void {
  states.clear();
}

const SIGNS: Readonly<Record<ProgressState, string>> = {
  right: "✓",
  wrong: "✗",
  unanswered: "○",
  stale: "↻",
};

/**
 * The exercises of a lesson with their states.
 * @example
 * ```ts
 * const { done, left }: exercises.Progress = exercises.progress("06");
 * ```
 */
export class Progress {
  /** The exercises whose last answer was right, in the lesson's order. */
  readonly done: readonly string[];
  /** The other exercises. */
  readonly left: readonly string[];
  private readonly rows: readonly { readonly state: ProgressState; readonly exercise: Exercise }[];

  constructor(lesson: readonly Exercise[]) {
    this.rows = lesson.map((exercise) => ({ exercise, state: states.get(exercise.id) ?? "unanswered" }));
    const idsOf = (isDone: boolean) =>
      this.rows.flatMap(({ exercise, state }) => ((state === "right") === isDone ? [exercise.id] : []));
    [this.done, this.left] = [idsOf(true), idsOf(false)];
  }

  /** The summary, a line for each exercise, and what this list cannot know. */
  get text(): string {
    return [this.summary, ...this.rows.map((row) => `${SIGNS[row.state]} ${lineOf(row)}`), ...notes()].join(
      "\n",
    );
  }

  private get summary(): string {
    const [done, all] = [this.done.length, this.rows.length];
    if (done === all)
      return say({
        fr: `Tous les exercices de cette leçon sont réussis (${all} sur ${all}).`,
        en: `All exercises of this lesson are right (${all} of ${all}).`,
      });
    return say({
      fr: `Réussi : ${done} exercice(s) sur ${all}. Il en reste ${all - done}.`,
      en: `Right: ${done} of ${all} exercises. ${all - done} left.`,
    });
  }

  [JUPYTER_DISPLAY](): MimeBundle {
    const items = this.rows.map(
      (row) =>
        `<li style="padding-left:1.6em;text-indent:-1.6em" data-progress="${row.exercise.id}" data-state="${row.state}"><span style="display:inline-block;width:1.6em;text-indent:0">${SIGNS[row.state]}</span>${escapeHtml(lineOf(row))}</li>`,
    );
    const html = `<div class="neurones-progress" style="max-width:46em;line-height:1.6"><strong>${escapeHtml(this.summary)}</strong><ul style="list-style:none;padding-left:4px;margin:6px 0">${items.join("")}</ul>${notes()
      .map((note) => `<div><small>${escapeHtml(note)}</small></div>`)
      .join("")}</div>`;
    return { "text/html": html, "text/plain": this.text };
  }
}

/** The title of an exercise, and what is left to do. */
function lineOf({ state, exercise }: { state: ProgressState; exercise: Exercise }): string {
  const { id, title } = exercise;
  const name = `${say(title)} (${id})`;
  switch (state) {
    case "right":
      return name;
    case "wrong":
      return say({ fr: `${name} : pas encore juste`, en: `${name}: not right yet` });
    case "stale":
      return say({
        fr: `${name} : à vérifier de nouveau, quelque chose a changé depuis`,
        en: `${name}: to be checked again, something has changed since`,
      });
    case "unanswered":
      return say({ fr: `${name} : pas encore de réponse vérifiée`, en: `${name}: no answer checked yet` });
  }
}

function notes(): readonly string[] {
  return [
    say({
      fr: "Après un redémarrage, exécutez de nouveau les cellules de vérification. Les questions à rédiger n’apparaissent pas ici : relisez-les.",
      en: "After a restart, run the cells that check your answers again. Questions answered in words are not listed here: read them again.",
    }),
  ];
}

/**
 * What is done of a lesson, and what is left: each exercise with the last verdict on it in this session.
 * @param lesson the lesson's number, such as `06`; by default the lesson of the exercise that was checked last
 * @returns the list, which the notebook shows if it is the cell's last expression
 * @throws ArgumentError if there is no such lesson, or none is given and no exercise was checked yet
 * @example
 * ```ts
 * exercises.progress("06");
 * ```
 */
export function progress(lesson?: string): Progress {
  const number = lesson ?? [...states.keys()].at(-1)?.slice(0, 2);
  const found = [...EXERCISES.values()].filter(({ id }) => id.slice(0, 2) === number);
  if (found.length > 0) return new Progress(found);
  const known = [...new Set([...EXERCISES.keys()].map((id) => id.slice(0, 2)))].join(", ");
  throw new ArgumentError({
    where: "exercises.progress",
    argument: "lesson",
    received: written(lesson),
    expected: {
      fr: `le numéro d’une leçon, entre guillemets : ${known}`,
      en: `the number of a lesson, in quotes: ${known}`,
    },
    mend: {
      fr: 'Par exemple exercises.progress("06") ; sans numéro, vérifiez d’abord un exercice.',
      en: 'For example exercises.progress("06"); without a number, check an exercise first.',
    },
  });
}
