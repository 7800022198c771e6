/**
 * `neurones-kernel install` and `uninstall`: the kernel's specification, where Jupyter finds it, and what belongs to it.
 *
 * A package that `npx` has fetched lies in npm's cache, which npm empties when it likes. It is therefore copied into the
 * person's Jupyter data, with all that it needs, and the specification leads to the copy.
 */
import { existsSync } from "node:fs";
import { cp, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { specificationOf, writeKernelspec } from "../kernel-setup/kernelspec.js";
import { runNode } from "../kernel-setup/run-node.js";
import { inPackage } from "../src/kernel/compiler/installation.node.js";
import { say } from "../src/language/language.js";
import type { Person } from "../src/host/system-cache.node.js";
import { cacheOfInstallation, userCache } from "../src/kernel/user-cache.js";
import { SetUpError } from "../system/set-up-error.js";
import type { Arguments } from "./arguments.js";
import { dataBelow, personalData } from "./jupyter-folders.js";

/** The name of this package, and of the folder of its copies among Jupyter's data. */
const PACKAGE = "neurones-kernel";

/** The paths of files in the package. */
const MAIN = ["dist", "src", "kernel", "main.js"];
const PROGRAM = ["dist", "kernel-package", "main.js"];

/** Installs the kernel; returns the folder of its specification. */
export async function install(asked: Arguments, person: Person): Promise<string> {
  const folder = specificationFolder(asked, person);
  const present = await mainOf(folder);
  if (present !== undefined && !isOurs(present))
    throw new SetUpError({
      fr: `${folder} appartient à un autre noyau (${present}). Choisissez un autre nom : --name NOM`,
      en: `${folder} belongs to another kernel (${present}). Choose another name: --name NAME`,
    });
  const home = await permanentHome(inPackage(), person);
  await writeKernelspec(
    folder,
    specificationOf([process.execPath, path.join(home, ...MAIN)], asked.title, asked.language),
    path.join(home, "kernel-setup", "logos"),
  );
  await prepareIn(home);
  return folder;
}

/** Removes the kernel, and what it alone needed; returns the folder of its specification. */
export async function uninstall(asked: Arguments, person: Person): Promise<string> {
  const folder = specificationFolder(asked, person);
  const main = await mainOf(folder);
  if (main === undefined)
    throw new SetUpError({
      fr: `il n’y a pas de noyau dans ${folder}. jupyter kernelspec list montre tous les noyaux.`,
      en: `there is no kernel in ${folder}. jupyter kernelspec list shows all kernels.`,
    });
  if (!isOurs(main))
    throw new SetUpError({
      fr: `${folder} appartient à un autre noyau (${main}).`,
      en: `${folder} belongs to another kernel (${main}).`,
    });
  await rm(folder, { recursive: true });
  const kernels = path.dirname(folder);
  if (!(await isUsed(kernels, main))) await removeBelongings(main, person);
  for (const empty of [kernels, path.dirname(kernels), userCache(person)])
    await rmdir(empty).catch(() => undefined);
  return folder;
}

function specificationFolder({ prefix, name }: Arguments, person: Person): string {
  const data = prefix === undefined ? personalData(person) : dataBelow(path.resolve(prefix), person.platform);
  return path.join(data, "kernels", name.toLowerCase());
}

/** The main program of the specification in a folder; empty for one without a program, undefined if there is none. */
async function mainOf(folder: string): Promise<string | undefined> {
  const text = await readFile(path.join(folder, "kernel.json"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { argv } = JSON.parse(text) as { readonly argv?: readonly unknown[] };
    return typeof argv?.[1] === "string" ? argv[1] : "";
  } catch {
    return "";
  }
}

function isOurs(main: string): boolean {
  return main.replaceAll("\\", "/").endsWith(`/${PACKAGE}/${MAIN.join("/")}`);
}

/** Whether a specification among these leads to this main program. */
async function isUsed(kernels: string, main: string): Promise<boolean> {
  const names = await readdir(kernels);
  const mains = await Promise.all(names.map((name) => mainOf(path.join(kernels, name))));
  return mains.includes(main);
}

/** Removes a copy of the package, and what was prepared for it. */
async function removeBelongings(main: string, person: Person): Promise<void> {
  const home = main.slice(0, -path.join(path.sep, ...MAIN).length);
  await rm(cacheOfInstallation(person, home), { recursive: true, force: true });
  await rm(path.join(home, "dist", "compiler-snapshot"), { recursive: true, force: true }).catch(
    // An installation that can only be read was not written into either.
    () => undefined,
  );
  const copies = path.join(personalData(person), PACKAGE);
  if (!home.startsWith(copies + path.sep)) return;
  const [version] = path.relative(copies, home).split(path.sep);
  await rm(path.join(copies, version!), { recursive: true, force: true });
  await rmdir(copies).catch(() => undefined);
}

/** The folder in which the package stays: its own, or that of a copy if it lies in the cache of `npx`. */
async function permanentHome(home: string, person: Person): Promise<string> {
  if (!/[\\/]_npx[\\/]/.test(home)) return home;
  const { version } = JSON.parse(await readFile(path.join(home, "package.json"), "utf8")) as {
    readonly version: string;
  };
  const copy = path.join(personalData(person), PACKAGE, version);
  const packages = path.dirname(home);
  if (!existsSync(copy)) {
    console.log(say({ fr: `Le noyau est copié dans ${copy} …`, en: `The kernel is copied to ${copy} …` }));
    const aside = `${copy}.${process.pid}.part`;
    await cp(packages, path.join(aside, "node_modules"), { recursive: true, verbatimSymlinks: true });
    await rename(aside, copy);
  }
  return path.join(copy, "node_modules", path.basename(home));
}

/** Prepares the compiler; without it kernels only start more slowly. */
async function prepareIn(home: string): Promise<void> {
  try {
    await runNode([path.join(home, ...PROGRAM), "prepare"]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.warn(
      say({
        fr: `le compilateur n’a pas pu être préparé ; les noyaux démarreront plus lentement (${reason}).`,
        en: `the compiler could not be prepared; kernels will start more slowly (${reason}).`,
      }),
    );
  }
}
