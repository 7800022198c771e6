/** What the tests of the data sets have in common: folders that vanish, a quiet notebook, small files with true checksums. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { NOTEBOOK } from "../../../src/host/notebook.js";
import { sha256 } from "../../../src/datasets/files/checksum.js";
import type { RemoteFile } from "../../../src/datasets/files/remote-set.js";
import { silentNotebook, type SilentNotebook } from "../../neuralnet/silent-notebook.js";

/** A fresh folder for each test of the suite; the folder's path is known once a test runs. */
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

/** Puts a notebook that keeps what it is told in place of the console, test by test. */
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

/** Sets environment variables for each test of the suite, and puts them back. */
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

/** A file of these bytes, as a data set describes it. */
export function remoteFile(name: string, bytes: Uint8Array, alsoNamed = /^$/): RemoteFile {
  return { name, size: bytes.length, sha256: sha256(bytes), alsoNamed };
}

/** Bytes that look like nothing in particular, the same on every run. */
export function someBytes(length: number, start = 1): Uint8Array {
  let state = start;
  return Uint8Array.from(
    { length },
    () => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) >>> 16,
  );
}
