/**
 * The program that `hub/single_user.py` runs before a user's server: it prepares the user's home, and writes to standard
 * output, as JSON, the environment, the arguments and the folder with which JupyterLab then starts. It runs as that user.
 *
 * `node dist/kernel-setup/user-server.js [LANGUAGE]`; the language is that of the lessons and of JupyterLab.
 *
 * `MEM_LIMIT` is what JupyterHub's spawner grants the user, in bytes: half of it is for the process that runs cells, the
 * rest for the server, the compiler and the kernel beside it.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { lessonTexts } from "../delivery/lesson-texts.js";
import { deliverLessons } from "../delivery/work-folder.js";
import { LANGUAGES, setLanguage, type Language } from "../src/language/language.js";
import { dataVariable, isolatedEnvironment } from "../system/environment.js";
import { KERNEL_NAMES } from "../system/kernel-names.js";
import { layoutOf, type Layout } from "../system/layout.js";
import { SetUpError } from "../system/set-up-error.js";
import { homeForShared, prepareHome } from "../system/shared.js";
import { hubConfigurations } from "./hub-settings.js";
import { installStyle, settingsFolder } from "./jupyter-settings.js";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** How a user's server starts. */
interface UserServer {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly args: readonly string[];
  /** The folder of the lessons, in which it starts. */
  readonly folder: string;
}

/** Prepares the home of the user who runs this. Lessons are delivered unless an exchange gives them out. */
async function prepareUser(layout: Layout, language: Language): Promise<UserServer> {
  await prepareHome(layout);
  await installStyle(layout);
  const hasExchange = Boolean(process.env.NEURONES_EXCHANGE);
  if (hasExchange) await mkdir(layout.work, { recursive: true });
  else await deliverLessons(layout, await lessonTexts(layout));
  const own = isolatedEnvironment(layout, {});
  return {
    env: {
      ...own,
      JUPYTER_CONFIG_PATH: hubConfigurations(layout, hasExchange),
      ...dataVariable(layout),
      ...kernelMemory(process.env),
    },
    args: [
      `--ServerApp.root_dir=${layout.work}`,
      `--LabApp.app_settings_dir=${settingsFolder(layout, language)}`,
      `--KernelSpecManager.allowed_kernelspecs=${KERNEL_NAMES[language]}`,
      `--MultiKernelManager.default_kernel_name=${KERNEL_NAMES[language]}`,
    ],
    folder: layout.work,
  };
}

/** The memory for cells, in MB, unless the administrator has set it. */
export function kernelMemory(env: NodeJS.ProcessEnv): { readonly NEURONES_KERNEL_MEMORY?: string } {
  const granted = Number(env.MEM_LIMIT);
  if (env.NEURONES_KERNEL_MEMORY || !(granted > 0)) return {};
  return { NEURONES_KERNEL_MEMORY: String(Math.max(128, Math.floor(granted / 2 / 2 ** 20))) };
}

async function main(asked: string | undefined): Promise<number> {
  const language = LANGUAGES.find((one) => one === asked) ?? "fr";
  setLanguage(language);
  try {
    const layout = layoutOf(ROOT, process.platform, language, homeForShared(ROOT));
    process.stdout.write(`${JSON.stringify(await prepareUser(layout, language))}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    process.stderr.write(`neurones : ${error.message}\n`);
    return 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv[2]);
