/**
 * The virtual environment of Keras, TensorFlow and PyTorch, separate from the project's own: it takes several
 * gigabytes.
 *
 * `npm run bench:peers` makes it in `.cache/bench-peers/` and marks it last as complete.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findPython } from "../../kernel-setup/find-python.js";
import { pythonIn } from "../../system/layout.js";
import { run } from "../../system/run-process.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const REQUIREMENTS = path.join(ROOT, "bench", "peers", "requirements.txt");
const ENVIRONMENT = path.join(ROOT, ".cache", "bench-peers");
const MARK = path.join(ENVIRONMENT, "complete.txt");

/** Its Python; undefined if it is missing, or does not have the required versions. */
export function findPeersPython(mark = MARK): string | undefined {
  const isCurrent = existsSync(mark) && readFileSync(mark, "utf8") === readFileSync(REQUIREMENTS, "utf8");
  return isCurrent ? pythonIn(path.dirname(mark)) : undefined;
}

/** Makes the environment unless it is complete; resolves to the exit status. */
export async function installPeers(): Promise<number> {
  if (findPeersPython() !== undefined) {
    console.log("the peers are installed");
    return 0;
  }
  const { command, args } = await findPython();
  rmSync(ENVIRONMENT, { recursive: true, force: true });
  const made = await run(command, [...args, "-m", "venv", ENVIRONMENT]);
  if (made.code !== 0) return made.code;
  const installed = await run(pythonIn(ENVIRONMENT), [
    "-m",
    "pip",
    "install",
    "--no-input",
    "--progress-bar=off",
    "--requirement",
    REQUIREMENTS,
  ]);
  if (installed.code === 0) writeFileSync(MARK, readFileSync(REQUIREMENTS));
  return installed.code;
}
