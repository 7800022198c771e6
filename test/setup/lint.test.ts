/** `npm run lint`, on a small project with the configuration of this one: what it accepts, and each error it must find. */
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { TestEvent } from "../../commands/testing/test-report.js";
import { run } from "../../system/run-process.js";
import { ROOT } from "./clone.js";

const CONFIGURATION = [
  ".prettierrc.json",
  ".prettierignore",
  "eslint.config.js",
  "imports.config.js",
  "package.json",
  "tsconfig.base.json",
  "tsconfig.engineering.json",
  "tsconfig.json",
  "tsconfig.learning.json",
  "commands/lint.cjs",
  "kernel-setup/build-stamp.cjs",
];

/** A file for each error, and the words by which the report must name it. */
const ERRORS: readonly (readonly [file: string, text: string, expected: RegExp])[] = [
  ["src/tensor/unformatted.ts", "export const  a = 1\n", /unformatted\.ts/],
  ["src/tensor/node.ts", 'export { join } from "node:path";\n', /This folder must run in a browser/],
  [
    "src/tensor/long.ts",
    `// ${"word ".repeat(30)}\nexport {};\n`,
    /This line has 153 characters; the limit is 130/,
  ],
  ["src/tensor/any.ts", "export const a: any = 1;\n", /no-explicit-any/],
  [
    "src/tensor/upwards.ts",
    'export type { A } from "../model/good.js";\n',
    /src\/tensor may import only: [\w/, ]*random /,
  ],
  ["src/plots/unneeded.ts", 'export { a } from "../model/good.js";\n', /src\/plots may import only/],
  ["src/news/new.ts", 'export { a } from "../model/good.js";\n', /has no row in imports\.config\.js/],
  ["system/upwards.ts", 'export { a } from "../grading/good.js";\n', /system may import only/],
  [
    "src/layers/one.ts",
    'import type { B } from "./two.js";\nexport type A = B;\n',
    /import each other in a circle/,
  ],
];

/** The exports of `imports.config.js`. */
async function importRules() {
  return (await import(pathToFileURL(path.join(ROOT, "imports.config.js")).href)) as {
    readonly BASE: readonly string[];
    readonly MAY_IMPORT: Readonly<Record<string, readonly string[]>>;
    readonly TOP_FOLDERS: readonly string[];
  };
}

describe("npm run lint", () => {
  let root: string;
  const at = (file: string) => path.join(root, ...file.split("/"));
  const lint = (...args: string[]) =>
    run(process.execPath, [at("commands/lint.cjs"), ...args], { cwd: root, quiet: true });

  function write(file: string, text: string): void {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), text);
  }

  before(async () => {
    root = mkdtempSync(path.join(tmpdir(), "neurones-lint-"));
    for (const file of CONFIGURATION) cpSync(path.join(ROOT, file), at(file));
    symlinkSync(path.join(ROOT, "node_modules"), at("node_modules"), "junction");
    const { TOP_FOLDERS } = await importRules();
    for (const folder of TOP_FOLDERS) write(`${folder}/good.ts`, "export {};\n");
    rmSync(at("src/good.ts"));
    write("src/model/good.ts", `export type A = 1;\nexport const a =\n  "${"long ".repeat(40)}";\n`);
    write("grading/good.ts", 'export const a = "x";\n');
    write("src/layers/layer.ts", 'import type { B } from "./symbolic-tensor.js";\nexport type A = B[];\n');
    write(
      "src/layers/symbolic-tensor.ts",
      'import type { A } from "./layer.js";\nexport interface B {\n  a: A;\n}\n',
    );
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it("accepts a project without an error, long sentences and the one allowed circle included", async () => {
    const { code, output } = await lint();
    assert.equal(code, 0, output);
    assert.equal(output.match(/^✓/gm)?.length, 3, output);
  });

  it("finds an unformatted file, a forbidden import, a circle of types, a long line", async () => {
    for (const [file, text] of ERRORS) write(file, text);
    write("src/layers/two.ts", 'import type { A } from "./one.js";\nexport type B = A;\n');
    try {
      // As `npm test` runs it: the results are messages.
      const job = fork(at("commands/lint.cjs"), { cwd: root, silent: true });
      const events: TestEvent[] = [];
      job.on("message", (event: TestEvent) => events.push(event));
      assert.deepEqual(await once(job, "exit"), [1, null]);
      assert.deepEqual(
        events.map(({ type }) => type),
        ["failure", "failure", "failure", "suite", "end"],
      );
      const end = events.at(-1);
      assert.ok(end?.type === "end" && end.failures === 3);
      const details = end.details.replace(/\s+/g, " ");
      for (const [file, , expected] of ERRORS) {
        assert.ok(details.includes(file), `${file}\n${details}`);
        assert.match(details, expected);
      }
    } finally {
      for (const file of [...ERRORS.map(([name]) => name), "src/layers/two.ts"]) rmSync(at(file));
    }
  });

  it("permits no import that no file uses", async () => {
    const { BASE, MAY_IMPORT } = await importRules();
    const folders = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length);
    const folderOf = (file: string) => folders.find((folder) => file.startsWith(`${folder}/`));
    const used = new Map(folders.map((folder) => [folder, new Set<string>()]));
    for (const folder of new Set(folders.map((name) => name.split("/")[0]))) {
      for (const name of readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })) {
        if (!name.endsWith(".ts")) continue;
        const file = path.posix.join(folder, name.split(path.sep).join("/"));
        const text = readFileSync(path.join(ROOT, file), "utf8");
        for (const [, target] of text.matchAll(/(?:from|import|import\()\s*"([.#][^"]*)"/g)) {
          const place = target.startsWith("#")
            ? "src/host/"
            : path.posix.join(path.posix.dirname(file), target).replace(/\.js$/, ".ts");
          used.get(folderOf(file) ?? "")?.add(place);
        }
      }
    }
    const unused = folders.flatMap((folder) =>
      MAY_IMPORT[folder]
        .filter(
          (allowed) =>
            !BASE.includes(allowed) &&
            ![...used.get(folder)!].some((place) => place === allowed || place.startsWith(`${allowed}/`)),
        )
        .map((allowed) => `${folder} → ${allowed}`),
    );
    assert.deepEqual(unused, []);
  });
});
