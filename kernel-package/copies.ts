/**
 * Copies of the package beside Jupyter's kernels, for a package that lies where it will not stay.
 *
 * `npx` fetches a package into npm's cache, which a person may empty and npm itself replaces. The package is therefore
 * copied with all that it needs, and the specification leads to the copy. It lies among the same data as the
 * specification: whoever can read one can read the other, and both end with the virtual environment that holds them.
 */
import { existsSync } from "node:fs";
import { cp, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { isRunning } from "../src/host/is-running.node.js";
import { digest } from "../src/kernel/digest.js";
import { say } from "../src/language/language.js";
import { SetUpError } from "../system/set-up-error.js";
import { mainsIn, PACKAGE } from "./specifications.js";

/** The folder of npm's cache in which `npx` keeps packages. */
const NPX = /[\\/]_npx[\\/]/;

/** The folders of other programs of this kind, whose packages consist of links: pnpm's, Yarn's and Bun's. */
const OTHERS = /[\\/](?:dlx|dlx-\d+|bunx-[^\\/]+)[\\/]/;

/** What a copy is named while it is made: the number of the process that makes it. */
const UNFINISHED = /\.(\d+)\.part$/;

/**
 * The folder in which the package stays: its own, or that of a copy among these data of Jupyter's.
 * @throws SetUpError where the package lies in the cache of a program whose packages cannot be copied
 */
export async function permanentHome(home: string, data: string): Promise<string> {
  if (OTHERS.test(home))
    throw new SetUpError({
      fr: `${home} est un dossier temporaire, où le noyau ne resterait pas. Installez-le par : npx ${PACKAGE} install`,
      en: `${home} is a temporary folder, in which the kernel would not stay. Install it by: npx ${PACKAGE} install`,
    });
  if (!NPX.test(home)) return home;
  const packages = path.dirname(home);
  const copy = path.join(copiesIn(data), await nameOf(home));
  if (!existsSync(copy)) {
    console.log(say({ fr: `Le noyau est copié dans ${copy} …`, en: `The kernel is copied to ${copy} …` }));
    await copyWhole(packages, copy);
  }
  return path.join(copy, "node_modules", path.basename(home));
}

/**
 * Removes the copies among these data to which no specification leads, also those that were never finished.
 * @returns the folders that could not be removed, as on Windows while a kernel runs from them
 */
export async function removeUnusedCopies(data: string): Promise<readonly string[]> {
  const copies = copiesIn(data);
  const mains = [...(await mainsIn(path.join(data, "kernels")))];
  const kept: string[] = [];
  for (const name of await readdir(copies).catch(() => [])) {
    const copy = path.join(copies, name);
    const [, maker] = UNFINISHED.exec(name) ?? [];
    const isUsed = maker === undefined ? mains.some((main) => isIn(main, copy)) : isRunning(Number(maker));
    if (isUsed) continue;
    await rm(copy, { recursive: true, force: true, maxRetries: 3 }).catch(() => kept.push(copy));
  }
  await rmdir(copies).catch(() => undefined /* Others are still used. */);
  return kept;
}

function copiesIn(data: string): string {
  return path.join(data, PACKAGE);
}

function isIn(file: string, folder: string): boolean {
  const way = path.relative(folder, file);
  return way !== "" && way.split(path.sep)[0] !== ".." && !path.isAbsolute(way);
}

/** The name of a copy: the version, and a digest of what npm has installed, since one version may be packed twice. */
async function nameOf(home: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(home, "package.json"), "utf8")) as {
    readonly version: string;
  };
  const installed = await readFile(path.join(path.dirname(home), ".package-lock.json"), "utf8");
  return `${version}-${digest(installed).replace(":", "-")}`;
}

/** Copies a folder of packages as `node_modules` of another one, completely or not at all. */
async function copyWhole(packages: string, copy: string): Promise<void> {
  const aside = `${copy}.${process.pid}.part`;
  try {
    // Links to programs are left out: nothing here uses them, and Windows forbids most people to make links.
    const filter = (file: string): boolean => path.basename(file) !== ".bin";
    await cp(packages, path.join(aside, "node_modules"), { recursive: true, filter });
    await rename(aside, copy);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    // Another process may have made the same copy meanwhile.
    if (!existsSync(copy)) throw error;
  }
}
