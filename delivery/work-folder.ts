/**
 * The folder in which a student works, `travail/` or in English `work/`, with the student's version of every lesson.
 *
 * A file that the student has changed is never overwritten (`delivery.ts`). The file `.neurones/travail.json`
 * (`work.json`) stores a digest of each file as it was delivered.
 */
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../system/layout.js";
import { sha256 } from "../system/sha256.js";
import { writeAside } from "../system/write-aside.js";
import { deliver, type Delivered, type Delivery, type WorkPlace } from "./delivery.js";

/** The text of each lesson's file in the student's version, by the file's name, in the lessons' order. */
export type LessonTexts = ReadonlyMap<string, string>;

/** Writes new and changed lessons into the folder; resolves to those that were written. */
export async function deliverLessons(layout: Layout, lessons: LessonTexts): Promise<Delivery[]> {
  const digestsFile = path.join(layout.state, `${path.basename(layout.work)}.json`);
  const delivered = await readDigests(digestsFile);
  const before = JSON.stringify(delivered);
  const news: Delivery[] = [];
  const place = workPlace(layout.work);
  await mkdir(layout.work, { recursive: true });
  for (const [name, content] of lessons) {
    const version = { content, digest: sha256(content) };
    const delivery = await deliver(place, path.basename(name, ".ipynb"), version, delivered, layout.edition);
    if (delivery !== undefined) news.push(delivery);
  }
  if (JSON.stringify(delivered) !== before)
    await writeAside(digestsFile, `${JSON.stringify(delivered, null, 2)}\n`);
  return news;
}

/** The folder as a place where a student works. */
function workPlace(folder: string): WorkPlace {
  const fileOf = (name: string) => path.join(folder, name);
  return {
    digestOf: async (name) => (existsSync(fileOf(name)) ? sha256(await readFile(fileOf(name))) : undefined),
    write: (name, content) => writeAside(fileOf(name), content),
  };
}

async function readDigests(file: string): Promise<Delivered> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Delivered;
  } catch {
    return {}; // Without the stored digests every existing file counts as changed by the student.
  }
}
