/** Names that a cell could import: completed with their module, and named with the import where they are missing. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
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
    kernel = await KernelClient.start({ directory, checks: "plain", env: { LC_ALL: "en_GB.UTF-8" } });
    await kernel.execute('import { ownFunction as used } from "./own"; const readiness = used();');
  });
  after(async () => {
    await kernel?.shutdown();
    await rm(directory, { recursive: true, force: true });
  });

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

  it("names the import where a name is missing", async () => {
    assert.match(await tracebackOf('readFileSync("x")'), /import \{ readFileSync \} from "node:fs";/);
    assert.match(await tracebackOf("ownFunction()"), /import \{ ownFunction \} from "\.\/own";/);
    assert.doesNotMatch(await tracebackOf("neverDeclared"), /import \{/);
  });

  it("still knows them after the checker has been replaced", async () => {
    for (let cell = 0; cell < 3; cell += 1)
      await kernel.execute(`const list${cell} = [${"1,".repeat(15_000)}];`);
    assert.deepEqual(await complete("void ownFunc"), [["ownFunction", "./own"]]);
  });
});
