/**
 * The folder `travail/`, in which a student works, with the student's version of every lesson.
 *
 * A file that the student has changed is never overwritten. The file `.neurones/travail.json` stores a digest
 * of each file as it was delivered. If a file has another content now, the student has changed it, and a
 * newer version of the lesson is written beside it.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../system/layout.js";
import { writeAside } from "../system/write-aside.js";
import { readNotebook, writeNotebook } from "./notebook-file.js";
import { studentVersion } from "./student-version.js";

/** A lesson that was written into the folder. */
export interface Delivery {
  readonly file: string;
  /** True if it lies beside an older version that the student has changed. */
  readonly beside: boolean;
}

/** The SHA-256 of each file of the folder as it was delivered. */
type Delivered = Record<string, string>;

/** Writes new and changed lessons into the folder; resolves to those that were written. */
export async function deliverLessons(layout: Layout): Promise<Delivery[]> {
  const lessons = path.join(layout.notebooks, "fr");
  const names = (await readdir(lessons).catch(() => [])).filter((name) => name.endsWith(".ipynb")).sort();
  const digestsFile = path.join(layout.root, ".neurones", "travail.json");
  const delivered = await readDigests(digestsFile);
  const before = JSON.stringify(delivered);
  const news: Delivery[] = [];
  await mkdir(layout.work, { recursive: true });
  for (const name of names) {
    const content = writeNotebook(studentVersion(await readNotebook(path.join(lessons, name))));
    const delivery = await deliver(layout.work, path.basename(name, ".ipynb"), content, delivered);
    if (delivery !== undefined) news.push(delivery);
  }
  if (JSON.stringify(delivered) !== before)
    await writeAside(digestsFile, `${JSON.stringify(delivered, null, 2)}\n`);
  return news;
}

/**
 * Writes a lesson under the first of its names whose file is absent or unchanged, unless this version was
 * delivered before.
 */
async function deliver(
  folder: string,
  lesson: string,
  content: string,
  delivered: Delivered,
): Promise<Delivery | undefined> {
  const wanted = digest(content);
  for (let version = 0; ; version++) {
    const name = nameOf(lesson, version);
    const file = path.join(folder, name);
    const present = existsSync(file) ? digest(await readFile(file)) : undefined;
    if (present !== undefined) {
      const isUnchanged = delivered[name] === wanted || present === wanted;
      if (isUnchanged) {
        delivered[name] = wanted;
        return undefined;
      }
      if (present !== delivered[name]) continue;
    }
    await writeAside(file, content);
    delivered[name] = wanted;
    return { file: name, beside: version > 0 };
  }
}

/**
 * `03-perceptron.ipynb`, then `03-perceptron (nouvelle version).ipynb`, then `… (nouvelle version 2).ipynb`.
 */
function nameOf(lesson: string, version: number): string {
  if (version === 0) return `${lesson}.ipynb`;
  return `${lesson} (nouvelle version${version === 1 ? "" : ` ${version}`}).ipynb`;
}

async function readDigests(file: string): Promise<Delivered> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Delivered;
  } catch {
    return {}; // Without the stored digests every existing file counts as changed by the student.
  }
}

function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
