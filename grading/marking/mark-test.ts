/**
 * Marks one test cell, outside the sandbox, from the reply that the sandbox gave.
 *
 * Only an observation of the shape that was asked for is judged, with exactly as many results as there were
 * inputs; everything else earns nothing. The values in an observation come from student code: if an
 * exercise's function `judge` throws an error on them, the answer is wrong.
 */
import { randomBytes } from "node:crypto";
import { Draw } from "../../src/exercises/draw.js";
import type { CallResult, Exercise, Judgement, Observation, Probe } from "../../src/exercises/exercise.js";
import { say, type Sentence } from "../../src/language/language.js";
import type { Observed, Question, Reply } from "../channel.js";
import { exerciseNamed } from "../known-exercises.js";
import { isRecord } from "../notebook-file.js";
import { decodePlain, PlainDataError } from "../plain-data.js";
import type { TerminationCause } from "../sandbox/sandbox.js";
import type { TestResult, TestState } from "./marking.js";

/** A test cell of a lesson: the name of the exercise that it checks, and its points. */
export interface Test {
  readonly gradeId: string;
  readonly exercise: string;
  readonly points: number;
}

/** A question that was sent, with its exercise; the exercise has the inputs drawn for this grading. */
export interface AskedQuestion {
  readonly question: Question;
  readonly exercise: Exercise;
}

/**
 * The question for a test, with inputs drawn from the seed; undefined if there is no such exercise.
 */
export function questionFor(test: Test, seed: number): AskedQuestion | undefined {
  const known = exerciseNamed(test.exercise);
  if (known === undefined) return undefined;
  const exercise = known.fresh?.(new Draw(seed)) ?? known;
  return {
    exercise,
    question: { nonce: randomBytes(16).toString("hex"), exercise: known.id, probe: exercise.probe },
  };
}

/**
 * The result of a test, from the reply to its cell; `answer` is the reply to the cell of the answer, if it
 * has run.
 */
export function markReply(test: Test, asked: AskedQuestion, reply: Reply, answer?: Reply): TestResult {
  if (reply.status === "timeout") return noPoints(test, "late", LATE);
  if (reply.status !== "ok" && answer?.status === "timeout") return noPoints(test, "late", LATE);
  if (reply.status !== "ok" && answer?.status === "error")
    return noPoints(test, "failed", {
      fr: `Votre cellule de réponse s’est arrêtée sur une erreur : ${brief(answer.error)}`,
      en: `Your answer's cell stopped with an error: ${brief(answer.error)}`,
    });
  if (reply.status !== "ok")
    return noPoints(test, "failed", {
      fr: `La cellule de vérification s’est arrêtée sur une erreur : ${brief(reply.error)}`,
      en: `The checking cell stopped with an error: ${brief(reply.error)}`,
    });
  const { observed } = reply;
  if (!isRecord(observed) || observed.nonce !== asked.question.nonce)
    return noPoints(test, "irregular", IRREGULAR);
  if ("failure" in observed) return failure(test, observed);
  let observation: Observation | undefined;
  try {
    observation = observationOf(decodePlain(observed.observation), asked.exercise.probe);
  } catch (error) {
    if (!(error instanceof PlainDataError) && !(error instanceof RangeError)) throw error;
  }
  if (observation === undefined) return noPoints(test, "irregular", IRREGULAR);
  return markObservation(test, asked.exercise, observation);
}

/** The result of a test that earns no points, with the reason. */
export function noPoints(test: Test, state: TestState, reason: Sentence): TestResult {
  return {
    gradeId: test.gradeId,
    exercise: test.exercise,
    state,
    points: 0,
    maximum: test.points,
    reason: say(reason),
  };
}

/** The result of a test during which the sandbox was terminated. */
export function terminatedResult(test: Test, cause: TerminationCause): TestResult {
  return noPoints(test, "terminated", TERMINATIONS[cause]);
}

function markObservation(test: Test, exercise: Exercise, observation: Observation): TestResult {
  if (observation.kind === "unanswered")
    return noPoints(test, "unanswered", {
      fr: "Pas de réponse : la valeur est vide, ou n’est pas un nombre (NaN).",
      en: "No answer: the value is empty, or is not a number (NaN).",
    });
  const judgement = judgeSafely(exercise, observation);
  if (judgement.right)
    return { ...noPoints(test, "right", { fr: "Exact.", en: "Right." }), points: test.points };
  const { why, comparison, credit = 0 } = judgement;
  const points = Math.round(100 * test.points * credit) / 100;
  return {
    ...noPoints(test, "wrong", why),
    points,
    hint: say(exercise.hints[0]),
    ...(comparison === undefined ? {} : { comparison }),
  };
}

/** The judgement of the exercise; an error on an unexpected value means that the answer is wrong. */
function judgeSafely(exercise: Exercise, observation: Observation): Judgement {
  try {
    return exercise.judge(observation);
  } catch {
    return {
      right: false,
      why: {
        fr: "Cette réponse n’a pas la forme attendue.",
        en: "This answer does not have the expected form.",
      },
    };
  }
}

/** The value as an observation of the kind that the probe asked for; undefined for any other value. */
function observationOf(value: unknown, probe: Probe): Observation | undefined {
  if (!isRecord(value)) return undefined;
  switch (value.kind) {
    case "unanswered":
      return { kind: "unanswered" };
    case "unfit":
      return typeof value.received === "string" ? { kind: "unfit", received: value.received } : undefined;
    case "value":
      return probe.kind === "value" && "value" in value ? { kind: "value", value: value.value } : undefined;
    case "calls":
      if (
        probe.kind !== "calls" ||
        !Array.isArray(value.results) ||
        value.results.length !== probe.inputs.length
      )
        return undefined;
      return value.results.every(isCallResult) ? { kind: "calls", results: value.results } : undefined;
    default:
      return undefined;
  }
}

function isCallResult(result: unknown): result is CallResult {
  if (!isRecord(result)) return false;
  const { length } = Object.keys(result);
  return "value" in result
    ? length === 1 || (length === 2 && result.changed === true)
    : length === 1 && typeof result.error === "string";
}

function failure(test: Test, observed: Extract<Observed, { failure: unknown }>): TestResult {
  switch (observed.failure) {
    case "timeout":
      return noPoints(test, "late", LATE);
    case "no answer":
      return noPoints(test, "failed", {
        fr: "La vérification n’a rencontré aucune réponse : `exercises.check` n’est plus celui du cours.",
        en: "The check found no answer: `exercises.check` is no longer the function of the course.",
      });
    case "error":
      return noPoints(test, "failed", {
        fr: "Votre réponse n’a pas pu être examinée.",
        en: "Your answer could not be examined.",
      });
    default:
      return noPoints(test, "irregular", IRREGULAR);
  }
}

/** The first line of an error, at most 300 characters of it. */
function brief(error: string | undefined): string {
  return String(error ?? "")
    .split("\n", 1)[0]
    .slice(0, 300);
}

const LATE: Sentence = {
  fr: "Temps dépassé : une boucle sans fin ?",
  en: "Time limit exceeded: an endless loop?",
};
const IRREGULAR: Sentence = {
  fr: "Autre chose que la réponse demandée a été envoyé.",
  en: "The program sent something other than the requested answer.",
};
/** What the student reads when the sandbox was terminated. */
export const TERMINATIONS: Readonly<Record<TerminationCause, Sentence>> = {
  memory: {
    fr: "Le programme a pris trop de mémoire ; il a été arrêté.",
    en: "The program took too much memory; it was ended.",
  },
  processes: {
    fr: "Le programme a lancé trop de processus ; il a été arrêté.",
    en: "The program started too many processes; it was ended.",
  },
  threads: {
    fr: "Le programme a lancé trop de fils d’exécution ; il a été arrêté.",
    en: "The program started too many threads; it was ended.",
  },
  processor: {
    fr: "Le programme a pris trop de temps de calcul à la fois ; il a été arrêté.",
    en: "The program took too much computing time at once; it was ended.",
  },
  flood: {
    fr: "Le programme a écrit beaucoup trop ; il a été arrêté.",
    en: "The program wrote far too much; it was ended.",
  },
  silent: {
    fr: "Le programme n’a plus répondu ; il a été arrêté.",
    en: "The program no longer answered; it was ended.",
  },
  ended: { fr: "Le programme s’est arrêté pendant l’exécution.", en: "The program ended while it ran." },
};
