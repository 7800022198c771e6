/**
 * The kernel's package in the hands of a stranger: packed, installed in an empty folder by a person without anything else,
 * and used from another folder with packages of its own.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "../setup/clone.js";
import { KernelClient, resultOf, streamOf } from "../kernel/client.js";
import { filesIn, installArchive, packed } from "./packed.js";

const NOTEBOOKS = path.join(ROOT, "test", "kernel-package", "notebooks");
const PYTHON = path.join(ROOT, "test", "kernel-package", "parameters.py");

/** The number of the user who owns nothing. */
const NOBODY = 65534;

interface Notebook {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly source: string | readonly string[];
    readonly outputs?: readonly Output[];
  }[];
}

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | readonly string[];
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
}

describe("the kernel's package", function () {
  let place: string;
  let archive: string;
  let installation: string;
  let home: string;
  let project: string;
  let environment: NodeJS.ProcessEnv;
  let kernels: string;

  before(async () => {
    place = mkdtempSync(path.join(realpathSync(tmpdir()), "neurones paquet é "));
    [installation, home, project] = ["installation", "home", "project"].map((name) => path.join(place, name));
    for (const folder of [installation, home, project]) mkdirSync(folder);
    archive = await packed();
    await installArchive(archive, installation);
    symlinkSync(path.join(ROOT, "node_modules"), path.join(project, "node_modules"));
    environment = { PATH: process.env["PATH"], HOME: home, LANG: "C.UTF-8" };
    kernels = path.join(home, ".local", "share", "jupyter", "kernels");
  });
  after(() => {
    if (place !== undefined) rmSync(place, { recursive: true, force: true });
  });

  function command(...words: readonly string[]): string {
    const program = path.join(installation, "node_modules", "neurones-kernel", "dist/kernel-package/main.js");
    return execFileSync(process.execPath, [program, ...words], {
      env: environment,
      encoding: "utf8",
      stdio: "pipe",
    });
  }

  function refused(...words: readonly string[]): string {
    try {
      command(...words);
    } catch (error) {
      return String((error as { readonly stderr?: string }).stderr);
    }
    return assert.fail(`not refused: ${words.join(" ")}`);
  }

  function jupyter(...words: readonly string[]): string {
    const { python } = layoutOf(ROOT);
    const program = path.join(path.dirname(python), "jupyter");
    return execFileSync(program, words, { cwd: project, env: environment, encoding: "utf8", stdio: "pipe" });
  }

  it("holds the files that its manifest lists, all that its modules import, and nothing of the course", async () => {
    const files = await filesIn(archive);
    const manifest = JSON.parse(String(files.get("package.json"))) as {
      readonly files: readonly string[];
      readonly dependencies: Readonly<Record<string, string>>;
    };
    assert.deepEqual([...files.keys()].sort(), ["package.json", ...manifest.files].sort());
    for (const version of Object.values(manifest.dependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
    for (const [name, content] of files)
      for (const [, address] of String(content).matchAll(/new URL\("(\.[^"]*\.js)", import\.meta\.url\)/g)) {
        const file = path.posix.join(path.posix.dirname(name), address);
        assert.ok(files.has(file), `${name} needs ${file}`);
      }
    const foreign = [...files.keys()].filter((name) =>
      /exercises|grading|notebooks|tensor\.|layers\//.test(name),
    );
    assert.deepEqual(foreign, []);
    for (const name of ["LICENSE", "README.md", "kernel-setup/logos/logo-svg.svg"])
      assert.ok(files.has(name));
  });

  it("is packed to the same bytes again", async () => {
    const before = readFileSync(archive);
    assert.ok(before.equals(readFileSync(await packed())));
  });

  it("explains itself, and refuses words that it does not know", () => {
    assert.match(command("--help"), /--prefix DIR[\s\S]*NEURONES_KERNEL_MEMORY[\s\S]*npm:/);
    assert.match(command("--version"), /^\d+\.\d+\.\d+$/m);
    assert.match(refused("instal"), /unknown word: instal\. Known: install, uninstall/);
    assert.match(refused("install", "--name", "a b"), /--name takes letters/);
    assert.match(refused("uninstall"), /no kernel in .*neurones-kernel/);
  });

  it("is installed for one person, with logos and a prepared compiler", () => {
    assert.match(command("install"), /is installed/);
    const folder = path.join(kernels, "neurones-kernel");
    assert.deepEqual(readdirSync(folder), [
      "kernel.json",
      "logo-32x32.png",
      "logo-64x64.png",
      "logo-svg.svg",
    ]);
    const names = readdirSync(path.join(installation, "node_modules/neurones-kernel/dist/compiler-snapshot"));
    assert.ok(
      names.some((name) => name.endsWith(".blob")),
      names.join(),
    );
    assert.match(jupyter("kernelspec", "list"), /neurones-kernel/);
  });

  it("runs strangers' notebooks without a change: the outputs are those that they were saved with", () => {
    const names = readdirSync(NOTEBOOKS);
    assert.equal(names.length, 10);
    for (const name of names) cpSync(path.join(NOTEBOOKS, name), path.join(project, name));
    jupyter("execute", "--inplace", "--kernel_name=neurones-kernel", ...names);
    for (const name of names)
      assert.deepEqual(outputsOf(path.join(project, name)), outputsOf(path.join(NOTEBOOKS, name)), name);
  });

  it("becomes a .ts file by nbconvert, which runs as it is", () => {
    const name = "10-async-generators";
    jupyter("nbconvert", "--to", "script", `${name}.ipynb`);
    const script = readFileSync(path.join(project, `${name}.ts`), "utf8");
    assert.match(script, /async function\* pages\(\) \{/);
    const { code } = transformSync(script, { loader: "ts", format: "esm" });
    const file = path.join(project, `${name}.mjs`);
    writeFileSync(file, code);
    assert.equal(execFileSync(process.execPath, [file], { encoding: "utf8" }), "0 1 2 3 4 5 6 7 8 9 10 11\n");
  });

  it("keeps the prepared compiler in the person's cache where the package can only be read", function () {
    if (process.getuid === undefined) this.skip();
    const dist = path.join(installation, "node_modules", "neurones-kernel", "dist");
    rmSync(path.join(dist, "compiler-snapshot"), { recursive: true });
    const other = path.join(place, "other home");
    mkdirSync(other);
    // Root may write everywhere, so root tries it as nobody.
    const isRoot = process.getuid() === 0;
    const person = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    if (isRoot) chownSync(other, NOBODY, NOBODY);
    chmodSync(place, 0o755);
    chmodSync(dist, 0o555);
    const options = {
      ...person,
      cwd: other,
      env: { ...environment, HOME: other },
      encoding: "utf8",
    } as const;
    try {
      execFileSync(process.execPath, [path.join(dist, "kernel-package", "main.js"), "prepare"], options);
      const places = pathToFileURL(path.join(dist, "src/kernel/compiler/snapshot/snapshot-file.js")).href;
      const ask = `import("${places}").then(({ validSnapshot }) => console.log(validSnapshot()))`;
      const valid = execFileSync(process.execPath, ["-e", ask], options);
      assert.ok(valid.startsWith(path.join(other, ".cache", "neurones-kernel") + path.sep), valid);
    } finally {
      chmodSync(dist, 0o755);
    }
  });

  it("uses the course's engine where the folder has it, and says how to install what is missing", async () => {
    const modules = path.join(installation, "other", "node_modules");
    mkdirSync(modules, { recursive: true });
    symlinkSync(ROOT, path.join(modules, "neurones"));
    const main = path.join(installation, "node_modules/neurones-kernel/dist/src/kernel/main.js");
    const kernel = await KernelClient.start({
      directory: path.dirname(modules),
      checks: "plain",
      command: [process.execPath, main],
      env: { HOME: home, LC_ALL: "en_GB.UTF-8" },
    });
    try {
      const engine = await kernel.execute('import { tensor } from "neurones"; tensor([1, 2]).shape');
      assert.equal(resultOf(engine), "[ 2 ]", JSON.stringify(engine.reply));
      assert.equal(streamOf(engine, "stderr"), "");
      const missing = await kernel.execute('import * as tf from "@tensorflow/tfjs";');
      const told = (missing.reply["traceback"] as readonly string[]).join("\n");
      assert.match(told, /npm install @tensorflow\/tfjs/);
    } finally {
      await kernel.shutdown();
    }
  });

  it("keeps another kernel of the same name, and goes below a prefix", () => {
    const folder = path.join(kernels, "theirs");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "kernel.json"), '{"argv":["python","-m","ipykernel"]}');
    assert.match(refused("install", "--name", "theirs"), /belongs to another kernel/);
    assert.match(refused("uninstall", "--name=theirs"), /belongs to another kernel/);
    rmSync(folder, { recursive: true });
    const prefix = path.join(place, "venv");
    command("install", "--prefix", prefix, "--name", "ts", "--title", "TS", "--language", "fr");
    const file = path.join(prefix, "share", "jupyter", "kernels", "ts", "kernel.json");
    const { argv, display_name: title } = JSON.parse(readFileSync(file, "utf8")) as {
      readonly argv: readonly string[];
      readonly display_name: string;
    };
    assert.deepEqual([argv.slice(2), title], [["{connection_file}", "fr"], "TS"]);
    command("uninstall", "--prefix", prefix, "--name", "ts");
    assert.ok(!existsSync(file));
  });

  it("writes papermill's parameters as TypeScript", () => {
    const { python } = layoutOf(ROOT);
    const folder = path.join(installation, "node_modules", "neurones-kernel", "papermill");
    const env = { ...environment, PYTHONPATH: folder };
    const code = execFileSync(python, [PYTHON], { env, encoding: "utf8" });
    const values = execFileSync(
      process.execPath,
      ["-e", `${code}; console.log(JSON.stringify([a, b, c, d, e.__proto__, isNaN(f), g]))`],
      { encoding: "utf8" },
    );
    assert.deepEqual(JSON.parse(values), [
      1,
      'it\'s "é"\n',
      [true, null, { "a b": 0.5 }],
      {},
      1,
      true,
      "9007199254740993",
    ]);
  });

  it("leaves nothing when it is removed", () => {
    command("uninstall");
    const left = readdirSync(home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const ours = left
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .filter((file) => /neurones/.test(path.relative(home, file)));
    assert.deepEqual(ours, []);
    assert.ok(!existsSync(kernels));
    assert.ok(!existsSync(path.join(installation, "node_modules/neurones-kernel/dist/compiler-snapshot")));
  });
});

/** What the cells of a notebook have shown as text. */
function outputsOf(file: string): readonly (readonly string[])[] {
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as Notebook;
  return cells.map(({ outputs = [] }) => {
    const texts = new Map<string, string>();
    for (const { output_type: type, name, text, data } of outputs) {
      const key = name ?? type;
      texts.set(key, (texts.get(key) ?? "") + joined(text ?? data?.["text/plain"]));
    }
    return [...texts].map(([key, text]) => `${key}: ${text}`);
  });
}

function joined(text: string | readonly string[] = ""): string {
  return typeof text === "string" ? text : text.join("");
}
