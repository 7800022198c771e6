/**
 * The exercises of an instructor's own lessons. Beside a lesson `lessons/NAME.ipynb` of the course's folder lies
 * `lessons/NAME.exercises.ts`, which exports a list of exercises as its default. It is the instructor's own program: it runs
 * in the grading process, and no submission can read it.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildFailure, Plugin } from "esbuild";
import type { Exercise } from "../../src/exercises/exercise.js";
import type { Layout } from "../../system/layout.js";
import { SetUpError } from "../../system/set-up-error.js";
import type { Course } from "../course.js";
import { takeOwnExercises } from "../known-exercises.js";
import { checkedExercises } from "./check-exercises.js";
import { exerciseFiles, lessonOf } from "./own-lessons.js";

/** The compiled programs of the lessons' exercises, by lesson. */
const programs = new Map<string, string>();

/**
 * The program of a lesson's exercises with all files that it imports, as `loadOwnExercises` has loaded it: marks depend on
 * nothing else of them. Undefined if the lesson has no exercises of its own.
 */
export function exercisesProgram(lesson: string): string | undefined {
  return programs.get(lesson);
}

/** Loads all exercises of the course's folder. Throws `SetUpError` if a file cannot be used, with the reason. */
export async function loadOwnExercises(course: Course): Promise<void> {
  const all = new Map<string, Exercise>();
  programs.clear();
  for (const file of await exerciseFiles(course)) {
    const { program, exported } = await load(file, course.layout);
    programs.set(lessonOf(file), program);
    for (const exercise of checkedExercises(exported, file)) {
      if (all.has(exercise.id))
        throw new SetUpError({
          fr: `« ${file} » : un autre fichier a déjà un exercice « ${exercise.id} ».`,
          en: `“${file}”: another file has an exercise “${exercise.id}” already.`,
        });
      all.set(exercise.id, exercise);
    }
  }
  takeOwnExercises([...all.values()]);
}

/** The file's program with all that it imports, and what it exports as its default. */
async function load(
  file: string,
  layout: Layout,
): Promise<{ readonly program: string; readonly exported: unknown }> {
  try {
    // The compiler is loaded only where there is something to compile.
    const { build } = await import("esbuild");
    const { outputFiles } = await build({
      entryPoints: [file],
      // The program names its files relative to this folder, and so does not depend on where the command is called.
      absWorkingDir: path.dirname(file),
      bundle: true,
      write: false,
      format: "esm",
      platform: "node",
      logLevel: "silent",
      plugins: [courseModules(layout)],
    });
    const { text: program } = outputFiles[0];
    const code = Buffer.from(program).toString("base64");
    const module = (await import(`data:text/javascript;base64,${code}`)) as { readonly default?: unknown };
    return { program, exported: module.default };
  } catch (error) {
    const why = reasonIn(error);
    throw new SetUpError({
      fr: `« ${file} » ne se lit pas : ${why}`,
      en: `“${file}” cannot be read: ${why}`,
    });
  }
}

/** The first error of the compiler, with its place; else the error itself. */
function reasonIn(error: unknown): string {
  const failure = error as Partial<BuildFailure>;
  const [first] = failure.errors ?? [];
  if (first === undefined) return error instanceof Error ? error.message : String(error);
  const place =
    first.location === null ? "" : ` (${path.basename(first.location.file)}:${first.location.line})`;
  return `${first.text}${place}`;
}

/** The modules of this course that a file of exercises can import: the kinds of exercises, and the engine. */
function courseModules(layout: Layout): Plugin {
  const compiled = (...parts: string[]) => pathToFileURL(path.join(layout.root, "dist", ...parts)).href;
  const modules: Readonly<Record<string, string>> = {
    "neurones/exercises": compiled("src", "exercises", "kinds.js"),
    neurones: compiled("bundle", "node", "neurones.js"),
  };
  return {
    name: "modules of the course",
    setup({ onResolve }) {
      onResolve({ filter: /^neurones(?:\/exercises)?$/ }, ({ path: name }) => ({
        path: modules[name],
        external: true,
      }));
    },
  };
}
