/** What a student's browser fetches for the kernel, besides JupyterLite's own files. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { bundleKernel } from "../../browser-edition/build/bundle-kernel.js";
import { separateMessages, translationByCodes } from "../../browser-edition/build/compiler-messages.js";
import { ROOT } from "../setup/clone.js";

/** Bytes that kernel, compiler, declarations and engine may have, compressed. */
const LIMIT = 2_000_000;

describe("browser edition: the kernel's files", function () {
  let folder: string;
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), "neurones-size-"))));
  after(() => rm(folder, { recursive: true, force: true }));

  it("have at most 2.0 MB, compressed", async () => {
    await bundleKernel(ROOT, folder, {});
    const sizes: [number, string][] = [];
    for (const file of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (file.isFile()) {
        const text = await readFile(path.join(file.parentPath, file.name));
        sizes.push([gzipSync(text).length, file.name]);
      }
    const total = sizes.reduce((sum, [bytes]) => sum + bytes, 0);
    assert.ok(total <= LIMIT, `${total} bytes: ${sizes.sort(([a], [b]) => b - a).join("; ")}`);
  });

  it("hold of TypeScript's messages those that are used, by their codes", () => {
    const text = `
var Diagnostics = {
  Word_expected: diag(1002, 1 /* Error */, "Word_expected_1002", 'A "word" expected.'),
  Long: diag(
    2e3,
    1 /* Error */,
    "Long_2000",
    "Long.",
    /*reportsUnnecessary*/
    true
  )
};
report(Diagnostics.Long, Diagnostics.Word_expected.code, Diagnostics.Lost);
`;
    const separate = separateMessages(text);
    assert.match(
      separate,
      /^var Diagnostics_Word_expected = .*diag\(1002, 1, "1002", 'A "word" expected.'\);$/m,
    );
    assert.match(separate, /^var Diagnostics_Long = .*diag\(2000, 1, "2000", "Long.",[^]*true\);$/m);
    assert.match(separate, /^report\(Diagnostics_Long, 1002, Diagnostics.Lost\);$/m);
    assert.throws(() => separateMessages("var Diagnostics = {\n  One: 1\n};\n"), /another form/);
    const french = { Word_expected_1002: "Un mot est attendu.", Long_2000: "Long.", Option_5001: "Option." };
    assert.deepEqual(JSON.parse(translationByCodes(JSON.stringify(french))), {
      1002: "Un mot est attendu.",
      2000: "Long.",
    });
  });
});
