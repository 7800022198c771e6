/**
 * `npm run release -- --kit [--out FOLDER] [--course FOLDER]`: writes what a class may be given, a folder and a zip archive
 * of it. In it `npm start` works as in a clone; there is nothing to compile, and no solution to read.
 */
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { readArguments } from "../grading/arguments.js";
import { studentTexts } from "../grading/student-texts.js";
import { buildKernels } from "../kernel-setup/build-kernels.js";
import { KIT_LIST } from "../kernel-setup/given-files.js";
import { LANGUAGES, say } from "../src/language/language.js";
import { layoutOf, type Layout } from "../system/layout.js";
import { replaceFolder } from "../system/replace-folder.js";
import { SetUpError } from "../system/set-up-error.js";
import { writeAside } from "../system/write-aside.js";
import { zipArchive } from "../system/write-zip.js";
import { givenFiles, JOINED_EXERCISES } from "./contents.js";
import { hiddenScript, withDigest } from "./hidden-exercises.js";
import { kitLock, kitPackage } from "./package-files.js";
import { readme } from "./readme.js";

/** The option of `npm run release` that makes the kit. */
export const KIT_OPTION = "--kit";

/** The kit's name, and that of the folder in its archive. */
const NAME = "neurones";
const USAGE = `npm run release -- ${KIT_OPTION} [--out DOSSIER] [--course DOSSIER]`;

/** Runs the command; resolves to the exit status. */
export async function kit(layout: Layout, args: readonly string[]): Promise<number> {
  const { course, names, values } = readArguments(layout, args, {
    usage: USAGE,
    values: ["out"],
    flags: [KIT_OPTION.slice(2)],
  });
  if (names.length > 0)
    throw new SetUpError({
      fr: `${KIT_OPTION} prend toutes les leçons, et ne veut donc pas de nom : ${names.join(", ")}. Usage : ${USAGE}`,
      en: `${KIT_OPTION} takes all lessons, and therefore no name: ${names.join(", ")}. Usage: ${USAGE}`,
    });
  const target = path.resolve(values.get("out") ?? course.path("kit"), NAME);
  await refuseForeignFolder(target);
  await writeKit(layout, target);
  const archive = `${target}.zip`;
  await writeAside(archive, await zipOf(target));
  console.log(
    say({
      fr: `neurones : le dossier à distribuer est prêt : ${archive} (et ${target}).`,
      en: `neurones: what to give your class is ready: ${archive} (and ${target}).`,
    }),
  );
  return 0;
}

/** Writes the kit into a folder, which is replaced. */
export async function writeKit(layout: Layout, target: string): Promise<void> {
  const aside = `${target}.${process.pid}.new`;
  await buildKernels(layout);
  await rm(aside, { recursive: true, force: true });
  try {
    for (const file of await givenFiles(layout.root)) await copy(layout.root, aside, file);
    await hideExercises(aside);
    for (const [name, text] of await ownFiles(layout)) await write(aside, name, text);
    // Last, since it lists all files.
    await write(aside, KIT_LIST, `${JSON.stringify({ files: await filesIn(aside) }, null, 1)}\n`);
    await replaceFolder(target, aside);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** The files that are not copied from the clone: lessons, packages, and what the student reads first. */
async function ownFiles({ root, platform }: Layout): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const language of LANGUAGES) {
    const texts = await studentTexts(layoutOf(root, platform, language));
    for (const [name, text] of texts) files.set(`notebooks/${language}/${name}`, text);
  }
  const packageText = await readFile(path.join(root, "package.json"), "utf8");
  files.set("package.json", kitPackage(packageText));
  files.set("package-lock.json", kitLock(await readFile(path.join(root, "package-lock.json"), "utf8")));
  files.set("README.md", readme((JSON.parse(packageText) as { readonly version: string }).version));
  return files;
}

/** Exchanges the letters of the joined exercises, and tells the modules that run them the new digest. */
async function hideExercises(folder: string): Promise<void> {
  const script = path.join(folder, JOINED_EXERCISES);
  const before = await readFile(script, "utf8");
  const after = await hiddenScript(before);
  await writeFile(script, after);
  const beside = path.dirname(script);
  for (const name of (await readdir(beside)).filter((file) => file.endsWith(".js"))) {
    const module = path.join(beside, name);
    await writeFile(module, withDigest(await readFile(module, "utf8"), before, after));
  }
}

async function copy(root: string, folder: string, file: string): Promise<void> {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await copyFile(path.join(root, file), target);
}

async function write(folder: string, file: string, text: string): Promise<void> {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}

/** The files in a folder, by their paths with slashes. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}

/** An archive of a kit in a folder, with one folder at its top. */
export async function zipOf(folder: string): Promise<Buffer> {
  const modified = new Date();
  const files = await Promise.all(
    (await filesIn(folder)).map(async (file) => ({
      name: `${NAME}/${file}`,
      content: await readFile(path.join(folder, file)),
      modified,
    })),
  );
  return zipArchive(files);
}

/** Refuses a folder with files that are no kit. */
async function refuseForeignFolder(target: string): Promise<void> {
  const isFree = !existsSync(target) || existsSync(path.join(target, KIT_LIST));
  if (isFree || (await readdir(target)).length === 0) return;
  throw new SetUpError({
    fr: `Le dossier ${target} n’est pas vide, et n’est pas un dossier de cours fait par cette commande : rien n’y est écrit.`,
    en: `The folder ${target} is not empty and was not made by this command: nothing is written there.`,
  });
}
