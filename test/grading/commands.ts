/** Starts grading commands for tests, in processes of their own. */
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { ended } from "../../system/run-process.js";
import { ROOT } from "../setup/clone.js";

const PROGRAM = path.join(ROOT, "dist", "test", "grading", "run-command.js");

/** How a command ended; `document` is that of `--json`. */
export interface Ended {
  readonly status: number;
  readonly document: Readonly<Record<string, unknown>>;
  readonly messages: string;
}

/** The commands of one course. */
export class Commands {
  constructor(private readonly course: string) {}

  /** Starts a command in a process group of its own, so that everything that it starts can be ended with it. */
  start(...args: string[]): ChildProcess {
    return spawn(process.execPath, [PROGRAM, ...args, "--course", this.course], {
      env: { ...process.env, LC_ALL: "C.UTF-8" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
  }

  /** Runs a command with `--json` to its end. */
  async run(...args: string[]): Promise<Ended> {
    const child = this.start(...args, "--json");
    const texts = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream]?.setEncoding("utf8").on("data", (text: string) => (texts[stream] += text));
    const status = await ended(child);
    const document = texts.stdout === "" ? {} : (JSON.parse(texts.stdout) as Ended["document"]);
    return { status, document, messages: texts.stderr };
  }
}

/** Ends a command and all that it has started at once, as a loss of power would. */
export async function killWithAll(child: ChildProcess): Promise<void> {
  const end = ended(child);
  if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  await end;
}
