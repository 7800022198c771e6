/** Packages that a cell imports by `npm:`: the installed one, or downloaded from a registry on this machine. */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DOWNLOADS } from "../../../src/kernel/packages/place.js";
import { eventually } from "../../setup/clone.js";
import { KernelClient, resultOf, streamOf, type Exchange } from "../client.js";
import { Registry } from "./registry.js";

describe("imports by npm:", () => {
  let registry: Registry;
  let folder: string;
  let kernel: KernelClient;

  before(async () => {
    registry = await Registry.start();
    folder = mkdtempSync(path.join(realpathSync(tmpdir()), "neurones npm é "));
    write("package.json", '{ "name": "mine", "dependencies": {} }\n');
    kernel = await start();
  });
  after(async () => {
    await kernel?.shutdown();
    await registry?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  function start(variables: Readonly<Record<string, string>> = {}): Promise<KernelClient> {
    return KernelClient.start({
      directory: folder,
      checks: "plain",
      env: {
        LC_ALL: "en_GB.UTF-8",
        NEURONES_OFFLINE: "",
        npm_config_registry: registry.address,
        npm_config_cache: path.join(folder, ".npm-cache"),
        ...variables,
      },
    });
  }

  function write(name: string, text: string): void {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  async function result(code: string): Promise<string | undefined> {
    const exchange = await kernel.execute(code);
    assert.equal(exchange.reply["status"], "ok", told(exchange));
    return resultOf(exchange);
  }

  it("download a package with its own types, in the same cell, and say so", async () => {
    const exchange = await kernel.execute('import { twice, version } from "npm:tiny@1"; [twice(4), version]');
    assert.equal(resultOf(exchange), "[ 8, '1.2.0' ]", told(exchange));
    assert.match(streamOf(exchange, "stderr"), /npm: downloading tiny@1 …\nnpm: tiny 1\.2\.0 is there\./);
    const wrong = await kernel.execute('twice("4")');
    assert.match(told(wrong), /not assignable to parameter of type 'number'/);
  });

  it("ask npm no second time", async () => {
    const before = registry.asked.length;
    const exchange = await kernel.execute('import { deep } from "npm:tiny@^1.1/deep"; deep');
    assert.equal(resultOf(exchange), "true", told(exchange));
    assert.equal(await result('(await import("npm:tiny@1")).version'), "'1.2.0'");
    assert.deepEqual([registry.asked.length, streamOf(exchange, "stderr")], [before, ""]);
  });

  it("have other versions of the same package beside, and tags", async () => {
    assert.equal(await result('import { version as two } from "npm:tiny@2"; two'), "'2.0.0'");
    assert.equal(await result('import { version as exact } from "npm:tiny@1.0.0"; exact'), "'1.0.0'");
    assert.equal(await result('import { version as last } from "npm:tiny@latest"; last'), "'2.0.0'");
    assert.equal(await result('import { version as one } from "npm:tiny@1"; one'), "'1.2.0'");
  });

  it("have the types of DefinitelyTyped, or none", async () => {
    assert.equal(await result('import { half } from "npm:without-types"; half(3)'), "1.5");
    assert.match(told(await kernel.execute('half("3")')), /not assignable/);
    assert.equal(await result('import { any } from "npm:untyped@1"; any + 1'), "8");
    assert.equal(await result('(require("npm:untyped") as any).any'), "7");
  });

  it("run no script of a package", async () => {
    assert.equal(await result('import { ran } from "npm:scripted"; ran'), "false");
  });

  it("stand in files beside the notebook too", async () => {
    write("local.ts", 'import { twice } from "npm:tiny@1"; export const four = twice(2);');
    assert.equal(await result('import { four } from "./local.ts"; four'), "4");
  });

  it("take the installed package where its version satisfies", async () => {
    write("node_modules/tiny/package.json", '{ "version": "1.9.0", "main": "m.js", "types": "m.d.ts" }');
    write("node_modules/tiny/m.js", 'exports.own = "installed";');
    write("node_modules/tiny/m.d.ts", "export const own: string;");
    assert.equal(await result('import { own } from "npm:tiny@^1.5"; own'), "'installed'");
    assert.equal(await result('import { version as other } from "npm:tiny@2"; other'), "'2.0.0'");
    rmSync(path.join(folder, "node_modules"), { recursive: true });
  });

  it("change nothing of the project", () => {
    assert.equal(
      readFileSync(path.join(folder, "package.json"), "utf8"),
      '{ "name": "mine", "dependencies": {} }\n',
    );
    assert.deepEqual(readdirSync(folder).sort(), [
      ".neurones-packages",
      ".npm-cache",
      "local.ts",
      "package.json",
    ]);
    assert.equal(readFileSync(path.join(folder, DOWNLOADS, ".gitignore"), "utf8"), "*\n");
  });

  it("that npm does not have are errors with the place and the reason", async () => {
    const absent = await kernel.execute('\nimport { x } from "npm:absent-package@1";');
    assert.match(
      told(absent),
      /Cell \[\d+\], line 2[^]*npm install absent-package@1\nnpm knows no package absent-package@1/,
    );
    const version = told(await kernel.execute('import { y } from "npm:tiny@9";'));
    assert.match(version, /npm knows no version tiny@9: leave it out/);
    const dependency = told(await kernel.execute('import * as w from "npm:needs-absent";'));
    assert.match(dependency, /npm knows no package @is\/absent, which needs-absent@latest needs/);
    const computed = told(await kernel.execute('const which = "npm:untyped@" + 5; await import(which)'));
    assert.match(computed, /Write this address as it is in the import/);
    const plain = told(await kernel.execute('import z from "absent-package";'));
    assert.match(
      plain,
      /write "npm:absent-package" to have the package downloaded[^]*npm install absent-package/,
    );
  });

  it("can be stopped while they are downloaded, and work later", async () => {
    rmSync(path.join(folder, DOWNLOADS), { recursive: true, force: true });
    rmSync(path.join(folder, ".npm-cache"), { recursive: true, force: true });
    registry.isSilent = true;
    const before = registry.asked.length;
    const execution = kernel.execute('import { twice as again } from "npm:tiny@1"; again(1)');
    await eventually("npm asks", () => registry.asked.length > before);
    kernel.send("control", "interrupt_request", {});
    assert.match(told(await execution), /KernelInterrupted|stopped/i);
    registry.isSilent = false;
    assert.equal(await result('import { twice as again } from "npm:tiny@1"; again(1)'), "2");
  });

  it("say that there is no network, or that downloads are forbidden", async () => {
    rmSync(path.join(folder, DOWNLOADS), { recursive: true, force: true });
    const cases: readonly (readonly [variable: string, value: string, reason: RegExp])[] = [
      ["npm_config_registry", "http://127.0.0.1:9/", /the network does not answer/],
      ["NEURONES_OFFLINE", "1", /NEURONES_OFFLINE forbids all downloads/],
    ];
    for (const [variable, value, reason] of cases) {
      const other = await start({ npm_config_cache: path.join(folder, `.${variable}`), [variable]: value });
      try {
        assert.match(told(await other.execute('import { x } from "npm:tiny@1";')), reason);
      } finally {
        await other.shutdown();
      }
    }
    assert.ok(!existsSync(path.join(folder, "node_modules")));
  });
});

/** The error that a cell ended in, and what it wrote beside. */
function told(exchange: Exchange): string {
  const traceback = (exchange.reply["traceback"] ?? []) as readonly string[];
  return [...traceback, streamOf(exchange, "stderr")].join("\n");
}
