/**
 * Fixtures of the data sets' tests: temporary folders, a notebook that records messages, small files with
 * checksums, real data.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { NOTEBOOK } from "../../../src/host/notebook.js";
import { sha256 } from "../../../src/datasets/files/checksum.js";
import type { RemoteFile } from "../../../src/datasets/files/remote-set.js";
import { silentNotebook, type SilentNotebook } from "../../neuralnet/silent-notebook.js";

/** A new folder for each test of the suite; the function returns its path while a test runs. */
export function temporaryFolder(): { readonly path: string } {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "neurones données "));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    get path() {
      return folder;
    },
  };
}

/** For each test of the suite, a notebook that records displays and warnings. */
export function quietNotebook(): { readonly now: SilentNotebook } {
  const place = globalThis as { [NOTEBOOK]?: SilentNotebook };
  let before: SilentNotebook | undefined;
  let quiet = silentNotebook();
  beforeEach(() => {
    before = place[NOTEBOOK];
    quiet = silentNotebook();
    place[NOTEBOOK] = quiet;
  });
  afterEach(() => {
    if (before === undefined) delete place[NOTEBOOK];
    else place[NOTEBOOK] = before;
  });
  return {
    get now() {
      return quiet;
    },
  };
}

/** Sets environment variables for each test of the suite, and restores them afterwards. */
export function withEnvironment(wanted: () => Readonly<Record<string, string | undefined>>): void {
  let before: Record<string, string | undefined> = {};
  const set = (values: Readonly<Record<string, string | undefined>>) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  beforeEach(() => {
    const values = wanted();
    before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
    set(values);
  });
  afterEach(() => set(before));
}

/** The description of a file with these bytes, as in a data set. */
export function remoteFile(name: string, bytes: Uint8Array, alsoNamed = /^$/): RemoteFile {
  return { name, size: bytes.length, sha256: sha256(bytes), alsoNamed };
}

/** Pseudo-random bytes, the same on every run. */
export function someBytes(length: number, start = 1): Uint8Array {
  let state = start;
  return Uint8Array.from(
    { length },
    () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) >>> 16,
  );
}

/**
 * The folder with the real data sets, as it is when the tests are loaded; some tests change the variable
 * later.
 */
const REAL = process.env["NEURONES_DATA"];

/**
 * A test on the real files of a data set. It is skipped, and reported as skipped, where `file` is not in
 * `NEURONES_DATA`.
 */
export function itWithRealData(
  file: string,
  title: string,
  test: (directory: string) => Promise<void>,
): void {
  it(`${title} (needs ${file} in NEURONES_DATA)`, async function () {
    if (REAL === undefined || !existsSync(path.join(REAL, file))) return this.skip();
    await test(REAL);
  });
}
