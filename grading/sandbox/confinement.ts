/**
 * Chooses how submissions are confined on this machine: by bubblewrap, else by a container. Grading without
 * confinement takes an explicit option.
 */
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../system/run-process.js";
import { SetUpError } from "../../system/set-up-error.js";
import { bubblewrap } from "./bubblewrap.js";
import {
  LIMITS,
  type Confinement,
  type Limits,
  type SandboxCommand,
  type SandboxFiles,
} from "./configuration.js";
import { container, NODE_IMAGE } from "./container.js";
import { findProcessorShare } from "./processor-share.js";
import { environment, nodeArguments, placeInCourse } from "./program.js";

/** The option that grades without a sandbox. */
export const UNCONFINED = "--without-sandbox";

/**
 * Tries bubblewrap, Podman and Docker, in this order.
 * @param allowNone  true if the person accepts grading without confinement
 * @throws SetUpError if none of them works and `allowNone` is false
 */
export async function findConfinement(
  allowNone: boolean,
  platform: NodeJS.Platform = process.platform,
): Promise<Confinement> {
  const reasons: string[] = [];
  if (platform === "linux") {
    const tried = await run(
      "bwrap",
      [
        "--unshare-all",
        "--unshare-user",
        "--uid",
        "65534",
        "--cap-drop",
        "ALL",
        "--ro-bind",
        "/",
        "/",
        process.execPath,
        "--version",
      ],
      { quiet: true, timeout: 20_000 },
    );
    if (tried.code === 0) {
      const share = await findProcessorShare(LIMITS);
      return {
        kind: "bubblewrap",
        placeOf: placeInCourse,
        start: (files, limits, processor) => bubblewrap("bwrap", share, files, limits, processor),
      };
    }
    reasons.push(`bwrap: ${lastLine(tried.output)}`);
  }
  for (const program of ["podman", "docker"]) {
    const tried = await run(program, ["image", "inspect", NODE_IMAGE], { quiet: true, timeout: 20_000 });
    if (tried.code === 0)
      return {
        kind: "container",
        placeOf: placeInCourse,
        start: (files, limits) => container(program, files, limits),
      };
    reasons.push(`${program}: ${lastLine(tried.output)}`);
  }
  if (allowNone) return { kind: "none", placeOf: (file) => file, start: unconfined };
  throw new SetUpError({
    fr: `Rien pour isoler les copies sur cette machine (${reasons.join(" ; ")}). Sous Debian ou Ubuntu : « sudo apt install bubblewrap » ; ailleurs, installez Podman ou Docker, puis « podman pull ${NODE_IMAGE} ». Noter sans isolation laisse le code des étudiants lire et écrire vos fichiers ; si vous l’acceptez, ajoutez ${UNCONFINED}.`,
    en: `This machine has nothing to confine submissions with (${reasons.join("; ")}). On Debian or Ubuntu: “sudo apt install bubblewrap”; elsewhere install Podman or Docker, then “podman pull ${NODE_IMAGE}”. Grading without a sandbox lets students' code read and write your files; if you accept that, add ${UNCONFINED}.`,
  });
}

/**
 * Runs the program with all rights of the person who grades: for an instructor who has read the students'
 * code.
 */
function unconfined(files: SandboxFiles, limits: Limits): SandboxCommand {
  const { HOME, TMPDIR, PATH, SystemRoot } = process.env;
  return {
    command: process.execPath,
    args: nodeArguments(files, limits, files.image, files.makes),
    env: {
      ...environment(limits),
      NEURONES_DATA: path.join(tmpdir(), "neurones-data"),
      HOME,
      TMPDIR,
      PATH,
      SystemRoot,
    },
  };
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "";
}
