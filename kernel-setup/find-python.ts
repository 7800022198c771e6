/**
 * Finds a Python to make the environment with: 3.10 or newer, with the modules that make virtual
 * environments.
 *
 * Several may be installed, under several names, and some names start something else (Windows' link to its
 * store, macOS' link to the developer tools). So each candidate is started and asked for its version; the
 * first suitable one is used.
 */
import { SetUpError } from "../system/set-up-error.js";
import { run } from "../system/run-process.js";

/** The oldest supported Python. */
const OLDEST_PYTHON = [3, 10] as const;

/** A command that may start Python. */
export interface Candidate {
  readonly command: string;
  readonly args: readonly string[];
}

/** A candidate with its answer. */
export interface PythonFound extends Candidate {
  readonly version: readonly [number, number, number];
  /**
   * Whether it can make a virtual environment with pip in it; Debian has these modules in a package of their
   * own.
   */
  readonly makesEnvironments: boolean;
}

/** The commands to try, in order; if `NEURONES_PYTHON` is set, only that one. */
export function pythonCandidates(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Candidate[] {
  const chosen = env.NEURONES_PYTHON;
  if (chosen) return [{ command: chosen, args: [] }];
  const names = ["python3", "python", ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];
  const candidates = names.map((command) => ({ command, args: [] as string[] }));
  return platform === "win32" ? [{ command: "py", args: ["-3"] }, ...candidates.slice(0, 2)] : candidates;
}

const QUESTION = `
import sys
def has(name):
    try:
        __import__(name)
        return 1
    except Exception:
        return 0
print("python-is", *sys.version_info[:3], has("venv") * has("ensurepip"))
`;

/** Asks a candidate for its version and modules; undefined if it is not a Python. */
async function askPython(candidate: Candidate): Promise<PythonFound | undefined> {
  const answer = await run(candidate.command, [...candidate.args, "-c", QUESTION], {
    quiet: true,
    timeout: 30_000,
  });
  const match = /python-is (\d+) (\d+) (\d+) ([01])/.exec(answer.output);
  if (answer.code !== 0 || match === null) return undefined;
  const [major, minor, patch] = match.slice(1, 4).map(Number);
  return { ...candidate, version: [major, minor, patch], makesEnvironments: match[4] === "1" };
}

function isRecentEnough({ version: [major, minor] }: PythonFound): boolean {
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

/** The first suitable Python, or an error that says what is missing and how to get it. */
export async function findPython(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  ask: (candidate: Candidate) => Promise<PythonFound | undefined> = askPython,
): Promise<PythonFound> {
  const found: PythonFound[] = [];
  for (const candidate of pythonCandidates(platform, env)) {
    const python = await ask(candidate);
    if (python === undefined) continue;
    if (isRecentEnough(python) && python.makesEnvironments) return python;
    found.push(python);
  }
  throw pythonMissing(platform, env, found);
}

/** The error if no candidate is suitable. */
function pythonMissing(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  found: readonly PythonFound[],
): SetUpError {
  const withoutModules = found.find(isRecentEnough);
  if (withoutModules) {
    const name = `Python ${withoutModules.version.join(".")}`;
    const debian = `sudo apt install python${withoutModules.version.slice(0, 2).join(".")}-venv`;
    return new SetUpError({
      fr: `${name} est là, mais sans ses modules venv et ensurepip. Sous Debian ou Ubuntu : « ${debian} » ; ailleurs, réinstallez Python depuis python.org. Puis relancez la même commande.`,
      en: `${name} is there, but without its modules venv and ensurepip. On Debian or Ubuntu: “${debian}”; elsewhere, install Python again from python.org. Then run the same command again.`,
    });
  }
  const install = HOW_TO_INSTALL[platform] ?? HOW_TO_INSTALL.linux;
  const chosen = env.NEURONES_PYTHON;
  if (chosen) {
    return new SetUpError({
      fr: `NEURONES_PYTHON désigne « ${chosen} », qui n’est pas un Python 3.10 ou plus récent. Corrigez cette variable ou supprimez-la.`,
      en: `NEURONES_PYTHON names “${chosen}”, which is not a Python 3.10 or newer. Correct that variable or remove it.`,
    });
  }
  const versions = found.map((python) => python.version.join("."));
  const seen = [...new Set(versions)].join(", ");
  return new SetUpError({
    fr: `${seen ? `Python ${seen} est trop ancien : il` : "Python est introuvable : il"} faut Python 3.10 ou plus récent. ${install.fr} Puis ouvrez un nouveau terminal et relancez la même commande.`,
    en: `${seen ? `Python ${seen} is too old` : "Python was not found"}: Python 3.10 or newer is needed. ${install.en} Then open a new terminal and run the same command again.`,
  });
}

const HOW_TO_INSTALL: Partial<Record<NodeJS.Platform, { fr: string; en: string }>> & {
  readonly linux: { fr: string; en: string };
} = {
  win32: {
    fr: "Installez-le depuis python.org en cochant « Add python.exe to PATH », ou par « winget install Python.Python.3.13 ».",
    en: "Install it from python.org, ticking “Add python.exe to PATH”, or by “winget install Python.Python.3.13”.",
  },
  darwin: {
    fr: "Installez-le depuis python.org, ou par « brew install python ».",
    en: "Install it from python.org, or by “brew install python”.",
  },
  linux: {
    fr: "Sous Debian ou Ubuntu : « sudo apt install python3 python3-venv ».",
    en: "On Debian or Ubuntu: “sudo apt install python3 python3-venv”.",
  },
};
