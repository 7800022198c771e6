/**
 * Downloads the packages that a cell imports by `npm:NAME@RANGE` into a folder beside the notebook, by npm.
 *
 * The folder is a project of its own, so that nothing of the person's project changes, and no script of a package runs. Of
 * a second version of a package the folder has an alias. A package counts as downloaded once the folder's list names it,
 * which is after npm has ended well.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { say } from "../../language/language.js";
import { npmCommand } from "../packages/npm-program.js";
import type { NpmSpecifier } from "../packages/npm-specifier.js";
import { downloadsIn, DOWNLOADS, INDEX, keyOf, versionIn, type ReadText } from "../packages/place.js";
import { endGroup } from "./end-group.js";

export interface Download {
  /** Aborted when the learner presses stop. */
  readonly signal: AbortSignal;
  /** Shows a line of progress below the cell. */
  readonly tell: (text: string) => void;
}

/** Downloads packages; resolves to what failed, in words, or to undefined. */
export type DownloadPackages = (
  packages: readonly NpmSpecifier[],
  download: Download,
) => Promise<string | undefined>;

/** The function that downloads beside the notebooks of a folder. */
export function downloadsBeside(directory: string): DownloadPackages {
  const folder = join(directory, DOWNLOADS);
  // One after the other: two runs of npm in one folder would disturb each other.
  let last: Promise<unknown> = Promise.resolve();
  return (packages, download) => {
    const done = last.then(() => downloadAll(folder, packages, download));
    last = done.catch(() => undefined);
    return done;
  };
}

async function downloadAll(
  folder: string,
  packages: readonly NpmSpecifier[],
  download: Download,
): Promise<string | undefined> {
  if (isOffline())
    return say({
      fr: "NEURONES_OFFLINE interdit tout téléchargement : ôtez cette variable, ou installez le paquet dans un terminal.",
      en: "NEURONES_OFFLINE forbids all downloads: remove this variable, or install the package in a terminal.",
    });
  try {
    prepareFolder(folder);
    for (const npm of packages) {
      const failure = await downloadOne(folder, npm, download);
      if (failure !== undefined || download.signal.aborted) return failure;
    }
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return say({
      fr: `Le dossier des paquets, ${folder}, ne peut pas être écrit (${reason}).`,
      en: `The folder of packages, ${folder}, cannot be written (${reason}).`,
    });
  }
}

/** What `NEURONES_OFFLINE` means for data sets, it means for packages too. */
function isOffline(): boolean {
  return !["", "0", "false", undefined].includes(process.env["NEURONES_OFFLINE"]);
}

/** Makes the folder a project of its own, which version control leaves out. */
function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const files: Readonly<Record<string, string>> = {
    "package.json": '{ "private": true }\n',
    ".gitignore": "*\n",
  };
  for (const [name, text] of Object.entries(files))
    if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), text);
}

async function downloadOne(
  folder: string,
  npm: NpmSpecifier,
  { signal, tell }: Download,
): Promise<string | undefined> {
  const { name, range = "latest" } = npm;
  const asked = `${name}@${range}`;
  const alias = aliasFor(folder, npm);
  tell(say({ fr: `npm : ${asked} est téléchargé …\n`, en: `npm: downloading ${asked} …\n` }));
  const failure = await install(folder, alias, name, range, signal);
  if (signal.aborted) return undefined;
  if (failure !== undefined) return failureOf(asked, failure);
  const types = hasTypes(folder, alias) ? undefined : typesOf(name);
  // Many packages have no types anywhere: their values then have the type `any`.
  if (types !== undefined) await install(folder, typesOf(alias), types, majorOf(folder, alias), signal);
  if (signal.aborted) return undefined;
  const list = { ...downloadsIn(folder, readText), [keyOf(npm)]: alias };
  const aside = join(folder, `${INDEX}.${process.pid}.part`);
  writeFileSync(aside, `${JSON.stringify(list, null, 2)}\n`);
  renameSync(aside, join(folder, INDEX));
  const version = versionIn(folder, alias, readText) ?? "";
  tell(say({ fr: `npm : ${name} ${version} est là.\n`, en: `npm: ${name} ${version} is there.\n` }));
  return undefined;
}

/** The folder of a package in `node_modules`: by its name, unless another version has it already. */
function aliasFor(folder: string, { name, range = "" }: NpmSpecifier): string {
  if (versionIn(folder, name, readText) === undefined) return name;
  return `${name}--${range.replaceAll(/[^\w.-]+/g, "_") || "latest"}`;
}

/** The package of DefinitelyTyped that describes a package. */
function typesOf(name: string): string {
  return `@types/${name.replace(/^@([^/]+)\//, "$1__")}`;
}

/** The version whose types are wanted: the first number of the package's. */
function majorOf(folder: string, alias: string): string {
  return versionIn(folder, alias, readText)?.split(".")[0] ?? "latest";
}

/** Whether a package brings its own types. */
function hasTypes(folder: string, alias: string): boolean {
  const home = join(folder, "node_modules", alias);
  const manifest = readText(join(home, "package.json")) ?? "";
  return /"(?:types|typings)"\s*:/.test(manifest) || existsSync(join(home, "index.d.ts"));
}

/** Options of npm: no scripts, no questions, and an end within half a minute where there is no network. */
const OPTIONS = [
  ...["--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier"],
  ...["--workspaces=false", "--global=false", "--package-lock=true", "--save=true", "--loglevel=error"],
  ...["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=30000"],
];

/** Runs `npm install`; resolves to what it says if it fails. */
async function install(
  folder: string,
  alias: string,
  name: string,
  range: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const [program, ...words] = npmCommand();
  const wanted = alias === name ? `${name}@${range}` : `${alias}@npm:${name}@${range}`;
  const child = spawn(program, [...words, "install", ...OPTIONS, "--", wanted], {
    cwd: folder,
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "" },
    windowsHide: true,
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const stop = (): void => void (child.pid !== undefined && endGroup(child.pid));
  signal.addEventListener("abort", stop, { once: true });
  try {
    const [status] = (await once(child, "close")) as [number | null];
    return status === 0 ? undefined : said;
  } catch (error) {
    return String(error); // npm could not be started.
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** What npm's error means, and npm's own first lines. */
function failureOf(asked: string, said: string): string {
  const lines = said
    .split("\n")
    .map((line) => line.replace(/^npm (?:error|ERR!)\s?/, ""))
    .filter((line) => line.trim() !== "" && !/complete log|^code /.test(line));
  const told = lines.slice(0, 3).join("\n");
  const [, absent] = /'(@?[^'@]+)[^']*'.* (?:could not be found|not in this registry)/.exec(said) ?? [];
  const isOther = absent !== undefined && !asked.startsWith(`${absent}@`);
  if (/\bE404\b/.test(said) && isOther)
    return say({
      fr: `npm ne connaît pas le paquet ${absent}, dont ${asked} a besoin.`,
      en: `npm knows no package ${absent}, which ${asked} needs.`,
    });
  if (/\bE404\b/.test(said))
    return say({
      fr: `npm ne connaît pas de paquet ${asked} : vérifiez son nom.`,
      en: `npm knows no package ${asked}: check its name.`,
    });
  if (/\bETARGET\b/.test(said))
    return say({
      fr: `npm ne connaît pas la version ${asked} : enlevez-la, ou choisissez-en une autre.`,
      en: `npm knows no version ${asked}: leave it out, or choose another one.`,
    });
  if (
    /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(said)
  )
    return say({
      fr: `${asked} n’a pas pu être téléchargé : le réseau ne répond pas.\n${told}`,
      en: `${asked} could not be downloaded: the network does not answer.\n${told}`,
    });
  return say({
    fr: `npm n’a pas pu installer ${asked} :\n${told}`,
    en: `npm could not install ${asked}:\n${told}`,
  });
}

const readText: ReadText = (file) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
};
