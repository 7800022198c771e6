/**
 * How submissions are confined on this machine: bubblewrap, else a container, else not at all, and that only when told so aloud.
 */
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../system/run-process.js";
import { SetUpError } from "../../system/set-up-error.js";
import { bubblewrap, environment, nodeArguments, type Contents } from "./bubblewrap.js";
import { container, NODE_IMAGE } from "./container.js";
import { PROGRAM } from "./image.js";
import type { Limits } from "./limits.js";

/** A command that starts the program in its sandbox. */
export interface Started {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** What the command reads from its descriptor 3. */
  readonly filter?: Buffer;
}

export interface Confinement {
  readonly kind: "bubblewrap" | "container" | "none";
  start(contents: Contents, limits: Limits): Started;
}

/** The option that grades without a sandbox. */
export const UNCONFINED = "--without-sandbox";

/** Finds what this machine has; `allowNone` where the person has said that they accept none. Throws `SetUpError`. */
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
    if (tried.code === 0)
      return { kind: "bubblewrap", start: (contents, limits) => bubblewrap("bwrap", contents, limits) };
    reasons.push(`bwrap: ${lastLine(tried.output)}`);
  }
  for (const program of ["podman", "docker"]) {
    const tried = await run(program, ["image", "inspect", NODE_IMAGE], { quiet: true, timeout: 20_000 });
    if (tried.code === 0)
      return { kind: "container", start: (contents, limits) => container(program, contents, limits) };
    reasons.push(`${program}: ${lastLine(tried.output)}`);
  }
  if (allowNone) return { kind: "none", start: unconfined };
  throw new SetUpError({
    fr: `Rien pour isoler les copies sur cette machine (${reasons.join(" ; ")}). Sous Debian ou Ubuntu : « sudo apt install bubblewrap » ; ailleurs, installez Podman ou Docker, puis « podman pull ${NODE_IMAGE} ». Noter sans isolation laisse le code des étudiants lire et écrire vos fichiers ; si vous l’acceptez, ajoutez ${UNCONFINED}.`,
    en: `Nothing to confine submissions with on this machine (${reasons.join("; ")}). On Debian or Ubuntu: “sudo apt install bubblewrap”; elsewhere install Podman or Docker, then “podman pull ${NODE_IMAGE}”. Grading without a sandbox lets students' code read and write your files; if you accept that, add ${UNCONFINED}.`,
  });
}

/** The program as any other, with the rights of whoever grades: for an instructor who has read the code. */
function unconfined({ image }: Contents, limits: Limits): Started {
  const { HOME, TMPDIR, PATH, SystemRoot } = process.env;
  return {
    command: process.execPath,
    args: [...nodeArguments(limits), path.join(image, ...PROGRAM)],
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
