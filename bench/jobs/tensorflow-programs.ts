/**
 * Programs written for TensorFlow.js (`bench/programs/`), unchanged but for the import: `neurones/tfjs` beside
 * the `wasm` and `cpu` back ends of TensorFlow.js. The ratio is to the quicker of those that can train the
 * program.
 *
 * `npm run bench -- tensorflow-programs`. The libraries run in turn, each time in a new process; the medians
 * count. The native tfjs-node is not compared.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { formatTable, median } from "../measure.js";
import type { BenchJob, OptionName } from "../options.js";

export const accepts: readonly OptionName[] = ["rounds", "json"];

const PROGRAMS = ["mnist-convolution", "lstm-text"];
const BACK_ENDS = ["cpu", "wasm"];
const ROUNDS = 3;
/** Milliseconds that a program may take. */
const PATIENCE = 600_000;

const COMPILED = fileURLToPath(new URL("../programs/", import.meta.url));
/** The programs with TensorFlow.js' import; beside the others, so that packages are found. */
const THEIRS = fileURLToPath(new URL("../programs-of-tensorflow/", import.meta.url));

interface Training {
  readonly seconds: number;
  readonly loss: number;
}

/** Writes the program with TensorFlow.js' import, and with its back ends; returns the file. */
function withTheirImport(program: string): string {
  const text = readFileSync(path.join(COMPILED, `${program}.js`), "utf8");
  // `npm start` would delete a `.js` file that has no source.
  const file = path.join(THEIRS, `${program}.mjs`);
  mkdirSync(THEIRS, { recursive: true });
  const imports = 'import "@tensorflow/tfjs-backend-wasm";\n';
  writeFileSync(file, imports + text.replaceAll('"neurones/tfjs"', '"@tensorflow/tfjs"'));
  return file;
}

/** Runs a program; undefined if this back end cannot train it. */
function train(file: string, backEnd: string): Training | undefined {
  const { status, stdout } = spawnSync(process.execPath, [file, backEnd], {
    encoding: "utf8",
    timeout: PATIENCE,
    env: { ...process.env, NEURONES_THREADS: "1" },
  });
  const line = stdout.trim().split("\n").at(-1) ?? "";
  return status === 0 && line.startsWith("{") ? (JSON.parse(line) as Training) : undefined;
}

const job: BenchJob = ({ rounds = ROUNDS, json }) => {
  for (const program of PROGRAMS) {
    const theirs = withTheirImport(program);
    const contenders = [
      { name: "neurones/tfjs", file: path.join(COMPILED, `${program}.js`), backEnd: "cpu" },
      ...BACK_ENDS.map((backEnd) => ({ name: `tfjs ${backEnd}`, file: theirs, backEnd })),
    ].map((each) => ({ ...each, trainings: [] as Training[], fails: false }));
    for (let round = 0; round < rounds; round++)
      for (const contender of contenders.filter(({ fails }) => !fails)) {
        const training = train(contender.file, contender.backEnd);
        if (training === undefined) contender.fails = true;
        else contender.trainings.push(training);
      }
    const [ours, ...peers] = contenders.map(({ name, trainings }) => ({
      name,
      seconds: median(trainings.map(({ seconds }) => seconds)),
      loss: trainings.at(-1)?.loss ?? NaN,
    }));
    if (Number.isNaN(ours.seconds)) throw new Error(`${program} could not be measured`);
    const best = Math.min(...peers.map(({ seconds }) => seconds).filter((seconds) => !Number.isNaN(seconds)));
    if (json) for (const each of [ours, ...peers]) console.log(JSON.stringify({ job: program, ...each }));
    else
      console.log(
        formatTable(
          [`${program}, 1 thread`, "s, median", "times ours", "loss"],
          [ours, ...peers].map(({ name, seconds, loss }) => [
            name,
            Number.isNaN(seconds) ? "cannot train" : seconds.toFixed(3),
            Number.isNaN(seconds) ? "" : (seconds / ours.seconds).toFixed(1),
            Number.isNaN(loss) ? "" : loss.toFixed(3),
          ]),
        ) +
          `\n${(best / ours.seconds).toFixed(1)} times faster than the quicker of TensorFlow.js' back ends\n`,
      );
  }
  return Promise.resolve();
};

export default job;
