/**
 * Measures the cost of the sandbox: grading one submission of lesson 03 against executing it as `npm run lesson` does.
 */
import { spawn } from "node:child_process";
import path from "node:path";
import { gradeSubmission } from "../../grading/marking/grade-submission.js";
import { readNotebook } from "../../grading/notebook-file.js";
import { layoutOf } from "../../system/layout.js";
import { inSandbox } from "../in-sandbox.js";
import { median } from "../measure.js";

const ROUNDS = 5;

/** Times both in turn and prints the medians with their ratio. */
export default async function grading(): Promise<void> {
  const layout = layoutOf(process.cwd());
  const file = path.join(layout.lessons, "03-perceptron.ipynb");
  const lesson = await readNotebook(file);
  await inSandbox(layout, async (configuration) => {
    const [graded, executed]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      graded.push(await seconds(() => gradeSubmission(lesson, lesson, configuration)));
      executed.push(await seconds(() => execute(file)));
    }
    const [ours, plain] = [median(graded), median(executed)];
    console.log(
      `lesson 03: graded in ${ours.toFixed(1)} s, executed in ${plain.toFixed(1)} s, ratio ${(ours / plain).toFixed(2)}`,
    );
  });
}

function execute(file: string): Promise<void> {
  const child = spawn(process.execPath, ["kernel-setup/bootstrap.cjs", "lesson", file], {
    env: { ...process.env, NEURONES_QUICK: "1", NEURONES_OFFLINE: "1" },
    stdio: "ignore",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`npm run lesson ended with ${code}`)),
    );
  });
}

async function seconds(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return (performance.now() - started) / 1000;
}
