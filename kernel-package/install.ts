/**
 * `neurones-kernel install` and `uninstall`: the kernel's specification, where Jupyter finds it, and what belongs to it.
 */
import { rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { specificationOf, writeKernelspec } from "../kernel-setup/kernelspec.js";
import { runNode } from "../kernel-setup/run-node.js";
import { inPackage } from "../src/kernel/compiler/installation.node.js";
import { say } from "../src/language/language.js";
import type { Person } from "../src/host/system-cache.node.js";
import { cacheOfInstallation, userCache } from "../src/kernel/user-cache.js";
import { SetUpError } from "../system/set-up-error.js";
import type { Arguments } from "./arguments.js";
import { permanentHome, removeUnusedCopies } from "./copies.js";
import { dataBelow, personalData } from "./jupyter-folders.js";
import { homeOf, isOurs, MAIN, mainOf, mainsIn } from "./specifications.js";

/** The program `neurones-kernel` in the package. */
const PROGRAM = ["dist", "kernel-package", "main.js"];

/** Installs the kernel; returns the folder of its specification. */
export async function install(asked: Arguments, person: Person): Promise<string> {
  const data = dataFolder(asked, person);
  const folder = specificationFolder(asked, data);
  const present = await mainOf(folder);
  if (present !== undefined && !isOurs(present))
    throw new SetUpError({
      fr: `${folder} appartient à un autre noyau (${present}). Choisissez un autre nom : --name NOM`,
      en: `${folder} belongs to another kernel (${present}). Choose another name: --name NAME`,
    });
  const home = await permanentHome(inPackage(), data);
  await writeKernelspec(
    folder,
    specificationOf([process.execPath, path.join(home, ...MAIN)], asked.title, asked.language),
    path.join(home, "kernel-setup", "logos"),
  );
  // An earlier version may have lain elsewhere.
  await removeUnused(present, data, person);
  await prepareIn(home);
  return folder;
}

/** Removes the kernel, and what it alone needed; returns the folder of its specification. */
export async function uninstall(asked: Arguments, person: Person): Promise<string> {
  const data = dataFolder(asked, person);
  const folder = specificationFolder(asked, data);
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
  await removeUnused(main, data, person);
  for (const empty of [path.dirname(folder), data, userCache(person)])
    await rmdir(empty).catch(() => undefined);
  return folder;
}

/** The folder of Jupyter's data in which the kernel is wanted. */
function dataFolder({ prefix }: Arguments, person: Person): string {
  const data = prefix === undefined ? personalData(person) : dataBelow(path.resolve(prefix), person.platform);
  return path.resolve(data);
}

function specificationFolder({ name }: Arguments, data: string): string {
  return path.join(data, "kernels", name.toLowerCase());
}

/** What a package has prepared for its compiler: beside it, or in the person's cache. */
async function removePrepared(home: string, person: Person): Promise<void> {
  await rm(cacheOfInstallation(person, home), { recursive: true, force: true });
  await rm(path.join(home, "dist", "compiler-snapshot"), { recursive: true, force: true }).catch(
    // An installation that can only be read was not written into either.
    () => undefined,
  );
}

/** Removes what only this main program needed, unless a kernel among these data leads to it, and unused copies. */
async function removeUnused(main: string | undefined, data: string, person: Person): Promise<void> {
  const mains = await mainsIn(path.join(data, "kernels"));
  if (main !== undefined && !mains.has(main)) await removePrepared(homeOf(main), person);
  for (const folder of await removeUnusedCopies(data))
    console.warn(
      say({
        fr: `${folder} n’a pas pu être supprimé : un noyau en marche s’en sert sans doute. Arrêtez-le, puis supprimez-le.`,
        en: `${folder} could not be removed: a running kernel probably uses it. End the kernel, then remove the folder.`,
      }),
    );
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
