/** A lesson that breaks the convention of graded cells is refused before anything is written. */
import { SetUpError } from "../system/set-up-error.js";
import { breaches } from "./convention.js";
import { exerciseNames } from "./known-exercises.js";
import type { Notebook } from "./notebook-file.js";

/** Throws `SetUpError` with the first breach of the convention. */
export function refuseUngradable(lesson: string, notebook: Notebook): void {
  const [first] = breaches(notebook, exerciseNames());
  if (first !== undefined)
    throw new SetUpError({
      fr: `La leçon ${lesson} ne peut pas être notée : ${first}.`,
      en: `Lesson ${lesson} cannot be graded: ${first}.`,
    });
}
