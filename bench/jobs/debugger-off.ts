/**
 * What the debugger costs each cell while no front end is attached to it.
 *
 * `npm run bench -- debugger-off [--rounds N]`. Times what the kernel's main thread does for the debugger before and after a
 * cell, beside what it would do if it remembered each cell in case a front end attaches later. Each round takes both in turn, for
 * many cells; the figures are medians over the rounds.
 */
import { tmpdir } from "node:os";
import { CompilerSession } from "../../src/kernel/compiler/session.js";
import { Attachment } from "../../src/kernel/debugger/attachment.js";
import { Scripts } from "../../src/kernel/debugger/scripts.js";
import type { RunRequest } from "../../src/kernel/runner/messages.js";
import { formatTable, median } from "../measure.js";
import type { BenchJob, OptionName } from "../options.js";

const ROUNDS = 9;
/** The cells of a round. */
const CELLS = 2000;

/** A cell as in a lesson, of about 1 kB. */
const CODE = Array.from(
  { length: 8 },
  (_, index) => `const losses${index} = [0.9, 0.5, 0.3].map((loss) => loss * ${index + 1});
for (const loss of losses${index}) if (loss > 1) console.log("large:", loss.toFixed(3));`,
).join("\n");

export const accepts: readonly OptionName[] = ["rounds"];

const debuggerOff: BenchJob = ({ rounds = ROUNDS }) => {
  const request = compiled();
  const attachment = new Attachment({
    send: unexpected,
    compiler: { translate: unexpected, isCaught: unexpected },
    tell: unexpected,
  });
  const scripts = new Scripts();
  const [off, remembering]: [number[], number[]] = [[], []];
  let run = 0;
  for (let round = 0; round < rounds; round += 1) {
    off.push(
      microsecondsOf(() => {
        void attachment.coming({ ...request, run: ++run });
        attachment.runEnded();
      }),
    );
    remembering.push(microsecondsOf(() => scripts.add({ ...request, run: ++run })));
  }
  console.log(
    formatTable(
      [`microseconds a cell of ${CODE.length} characters`, "median"],
      [
        ["the debugger is off", median(off).toFixed(2)],
        ["each cell is remembered for it", median(remembering).toFixed(2)],
      ],
    ),
  );
  return Promise.resolve();
};

export default debuggerOff;

/** The request to run the cell, as the kernel sends it to the runner. */
function compiled(): RunRequest {
  const name = "Cell [1]";
  const answer = new CompilerSession(tmpdir()).compile({ run: 1, name, code: CODE });
  if (!answer.ok) throw new Error(answer.diagnostics.map(({ message }) => message).join("\n"));
  const { javascript, sourceMap, isAsync, modules } = answer;
  return {
    run: 1,
    name,
    code: CODE,
    wantsResult: true,
    compiled: { javascript, sourceMap, isAsync, modules },
  };
}

function microsecondsOf(work: () => void): number {
  const started = performance.now();
  for (let cell = 0; cell < CELLS; cell += 1) work();
  return ((performance.now() - started) * 1000) / CELLS;
}

function unexpected(): never {
  throw new Error("a debugger that is off asks for nothing");
}
