/**
 * `npm run setup -- --shared FOLDER`: an installation for all people of a machine, as on a server for a class.
 *
 * It holds the compiled programs, the packages, the Python environment with JupyterHub, and the lessons in the student's
 * version: neither the lessons' solutions nor the sources, whose exercises hold the right answers. The environment, the
 * compiler's snapshot and the kernel's specification name absolute paths, so they are made at their place: the program
 * runs `complete-shared` there (`complete-shared.ts`). `shared.json` is removed first and written last.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { LANGUAGES, say } from "../src/language/language.js";
import type { LessonTexts } from "../delivery/work-folder.js";
import { layoutOf, type Layout } from "../system/layout.js";
import { startForeground } from "../system/run-process.js";
import { SetUpError } from "../system/set-up-error.js";
import { SHARED_MARK } from "../system/shared.js";
import { writeAside } from "../system/write-aside.js";

/** The folder with the Node that `pinned-node.cjs` has installed. */
const NODE_FOLDER = ".node";

/** The files and folders that are copied as they are. */
const COPIED = [
  ...["package.json", "package-lock.json", ".npmrc", "LICENSE", NODE_FOLDER],
  ...["kernel-setup", "hub", path.join("grading", "nbgrader"), path.join("commands", "lessons")],
  ...[
    "bundle",
    "browser-edition",
    "commands",
    "delivery",
    "grading",
    "kernel-setup",
    "kit",
    "lab-extension",
  ].map(inDist),
  ...["src", "system", "training"].map(inDist),
];

/** Sources of programs, which a shared installation does without. */
const SOURCE = /(?<!\.d)\.ts$|\.js\.map$/;

function inDist(folder: string): string {
  return path.join("dist", folder);
}

/** Reads the student's versions of the lessons of an edition. */
export type StudentTexts = (layout: Layout) => Promise<LessonTexts>;

/** Makes the installation, or makes it anew; resolves to the exit status. */
export async function installShared(
  layout: Layout,
  folder: string,
  studentTexts: StudentTexts,
): Promise<number> {
  const root = path.resolve(folder);
  await refuse(layout, root);
  await mkdir(root, { recursive: true });
  await rm(path.join(root, SHARED_MARK), { force: true });
  for (const name of COPIED) await replace(path.join(layout.root, name), path.join(root, name));
  await writeLessons(layout, root, studentTexts);
  const bootstrap = path.join(root, "kernel-setup", "bootstrap.cjs");
  const { code } = startForeground(nodeOf(layout, root), [bootstrap, "complete-shared"], {
    cwd: root,
    env: process.env,
  });
  const status = await code;
  if (status !== 0) return status;
  console.log(
    say({
      fr: `neurones : installation partagée prête : ${root} (docs/hub.md dit la suite)`,
      en: `neurones: shared installation ready: ${root} (docs/hub.md tells how to go on)`,
    }),
  );
  return 0;
}

/**
 * The Node that runs the installation at `root`: the one that runs this, or its copy there if it lies in the clone, which
 * the other people may not be able to read.
 */
export function nodeOf(layout: Layout, root: string, node: string = process.execPath): string {
  const place = path.relative(path.join(layout.root, NODE_FOLDER), node);
  const isOfClone = !place.startsWith("..") && !path.isAbsolute(place);
  return isOfClone ? path.join(root, NODE_FOLDER, place) : node;
}

/** Throws `SetUpError` for a folder that is not to be written into. */
async function refuse(layout: Layout, root: string): Promise<void> {
  const isInClone = !path.relative(layout.root, root).startsWith("..");
  const isAround = !path.relative(root, layout.root).startsWith("..");
  if (isInClone || isAround)
    throw new SetUpError({
      fr: `L’installation partagée veut un dossier à part, hors du clone : reçu ${root}, le clone est ${layout.root}.`,
      en: `The shared installation needs a folder of its own, outside the clone: received ${root}, the clone is ${layout.root}.`,
    });
  const present = await readdir(root).catch(() => []);
  const isOurs = existsSync(path.join(root, "kernel-setup", "bootstrap.cjs"));
  if (present.length > 0 && !isOurs)
    throw new SetUpError({
      fr: `${root} contient autre chose qu’une installation partagée : indiquez un dossier vide.`,
      en: `${root} holds something else than a shared installation: name an empty folder.`,
    });
}

/** Copies a file or folder in the place of the one that is there. */
async function replace(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  if (!existsSync(from)) return;
  await cp(from, to, {
    recursive: true,
    filter: (file) => !SOURCE.test(file) && !file.endsWith(".pyc"),
  });
}

/** Writes the student's version of each lesson, in each language. */
export async function writeLessons(layout: Layout, root: string, studentTexts: StudentTexts): Promise<void> {
  await rm(path.join(root, "notebooks"), { recursive: true, force: true });
  for (const language of LANGUAGES) {
    const own = layoutOf(layout.root, layout.platform, language);
    const { lessons } = layoutOf(root, layout.platform, language);
    for (const [name, text] of await studentTexts(own)) await writeAside(path.join(lessons, name), text);
  }
}
