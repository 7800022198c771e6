/** A shared installation: whoever works in it writes into the own home, and never into the installation. */
import assert from "node:assert/strict";
import { access, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { kernelMemory } from "../../kernel-setup/user-server.js";
import { studentTexts } from "../../grading/student-texts.js";
import { installShared } from "../../kernel-setup/shared-installation.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "../setup/clone.js";
import { ReadOnlyCopy } from "./read-only-copy.js";

describe("a shared installation", function () {
  let copy: ReadOnlyCopy;
  let untouched: string[];

  before(function () {
    if (process.platform === "win32") this.skip();
  });
  before(async () => {
    copy = await ReadOnlyCopy.make();
    untouched = await copy.contents();
  });
  afterEach(async () => assert.deepEqual(await copy.contents(), untouched, "the installation has changed"));
  after(() => copy?.remove());

  const inCopy = (...parts: string[]) => path.join(copy.root, ...parts);
  const atHome = (...parts: string[]) => path.join(copy.home, ...parts);
  const userServer = (language: string, env: NodeJS.ProcessEnv = {}) =>
    copy.run([inCopy("dist", "kernel-setup", "user-server.js"), language], env);

  it("puts lessons, settings and state into the home of who starts a server", async () => {
    const { code, output } = await userServer("fr", { MEM_LIMIT: String(2 ** 30) });
    assert.equal(code, 0, output);
    const { env, args, folder } = JSON.parse(output) as {
      env: Record<string, string>;
      args: string[];
      folder: string;
    };
    assert.ok((await readdir(atHome("travail"))).includes("04-xor.ipynb"));
    assert.doesNotMatch(await readFile(atHome("travail", "04-xor.ipynb"), "utf8"), /BEGIN SOLUTION/);
    for (const name of ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"])
      assert.ok(env[name].startsWith(copy.home), name);
    assert.equal(env.NEURONES_KERNEL_MEMORY, "512");
    assert.ok(args.includes(`--ServerApp.root_dir=${atHome("travail")}`));
    assert.equal(folder, atHome("travail"));
    await access(atHome(".local", "share", "neurones", "jupyter", "config", "custom", "custom.css"));
  });

  it("never overwrites what a student has written there", async () => {
    await userServer("en");
    const file = atHome("work", "04-xor.ipynb");
    await writeFile(file, (await readFile(file, "utf8")).replace("{", "{ "));
    const mine = await readFile(file, "utf8");
    assert.equal((await userServer("en")).code, 0);
    assert.equal(await readFile(file, "utf8"), mine);
  });

  it("leaves the lessons to the exchange where there is one", async () => {
    const { output } = await userServer("en", { NEURONES_EXCHANGE: "/srv/exchange", HOME: atHome() });
    assert.match(output, /"JUPYTER_CONFIG_PATH"/);
  });

  it("runs cells that import the engine, for a user who may only read it", async function () {
    const program = path.join(ROOT, "dist", "test", "hub", "run-cell.js");
    const reads = await copy.run(["-e", `require("node:fs").accessSync(${JSON.stringify(program)})`]);
    if (reads.code !== 0) {
      console.log(`not tried: another user cannot read ${ROOT}`);
      this.skip();
    }
    const cell = `import { tensor1d } from "neurones"; tensor1d([1, 2]).shape`;
    const { code, output } = await copy.run([program, copy.root, cell]);
    assert.equal(code, 0, output);
    assert.match(output, /\[ 2 \]/);
  });

  it("says what is wrong with a home that cannot be written", async () => {
    const { code, output } = await userServer("fr", { HOME: inCopy("nobody") });
    assert.equal(code, 1, output);
    assert.match(output, /Votre dossier personnel ne peut pas être écrit/);
  });

  it("refuses the commands that would change it, and says where they work", async () => {
    for (const words of [["build"], ["release"], ["start", "--instructor"]]) {
      const { code, output } = await copy.run([inCopy("kernel-setup", "bootstrap.cjs"), ...words]);
      assert.equal(code, 1, output);
      assert.match(output, /shared installation .*use a clone of yours|installation partagée .*clone à vous/);
    }
  });

  it("is not made inside the clone, around it, or over other files", async () => {
    const layout = layoutOf(ROOT);
    for (const folder of [path.join(ROOT, "shared"), path.dirname(ROOT), "/"])
      await assert.rejects(installShared(layout, folder, studentTexts), /dossier à part|folder of its own/);
    await assert.rejects(installShared(layout, copy.home, studentTexts), /dossier vide|empty folder/);
  });

  it("gives cells half of the memory that the spawner grants", () => {
    assert.deepEqual(kernelMemory({ MEM_LIMIT: String(2 ** 30) }), { NEURONES_KERNEL_MEMORY: "512" });
    assert.deepEqual(kernelMemory({ MEM_LIMIT: String(2 ** 27) }), { NEURONES_KERNEL_MEMORY: "128" });
    for (const env of [{}, { MEM_LIMIT: "none" }, { MEM_LIMIT: "9", NEURONES_KERNEL_MEMORY: "300" }])
      assert.deepEqual(kernelMemory(env), {});
  });
});
