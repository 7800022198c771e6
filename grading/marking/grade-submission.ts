/**
 * Grades one submission: runs its cells in a sandbox of its own, asks for the answers, and marks them in this
 * process.
 *
 * If a cell terminates the sandbox, all other cells run again in a new sandbox, so that they are still
 * graded; the last attempt counts.
 */
import { randomInt } from "node:crypto";
import { language, say } from "../../src/language/language.js";
import type { Reply } from "../channel.js";
import type { Cell, Notebook, Output } from "../notebook-file.js";
import type { SandboxConfiguration } from "../sandbox/configuration.js";
import { Sandbox, type TerminationCause } from "../sandbox/sandbox.js";
import { markReply, noPoints, questionFor, terminatedResult, TERMINATIONS, type Test } from "./mark-test.js";
import type { Marking, TestResult } from "./marking.js";
import { prepareSubmission, type PreparedCell, type PreparedSubmission } from "./prepare-submission.js";

/** The most sandboxes that one submission gets. */
const ATTEMPTS = 6;

/** The state of a submission's cells so far. */
interface Progress {
  readonly results: Map<PreparedCell, TestResult>;
  readonly outputs: Map<PreparedCell, readonly Output[]>;
  /** Cells that terminated the sandbox; they do not run again. */
  readonly culprits: Map<PreparedCell, TerminationCause>;
}

/**
 * Grades a submission; `lesson` is the instructor's version. Throws `SetUpError` if the sandbox does not
 * start.
 */
export async function gradeSubmission(
  lesson: Notebook,
  submitted: Notebook,
  configuration: SandboxConfiguration,
  seed: number = randomInt(2 ** 31),
): Promise<Marking> {
  const started = performance.now();
  const submission = prepareSubmission(lesson, submitted);
  const deadline = started + configuration.limits.totalSeconds * 1000;
  const progress: Progress = { results: new Map(), outputs: new Map(), culprits: new Map() };
  for (let attempt = 0; attempt < ATTEMPTS && performance.now() < deadline; attempt++) {
    if (await runAll(submission, configuration, seed, deadline, progress)) break;
  }
  return {
    language: language(),
    tests: resultsOf(submission, progress),
    texts: submission.texts,
    cells: submission.cells.map((prepared, i) => cellAfterRun(prepared, progress, i)),
    notes: [...submission.notes, ...[...progress.culprits.values()].map((cause) => say(TERMINATIONS[cause]))],
    seed,
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

/** Runs all cells once; resolves to false if one of them terminated the sandbox. */
async function runAll(
  submission: PreparedSubmission,
  configuration: SandboxConfiguration,
  seed: number,
  deadline: number,
  progress: Progress,
): Promise<boolean> {
  progress.results.clear();
  progress.outputs.clear();
  const sandbox = await Sandbox.start(configuration);
  try {
    const replies = new Map<string, Reply>();
    let number = 0;
    for (const [place, prepared] of submission.cells.entries()) {
      const { cell, test } = prepared;
      if (cell.cell_type !== "code" || cell.source.trim() === "") continue;
      number++;
      if (progress.culprits.has(prepared)) continue;
      if (performance.now() > deadline) return true;
      const asked = test === undefined ? undefined : questionFor(test, seed + place);
      const outcome = await sandbox.run({
        number,
        code: cell.source,
        ...(asked === undefined ? {} : { question: asked.question }),
      });
      if ("terminated" in outcome || outcome.reply.status === "terminated") {
        progress.culprits.set(prepared, "terminated" in outcome ? outcome.terminated : "ended");
        return false;
      }
      const { reply } = outcome;
      progress.outputs.set(prepared, outputsOf(reply));
      replies.set(cell.metadata.nbgrader?.grade_id ?? "", reply);
      if (test !== undefined && asked !== undefined)
        progress.results.set(prepared, markReply(test, asked, reply, replies.get(test.exercise)));
    }
    return true;
  } finally {
    sandbox.close();
  }
}

/**
 * Exactly one result for every test of the lesson: of several copies of its cell, the best. A test without a result in
 * this run earns nothing.
 */
function resultsOf(submission: PreparedSubmission, progress: Progress): TestResult[] {
  const best = new Map<string, TestResult>();
  for (const prepared of submission.cells) {
    if (prepared.test === undefined) continue;
    const result = resultOf(prepared, prepared.test, progress);
    const other = best.get(result.gradeId);
    if (other === undefined || other.points < result.points) best.set(result.gradeId, result);
  }
  return [...submission.refused, ...best.values()];
}

function resultOf(prepared: PreparedCell, test: Test, progress: Progress): TestResult {
  const cause = progress.culprits.get(prepared);
  if (cause !== undefined) return terminatedResult(test, cause);
  return (
    progress.results.get(prepared) ??
    noPoints(test, "terminated", {
      fr: "Le temps de la copie était écoulé avant cette cellule.",
      en: "The submission's time was over before this cell.",
    })
  );
}

/** The cell with the outputs of this run, or with the reason why it terminated the sandbox. */
function cellAfterRun(prepared: PreparedCell, progress: Progress, place: number): Cell {
  const cell = { id: `cellule-${place + 1}`, ...prepared.cell };
  if (cell.cell_type !== "code") return cell;
  const cause = progress.culprits.get(prepared);
  const outputs =
    cause === undefined
      ? (progress.outputs.get(prepared) ?? [])
      : [{ output_type: "stream", name: "stderr", text: `${say(TERMINATIONS[cause])}\n` }];
  return { ...cell, outputs, execution_count: null };
}

function outputsOf(reply: Reply): readonly Output[] {
  return Array.isArray(reply.outputs) ? reply.outputs : [];
}
