/**
 * Makes the snapshot from which the program in the sandbox starts: the heap of a Node that has loaded the program, and
 * has read all declarations against which cells are checked. To read them takes seconds of computing, which each
 * submission would else spend before its first cell.
 *
 * The snapshot is made in a sandbox as each submission has it, of the files that each submission can read: so it holds
 * nothing else, and the paths in it are those of the sandbox. No code of a student runs there.
 *
 * A thread of a program that starts from a snapshot can fail to load modules of Node (`sandbox-program/snapshot.ts`), and other
 * versions of Node may fail elsewhere. So a cell that loads all of them is tried in a sandbox first. Where that fails, the
 * snapshot's folder stays without one, and is not made again.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { prepare } from "../../kernel-setup/prepare.js";
import { writeSnapshotScript } from "../../kernel-setup/snapshot-script.js";
import { ended } from "../../system/run-process.js";
import {
  LIMITS,
  type Confinement,
  type Limits,
  type SandboxConfiguration,
  type SandboxFiles,
} from "./configuration.js";
import { BLOB, SCRIPT } from "./program.js";
import { Sandbox } from "./sandbox.js";

/** Milliseconds after which making a snapshot has failed. */
const PATIENCE = 180_000;
/** The limits while it is made: the file is larger than what a submission may write. */
const MAKING: Limits = { ...LIMITS, scratchMegabytes: 512 };

/** The cell that is tried. Where Node cannot load a module, it throws an error; what the trial looks for is its end. */
const TRIAL = `import { builtinModules } from "node:module";
for (const name of builtinModules)
  try {
    process.getBuiltinModule(name);
  } catch {}`;

/** The files of a sandbox, with the snapshot; where it cannot be made, says so, and each submission starts more slowly. */
export async function withSnapshot(confinement: Confinement, files: SandboxFiles): Promise<SandboxFiles> {
  let snapshot: string | undefined;
  await prepare(async () => void (snapshot = await makeSnapshot(confinement, files)), {
    fr: "l’isolation n’a pas pu être préparée ; chaque copie démarrera plus lentement",
    en: "the sandbox could not be prepared; each submission will start more slowly",
  });
  return { ...files, ...(snapshot !== undefined && { snapshot }) };
}

/**
 * Makes the snapshot in the image for this Node and these packages, unless it lies there; returns its place in the image, and
 * undefined if this Node has failed to run it before.
 * @throws Error with the first lines of what Node or the sandbox says, if it cannot be made or does not run
 */
async function makeSnapshot(confinement: Confinement, files: SandboxFiles): Promise<string | undefined> {
  const image = realpathSync(files.image);
  const packages = realpathSync(files.packages);
  const place = confinement.placeOf(image, { image, packages });
  const name = `snapshot-${process.version}-${process.platform}-${process.arch}-${await digestOf(packages, place)}`;
  const snapshot = path.posix.join(name, BLOB);
  if (existsSync(path.join(image, snapshot))) return snapshot;
  if (existsSync(path.join(image, name))) return undefined;
  // Two commands may be at it at once.
  const aside = path.join(image, `${name}.${process.pid}.part`);
  await mkdir(aside, { recursive: true });
  try {
    // A container's program is another user, bubblewrap's is this one.
    if (confinement.kind === "container") await chmod(aside, 0o777);
    await writeSnapshotScript(
      {
        compiled: path.join(image, "dist"),
        entry: path.join("grading", "sandbox-program", "snapshot.js"),
        typescript: path.join(packages, "typescript", "lib", "typescript.js"),
        placed: (file) => confinement.placeOf(file, { image, packages }),
      },
      path.join(aside, SCRIPT),
    );
    await runToEnd(confinement, { image, packages, makes: aside });
    await rm(path.join(aside, SCRIPT));
    await chmod(aside, 0o755);
    const tried = path.posix.join(path.basename(aside), BLOB);
    const failure = await failureOf({
      confinement,
      files: { image, packages, snapshot: tried },
      limits: LIMITS,
    });
    if (failure !== undefined) await rm(path.join(aside, BLOB));
    await rename(aside, path.join(image, name)).catch((error: unknown) => {
      if (!existsSync(path.join(image, name))) throw error;
    });
    if (failure !== undefined) throw new Error(failure);
    return snapshot;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Why a sandbox does not start or runs no cell; undefined if it does. */
async function failureOf(configuration: SandboxConfiguration): Promise<string | undefined> {
  let sandbox: Sandbox | undefined;
  try {
    sandbox = await Sandbox.start(configuration);
    const outcome = await sandbox.run({ number: 1, code: TRIAL });
    if ("reply" in outcome && outcome.reply.status === "ok") return undefined;
    return firstLines("reply" in outcome ? (outcome.reply.error ?? outcome.reply.status) : sandbox.log);
  } catch (error) {
    return firstLines((error as Error).message);
  } finally {
    sandbox?.close();
  }
}

const firstLines = (said: string): string => said.trim().split("\n").slice(0, 3).join(" ");

/** A text that changes when other packages are installed, or when the program sees the image elsewhere. */
async function digestOf(packages: string, place: string): Promise<string> {
  const list = await readFile(path.join(packages, ".package-lock.json")).catch(() => "");
  return createHash("sha256").update(place).update("\0").update(list).digest("hex").slice(0, 16);
}

/** Runs the program that makes the snapshot. */
async function runToEnd(confinement: Confinement, files: SandboxFiles): Promise<void> {
  const { command, args, env, filter } = confinement.start(files, MAKING);
  const child = spawn(command, args, {
    env: env ?? { PATH: process.env.PATH },
    stdio: ["ignore", "ignore", "pipe", filter === undefined ? "ignore" : "pipe"],
    timeout: PATIENCE,
    killSignal: "SIGKILL",
  });
  let said = "";
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (said += text));
  const input = child.stdio[3];
  input?.on("error", () => undefined);
  if (filter !== undefined && input !== null && input !== undefined && "end" in input) input.end(filter);
  const status = await ended(child);
  if (status !== 0) throw new Error(`${status} ${firstLines(said)}`);
}
