/**
 * Divides the test files into jobs, one process each, and orders the jobs.
 *
 * A file that starts programs (kernels, JupyterLab, sandboxes, set-ups) mostly waits for them; it gets a
 * process of its own, beside which others run. The other files are quick and share one process, which loads
 * the engine once.
 */
import path from "node:path";

/** The test files that one process runs, in this order; the job `LINT` has none. */
export interface TestJob {
  readonly name: string;
  readonly files: readonly string[];
}

/** The job that checks the sources (`commands/lint.cjs`). */
export const LINT: TestJob = { name: "lint", files: [] };

/**
 * The folders of `test/` whose files get a process of their own: they start programs or, as `fast`, `model`,
 * `neuralnet` and `tfjs`, change what a process has only one of, such as the backend or the methods of tensors,
 * or compute for long.
 */
const STARTS_PROGRAMS = [
  "browser",
  "browser-edition",
  "grading",
  "hub",
  "kernel",
  "kernel-package",
  "kit",
  "notebooks",
  "pages",
  "playground",
  "setup",
  "fast",
  "model",
  "neuralnet",
  "tfjs",
  "bench",
  "host",
];

/** The files that use executed lessons. One process runs them, so that each lesson is executed once. */
const LESSONS = { name: "the lessons", files: ["browser/lessons", "notebooks/execution", "pages/site"] };

/** The files that open the browser edition. One process runs them, so that its site is built once. */
const EDITION = {
  name: "the browser edition",
  files: ["lite", "lite-storage", "lite-en", "lite-firefox", "lite-firefox-lessons"].map(
    (name) => `browser/${name}`,
  ),
};

/** The name of the job with all files that start no programs. */
const QUICK = "the engine";

/** The longest jobs start first; otherwise one process would run a long job at the end while the others are idle. */
const LONGEST_FIRST = [
  LESSONS.name,
  EDITION.name,
  "grading/walk",
  "grading/moodle-walk",
  "grading/attacks",
  "grading/fail-closed",
  QUICK,
  LINT.name,
  "setup/bootstrap",
  "browser/widgets",
  "setup/python-environment",
  "browser/playground",
  "grading/mutations",
  "kit/kit",
  "browser/kernel",
  "grading/formgrader",
  "kernel/faults",
];

/**
 * The jobs for these files, the longest first.
 *
 * @param files compiled test files, relative to the compiled `test/` folder, such as `kernel/faults.test.js`
 */
export function testJobs(files: readonly string[]): TestJob[] {
  const sorted = [...files].sort();
  const groups = [LESSONS, EDITION].map(({ name, files: names }) => ({
    name,
    files: names.flatMap((wanted) => sorted.filter((file) => nameOf(file) === wanted)),
  }));
  const others = sorted.filter((file) => !groups.some((group) => group.files.includes(file)));
  const alone = others.filter((file) => STARTS_PROGRAMS.includes(folderOf(file)));
  const together = others.filter((file) => !alone.includes(file));
  const jobs = [
    ...groups,
    ...alone.map((file) => ({ name: nameOf(file), files: [file] })),
    { name: QUICK, files: together },
  ];
  return inOrder(jobs.filter(({ files: some }) => some.length > 0));
}

/** Whether a job starts programs, so that what else runs on the machine may make it fail. */
export function startsPrograms({ name }: TestJob): boolean {
  return name === LESSONS.name || name === EDITION.name || STARTS_PROGRAMS.includes(name.split("/")[0]);
}

/** These jobs and `LINT`, the longest first. */
export function withLint(jobs: readonly TestJob[]): TestJob[] {
  return inOrder([...jobs, LINT]);
}

function inOrder(jobs: readonly TestJob[]): TestJob[] {
  return [...jobs].sort((a, b) => rank(a.name) - rank(b.name));
}

function folderOf(file: string): string {
  return file.split(path.sep)[0];
}

function nameOf(file: string): string {
  return file
    .split(path.sep)
    .join("/")
    .replace(/\.test\.js$/, "");
}

function rank(name: string): number {
  const place = LONGEST_FIRST.indexOf(name);
  return place === -1 ? LONGEST_FIRST.length : place;
}
