/**
 * Grades one submission: runs its cells in a sandbox of its own, asks for the answers, judges them here.
 *
 * A cell that takes the process down is passed over in a new sandbox, so that the others are still graded; what counts is
 * the last attempt.
 */
import { randomInt } from "node:crypto";
import { say } from "../../src/language/language.js";
import type { Reply } from "../channel.js";
import type { Cell, Notebook, Output } from "../notebook-file.js";
import type { Contents } from "../sandbox/bubblewrap.js";
import type { Confinement } from "../sandbox/confinement.js";
import type { Limits } from "../sandbox/limits.js";
import { Sandbox, type Loss } from "../sandbox/sandbox.js";
import { ask, judgeReply, LOSSES, lost, nothing } from "./judge.js";
import type { Marking, TestResult } from "./marking.js";
import { planOf, type Plan, type Step } from "./submission.js";

/** Where and how submissions run. */
export interface Workshop {
  readonly confinement: Confinement;
  readonly contents: Contents;
  readonly limits: Limits;
}

/** How often a submission may take its process down. */
const ATTEMPTS = 6;

/** What is known of a submission's cells so far. */
interface Progress {
  readonly results: Map<Step, TestResult>;
  readonly outputs: Map<Step, readonly Output[]>;
  /** Cells that took the process down. */
  readonly culprits: Map<Step, Loss>;
}

/** Grades a submission of a lesson (the instructor's version). Throws only where the sandbox itself does not come up. */
export async function gradeSubmission(
  lesson: Notebook,
  submitted: Notebook,
  workshop: Workshop,
  seed: number = randomInt(2 ** 31),
): Promise<Marking> {
  const started = performance.now();
  const plan = planOf(lesson, submitted);
  const deadline = started + workshop.limits.totalSeconds * 1000;
  const progress: Progress = { results: new Map(), outputs: new Map(), culprits: new Map() };
  for (let attempt = 0; attempt < ATTEMPTS && performance.now() < deadline; attempt++) {
    if (await runAll(plan, workshop, seed, deadline, progress)) break;
  }
  return {
    tests: resultsOf(plan, progress),
    texts: plan.texts,
    cells: plan.steps.map((step, i) => cellAfter(step, progress, i)),
    notes: [...plan.notes, ...[...progress.culprits.values()].map((loss) => say(LOSSES[loss]))],
    seed,
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

/** One attempt; false where a cell took the process down. */
async function runAll(
  plan: Plan,
  workshop: Workshop,
  seed: number,
  deadline: number,
  progress: Progress,
): Promise<boolean> {
  progress.results.clear();
  progress.outputs.clear();
  const sandbox = await Sandbox.start(workshop.confinement, workshop.contents, workshop.limits);
  try {
    const replies = new Map<string, Reply>();
    let number = 0;
    for (const [place, step] of plan.steps.entries()) {
      if (step.cell.cell_type !== "code" || step.cell.source.trim() === "") continue;
      number++;
      if (progress.culprits.has(step)) continue;
      if (performance.now() > deadline) return true;
      const asked = step.test === undefined ? undefined : ask(step.test, seed + place);
      const outcome = await sandbox.run({
        number,
        code: step.cell.source,
        ...(asked === undefined ? {} : { question: asked.question }),
      });
      const loss = "loss" in outcome ? outcome.loss : outcome.reply.status === "lost" ? "ended" : undefined;
      if (loss !== undefined) {
        progress.culprits.set(step, loss);
        return false;
      }
      if ("loss" in outcome) continue;
      const { reply } = outcome;
      progress.outputs.set(step, outputsOf(reply));
      replies.set(step.cell.metadata.nbgrader?.grade_id ?? "", reply);
      if (step.test !== undefined && asked !== undefined)
        progress.results.set(step, judgeReply(step.test, asked, reply, replies.get(step.test.exercise)));
    }
    return true;
  } finally {
    sandbox.close();
  }
}

/** Every test of the lesson has exactly one result; without one that was earned in this run it is nought. */
function resultsOf(plan: Plan, progress: Progress): TestResult[] {
  const asked = plan.steps.flatMap((step): TestResult[] => {
    if (step.test === undefined) return [];
    const culprit = progress.culprits.get(step);
    if (culprit !== undefined) return [lost(step.test, culprit)];
    return [
      progress.results.get(step) ??
        nothing(step.test, "lost", {
          fr: "Le temps de la copie était écoulé avant cette cellule.",
          en: "The submission's time was over before this cell.",
        }),
    ];
  });
  return [...plan.refused, ...asked];
}

function cellAfter(step: Step, progress: Progress, place: number): Cell {
  const cell = { id: `cellule-${place + 1}`, ...step.cell };
  if (cell.cell_type !== "code") return cell;
  const culprit = progress.culprits.get(step);
  const outputs =
    culprit === undefined
      ? (progress.outputs.get(step) ?? [])
      : [{ output_type: "stream", name: "stderr", text: `${say(LOSSES[culprit])}\n` }];
  return { ...cell, outputs, execution_count: null };
}

function outputsOf(reply: Reply): readonly Output[] {
  return Array.isArray(reply.outputs) ? reply.outputs : [];
}
