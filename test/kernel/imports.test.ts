/** Names that a cell could import: completed with their module, and named with the import where they are missing. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { KernelClient, type Json } from "./client.js";

describe("kernel: names that a cell could import", function () {
  let kernel: KernelClient;
  let directory: string;
  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "importable-"));
    await writeFile(
      path.join(directory, "own.ts"),
      "export const ownFunction = () => 5, runHere = () => 6; export interface OwnType {}",
    );
    await write("package.json", {
      dependencies: { charts: "1", "@types/absent": "1", "not-there": "1" },
      devDependencies: { checks: "1" },
    });
    await write("node_modules/charts/package.json", {
      ...{ name: "charts", version: "1.0.0", types: "main.d.ts" },
      exports: {
        ".": { types: "./main.d.ts" },
        "./parts": { types: "./parts.d.ts" },
        "./package.json": "./package.json",
      },
    });
    await write(
      "node_modules/charts/main.d.ts",
      "export declare const lineChart: 1, createHash: 1; export type ChartType = 1;",
    );
    await write(
      "node_modules/charts/parts.d.ts",
      "export declare function chartLegend(): void; export declare const lineChart: 1;",
    );
    await write("node_modules/checks/package.json", { name: "checks", version: "1.0.0", types: "main.d.ts" });
    await write("node_modules/checks/main.d.ts", "export declare const readFileSync: 1, checkAll: 1;");
    kernel = await KernelClient.start({ directory, checks: "plain", env: { LC_ALL: "en_GB.UTF-8" } });
    await kernel.execute('import { ownFunction as used } from "./own"; const readiness = used();');
  });
  after(async () => {
    await kernel?.shutdown();
    await rm(directory, { recursive: true, force: true });
  });

  /** Writes a file of the notebook's folder; what is no text, as JSON. */
  async function write(name: string, content: string | Json): Promise<void> {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  }
  const complete = async (code: string): Promise<[name: string, kind: string][]> => {
    const { reply } = await kernel.request("complete_request", { code, cursor_pos: code.length });
    const types = (reply["metadata"] as Json)["_jupyter_types_experimental"] as Json[];
    return types.map(({ text, type }) => [String(text), String(type)]);
  };
  const tracebackOf = async (code: string): Promise<string> =>
    String((await kernel.execute(code)).reply["traceback"]);

  it("completes names of Node's modules and of modules that cells have imported", async () => {
    assert.deepEqual((await complete("const text = readFileS")).slice(0, 1), [["readFileSync", "node:fs"]]);
    assert.deepEqual(await complete("2 + ownFunc"), [["ownFunction", "./own"]]);
    assert.deepEqual((await complete("console.log(gzipSy")).slice(0, 1), [["gzipSync", "node:zlib"]]);
  });

  it("completes a name with its import where a statement begins", async () => {
    const [, [text = ""] = []] = await complete("const a = 1;\nrunHer");
    assert.equal(text, 'import { runHere } from "./own";\nrunHere');
    assert.equal((await kernel.execute(`const a = 1;\n${text}()`)).reply["status"], "ok");
    assert.equal((await complete("{ ownFunc")).length, 1);
  });

  it("completes names that the cell sees alone, and no types, members or declarations", async () => {
    assert.deepEqual(await complete("readi"), [["readiness", "const"]]);
    for (const code of ["OwnTyp", "readiness.readFileS", "const readFileS", "let x: readFileS"])
      assert.ok(!(await complete(code)).some(([, kind]) => /^node:|^\./.test(kind)), code);
  });

  it("completes names of the project's packages and of their parts, which no cell has imported", async () => {
    assert.deepEqual(await complete("void lineCh"), [["lineChart", "charts"]]);
    assert.deepEqual(await complete("void chartLeg"), [["chartLegend", "charts/parts"]]);
    assert.deepEqual(await complete("void checkA"), [["checkAll", "checks"]]);
    assert.deepEqual(await complete("void ChartTy"), []);
  });

  it("prefers what the project needs to Node's modules, and these to what serves its development", async () => {
    assert.deepEqual(await complete("void createHash"), [["createHash", "charts"]]);
    assert.deepEqual(await complete("void readFileSync"), [["readFileSync", "node:fs"]]);
  });

  it("knows a package that is installed meanwhile, and the new names of one that is replaced", async () => {
    await write("node_modules/not-there/package.json", {
      name: "not-there",
      version: "1.0.0",
      types: "a.d.ts",
    });
    await write("node_modules/not-there/a.d.ts", "export declare const cameLater: 1;");
    assert.deepEqual(await complete("void cameLat"), [["cameLater", "not-there"]]);
    await write("node_modules/charts/package.json", { name: "charts", version: "2.0.0", types: "main.d.ts" });
    await write("node_modules/charts/main.d.ts", "export declare const barChart: 1;");
    await write("node_modules/.package-lock.json", {});
    assert.deepEqual(await complete("void barCha"), [["barChart", "charts"]]);
    assert.deepEqual(await complete("void lineCh"), []);
  });

  it("goes on where the project's file is broken", async () => {
    const { length } = await complete("void barCha");
    assert.equal(length, 1);
    await write("package.json", "{ broken");
    assert.deepEqual(await complete("void barCha"), []);
    await write("package.json", { dependencies: { charts: "2" } });
    assert.deepEqual(await complete("void barCha"), [["barChart", "charts"]]);
  });

  it("names the import where a name is missing", async () => {
    assert.match(await tracebackOf('readFileSync("x")'), /import \{ readFileSync \} from "node:fs";/);
    assert.match(await tracebackOf("ownFunction()"), /import \{ ownFunction \} from "\.\/own";/);
    assert.match(await tracebackOf("barChart"), /import \{ barChart \} from "charts";/);
    assert.doesNotMatch(await tracebackOf("neverDeclared"), /import \{/);
  });

  it("still knows them after the checker has been replaced", async () => {
    for (let cell = 0; cell < 3; cell += 1)
      await kernel.execute(`const list${cell} = [${"1,".repeat(15_000)}];`);
    assert.deepEqual(await complete("void ownFunc"), [["ownFunction", "./own"]]);
  });
});
