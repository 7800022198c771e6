/** The exercises that this process can mark: the course's catalogue, and those of the instructor's own lessons. */
import { EXERCISES } from "../src/exercises/catalogue.js";
import type { Exercise } from "../src/exercises/exercise.js";

const own = new Map<string, Exercise>();

/** The exercise with this name; undefined if there is none. */
export function exerciseNamed(id: string): Exercise | undefined {
  return EXERCISES.get(id) ?? own.get(id);
}

/** The names of all exercises. */
export function exerciseNames(): ReadonlySet<string> {
  return new Set([...EXERCISES.keys(), ...own.keys()]);
}

/** Takes the exercises of the instructor's own lessons, in place of those taken before. */
export function takeOwnExercises(exercises: readonly Exercise[]): void {
  own.clear();
  for (const exercise of exercises) own.set(exercise.id, exercise);
}
