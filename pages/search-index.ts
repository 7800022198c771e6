/** What a search looks through: a script that sets a list, since a page opened from a disk may not fetch a file. */
import type { Lesson } from "./lesson.js";
import { asScript } from "./outputs.js";

/** A passage as the page's script finds it in `neuronesPassages`. */
export interface IndexedPassage {
  readonly address: string;
  readonly lesson: string;
  readonly title: string;
  readonly text: string;
}

export function searchIndex(lessons: readonly Lesson[]): string {
  const passages = lessons.flatMap(({ name, title: lesson, passages }) =>
    passages.map(({ anchor, title, text }): IndexedPassage => ({
      address: `${name}.html#${anchor}`,
      lesson,
      title,
      text: text.replace(/\s+/g, " ").trim(),
    })),
  );
  return `globalThis.neuronesPassages = ${asScript(passages)};\n`;
}
