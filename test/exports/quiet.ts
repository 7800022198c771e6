/**
 * An environment for calling everything: an empty working directory, a notebook that displays nothing, a
 * silent console.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NOTEBOOK, type Notebook } from "../../src/host/notebook.js";
import { setLanguage } from "../../src/language/language.js";

const SILENT: Notebook = {
  display: () => ({ update: () => undefined }),
  warn: () => undefined,
  currentRun: () => ({ signal: new AbortController().signal, throwIfInterrupted: () => undefined }),
};

/** Runs the tests of this suite in such an environment, and restores the former one afterwards. */
export function inQuietPlace(): void {
  const place = globalThis as { [NOTEBOOK]?: Notebook };
  const folder = process.cwd();
  const { log } = console;
  let temporary: string;
  let notebook: Notebook | undefined;

  before(() => {
    temporary = mkdtempSync(join(tmpdir(), "neurones-exports-"));
    process.chdir(temporary);
    notebook = place[NOTEBOOK];
    place[NOTEBOOK] = SILENT;
  });

  beforeEach(() => {
    console.log = () => undefined;
  });

  // Mocha writes its report of a test after the hooks.
  afterEach(() => {
    console.log = log;
    setLanguage("fr");
  });

  after(() => {
    process.chdir(folder);
    rmSync(temporary, { recursive: true, force: true });
    if (notebook === undefined) delete place[NOTEBOOK];
    else place[NOTEBOOK] = notebook;
  });
}
