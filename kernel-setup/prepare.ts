/** Preparations of the set-up that only save time later: where one fails, everything works without it. */
import { say, type Sentence } from "../src/language/language.js";

/**
 * Does the work; if it fails, says so and why.
 * @param consequence what is missing then, and what it costs; the reason follows in brackets
 */
export async function prepare(work: () => Promise<void>, consequence: Sentence): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.warn(
      say({
        fr: `neurones : ${consequence.fr} (${reason}).`,
        en: `neurones: ${consequence.en} (${reason}).`,
      }),
    );
  }
}
