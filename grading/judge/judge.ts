/**
 * The judge: from what was seen of an answer in the sandbox to a mark, outside it.
 *
 * Only an observation of the shape that was asked for is looked at, with exactly as many results as there were inputs;
 * everything else earns nothing. An exercise's judge is our own code, but what it is given is a stranger's: where it stumbles,
 * the answer is wrong.
 */
import { randomBytes } from "node:crypto";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { Draw } from "../../src/exercises/draw.js";
import type { CallResult, Exercise, Judgement, Observation, Probe } from "../../src/exercises/exercise.js";
import { say, type Sentence } from "../../src/language/language.js";
import type { Observed, Question, Reply } from "../channel.js";
import { isRecord } from "../notebook-file.js";
import { decodePlain, PlainDataError } from "../plain-data.js";
import type { Loss } from "../sandbox/sandbox.js";
import type { TestResult, TestState } from "./marking.js";

/** A test cell of a lesson, with what it asks. */
export interface Test {
  readonly gradeId: string;
  readonly exercise: string;
  readonly points: number;
}

/** A question on its way: the exercise with the inputs of this grading. */
export interface Asked {
  readonly question: Question;
  readonly exercise: Exercise;
}

/** The question for a test; undefined where the catalogue has no such exercise. Every question draws inputs of its own. */
export function ask(test: Test, seed: number): Asked | undefined {
  const known = EXERCISES.get(test.exercise);
  if (known === undefined) return undefined;
  const exercise = known.fresh?.(new Draw(seed)) ?? known;
  return {
    exercise,
    question: { nonce: randomBytes(16).toString("hex"), exercise: known.id, probe: exercise.probe },
  };
}

/** The result of a test that ran, or was meant to; `answer` is how the answer's own cell ended, if it did. */
export function judgeReply(test: Test, asked: Asked, reply: Reply, answer?: Reply): TestResult {
  if (reply.status === "timeout") return nothing(test, "late", LATE);
  if (reply.status !== "ok" && answer?.status === "timeout") return nothing(test, "late", LATE);
  if (reply.status !== "ok" && answer?.status === "error")
    return nothing(test, "failed", {
      fr: `Votre cellule de réponse s’est arrêtée sur une erreur : ${brief(answer.error)}`,
      en: `Your answer's cell stopped with an error: ${brief(answer.error)}`,
    });
  if (reply.status !== "ok")
    return nothing(test, "failed", {
      fr: `La cellule de vérification s’est arrêtée sur une erreur : ${brief(reply.error)}`,
      en: `The checking cell stopped with an error: ${brief(reply.error)}`,
    });
  const { observed } = reply;
  if (!isRecord(observed) || observed.nonce !== asked.question.nonce)
    return nothing(test, "irregular", IRREGULAR);
  if ("failure" in observed) return failure(test, observed);
  let observation: Observation | undefined;
  try {
    observation = observationOf(decodePlain(observed.observation), asked.exercise.probe);
  } catch (error) {
    if (!(error instanceof PlainDataError) && !(error instanceof RangeError)) throw error;
  }
  if (observation === undefined) return nothing(test, "irregular", IRREGULAR);
  return judgeObservation(test, asked.exercise, observation);
}

/** A test that earns nothing, and why. */
export function nothing(test: Test, state: TestState, reason: Sentence): TestResult {
  return {
    gradeId: test.gradeId,
    exercise: test.exercise,
    state,
    points: 0,
    maximum: test.points,
    reason: say(reason),
  };
}

export function lost(test: Test, loss: Loss): TestResult {
  return nothing(test, "lost", LOSSES[loss]);
}

function judgeObservation(test: Test, exercise: Exercise, observation: Observation): TestResult {
  if (observation.kind === "unanswered")
    return nothing(test, "unanswered", {
      fr: "Pas de réponse : la valeur est vide, ou n’est pas un nombre (NaN).",
      en: "No answer: the value is empty, or is not a number (NaN).",
    });
  const judgement = judgeSafely(exercise, observation);
  if (judgement.right)
    return { ...nothing(test, "right", { fr: "Exact.", en: "Right." }), points: test.points };
  const { why, comparison, credit = 0 } = judgement;
  const points = Math.round(100 * test.points * credit) / 100;
  return {
    ...nothing(test, "wrong", why),
    points,
    hint: say(exercise.hints[0]),
    ...(comparison === undefined ? {} : { comparison }),
  };
}

/** An exercise's judge looks into what a stranger has sent. */
function judgeSafely(exercise: Exercise, observation: Observation): Judgement {
  try {
    return exercise.judge(observation);
  } catch {
    return {
      right: false,
      why: { fr: "Cette réponse n’a pas la forme attendue.", en: "This answer has not the form expected." },
    };
  }
}

/** An observation of the shape that the probe asked for; undefined for anything else. */
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
      return nothing(test, "late", LATE);
    case "unmarked":
      return nothing(test, "failed", {
        fr: "La vérification n’a rencontré aucune réponse : `exercises.check` n’est plus celui du cours.",
        en: "The check met no answer: `exercises.check` is no longer the course's own.",
      });
    case "error":
      return nothing(test, "failed", {
        fr: "Votre réponse n’a pas pu être examinée.",
        en: "Your answer could not be examined.",
      });
    default:
      return nothing(test, "irregular", IRREGULAR);
  }
}

/** The first line of an error, cut short. */
function brief(error: string | undefined): string {
  return String(error ?? "")
    .split("\n", 1)[0]
    .slice(0, 300);
}

const LATE: Sentence = { fr: "Temps dépassé : une boucle sans fin ?", en: "Out of time: an endless loop?" };
const IRREGULAR: Sentence = {
  fr: "Autre chose que la réponse demandée a été envoyé.",
  en: "Something other than the answer asked for was sent.",
};
export const LOSSES: Readonly<Record<Loss, Sentence>> = {
  memory: {
    fr: "Le programme a pris trop de mémoire ; il a été arrêté.",
    en: "The program took too much memory; it was ended.",
  },
  processes: {
    fr: "Le programme a lancé trop de processus ; il a été arrêté.",
    en: "The program started too many processes; it was ended.",
  },
  flood: {
    fr: "Le programme a écrit beaucoup trop ; il a été arrêté.",
    en: "The program wrote far too much; it was ended.",
  },
  silent: {
    fr: "Le programme n’a plus répondu ; il a été arrêté.",
    en: "The program did not answer any more; it was ended.",
  },
  ended: { fr: "Le programme s’est arrêté pendant l’exécution.", en: "The program ended while it ran." },
};
