/**
 * Files beside the notebook that cells import: what they may contain, and that edited files are read again.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KernelClient, resultOf, type Exchange } from "./client.js";

describe("kernel: files beside the notebook", () => {
  const directory = mkdtempSync(join(tmpdir(), "à côté "));
  let kernel: KernelClient;
  let written = 0;

  /** Writes a file, each time with a new modification time. */
  const write = (name: string, text: string): void => {
    writeFileSync(join(directory, name), text);
    written += 1;
    utimesSync(join(directory, name), written, written);
  };
  const run = (code: string): Promise<Exchange> => kernel.execute(code);
  const gives = async (code: string, result: string): Promise<void> => {
    const exchange = await run(code);
    assert.equal(exchange.reply["status"], "ok", JSON.stringify(exchange.reply));
    assert.equal(resultOf(exchange), result);
  };
  const fails = async (code: string, message: RegExp): Promise<void> => {
    assert.match(((await run(code)).reply["traceback"] as string[]).join("\n"), message);
  };

  before(async () => (kernel = await KernelClient.start({ directory })));
  after(async () => {
    await kernel.shutdown();
    rmSync(directory, { recursive: true });
  });

  it("know their path from import.meta", async () => {
    write("meta.ts", "export const m = import.meta; export const later = () => import.meta.url;");
    await gives(
      "import { m, later } from './meta.ts'; [m.url === later(), m.url.endsWith('/meta.ts'), m.filename.endsWith('meta.ts'), m.dirname === process.cwd(), m.resolve('node:fs'), m.resolve('fs'), m.resolve('./x.js').startsWith('file:///')].join()",
      "'true,true,true,true,node:fs,node:fs,true'",
    );
  });

  it("may create their own require", async () => {
    write(
      "own-require.ts",
      "import { createRequire } from 'node:module';\nimport { sep } from 'node:path';\nconst require = createRequire(import.meta.url);\nexport const s = [sep === require('node:path').sep, typeof require.resolve];",
    );
    await gives("import { s } from './own-require.ts'; s.join()", "'true,function'");
  });

  it("may have a top-level await, in whatever way they are imported", async () => {
    write(
      "slow.ts",
      "export const t = await new Promise<string>((r) => setTimeout(() => r('tla'), 20)); export default t.length;",
    );
    write(
      "through.ts",
      "import length, { t } from './slow.js'; export * from './slow.ts'; export const all = `${t} ${length}`;",
    );
    await gives("import { t, all } from './through.ts'; [t, all].join()", "'tla,tla 3'");
    await gives("(await import('./slow.ts')).t", "'tla'");
    await gives("const { all: again } = await import('./through.ts'); again", "'tla 3'");
    write("fetches.ts", "export const load = async () => (await import('./slow.ts')).t;");
    await gives("import { load } from './fetches.ts'; await load()", "'tla'");
  });

  it("with top-level await that import one another do not wait for ever", async () => {
    write(
      "left.ts",
      "import { right } from './right.ts'; export const early = 1; await null; export const left = () => 'left' + right();",
    );
    write(
      "right.ts",
      "import { left } from './left.ts'; await null; export const right = () => 'right'; export const both = () => left();",
    );
    await gives(
      "import { left } from './left.ts'; import { both } from './right.ts'; left() + both()",
      "'leftrightleftright'",
    );
  });

  it("that fail after an await report the error, and can be corrected", async () => {
    write("failing.ts", "await null; throw new RangeError('pas encore');");
    await fails("import './failing.ts'", /pas encore/);
    write("failing.ts", "await null; export const fine = 1;");
    await gives("import { fine } from './failing.ts'; fine", "1");
  });

  it("may begin with #!, as cells may", async () => {
    write(
      "script.ts",
      "#!/usr/bin/env node\nexport const s = 1;\nexport const fail = () => { throw new Error('ligne 3'); };",
    );
    await gives("#!/usr/bin/env node\nimport { s } from './script.ts'; s + 1", "2");
    await fails("import { fail } from './script.ts'; fail()", /script\.ts:3/);
    await fails("#!/usr/bin/env node\nthrow new Error('deux')", /line 2/);
  });

  for (const [name, first, second] of [
    ["value.json", '{ "v": 1 }', '{ "v": 2 }'],
    ["value.cjs", "exports.v = 1;", "exports.v = 2;"],
    ["value.js", "module.exports = { v: 1 };", "module.exports = { v: 2 };"],
    ["module.js", "export const v = 1;", "export const v = 2;"],
    ["value.mjs", "export const v = 1;", "export const v = 2;"],
    ["value.ts", "export const v = 1;", "export const v = 2;"],
  ] as const) {
    it(`are read again after an edit: ${name}, also through a module and by require`, async () => {
      const named = name.endsWith("json")
        ? "import value from './value.json'; const { v } = value"
        : `import { v } from './${name}'`;
      const user = `user-of-${name.replace(".", "-")}.ts`;
      write(name, first);
      write(user, `${named}; export const seen = v;`);
      const code = `${named}; import { seen } from './${user}'; [v, seen, ${name === "value.mjs" ? "v" : `require('./${name}').v`}].join()`;
      await gives(code, "'1,1,1'");
      write(name, second);
      await gives(code, "'2,2,2'");
    });
  }

  it("are read again if another CommonJS file requires them", async () => {
    write("inner.cjs", "exports.v = 1;");
    write("outer.cjs", "exports.v = require('./inner.cjs').v;");
    await gives("import outer from './outer.cjs'; outer.v", "1");
    write("inner.cjs", "exports.v = 5;");
    await gives("import outer2 from './outer.cjs'; outer2.v", "5");
  });

  it("in TypeScript are found by require as by import", async () => {
    write("tool.ts", "export const nine: number = 9;");
    await gives("const { nine } = require('./tool'); nine + require('./tool.ts').nine", "18");
  });

  it("export live bindings to the cells that import them", async () => {
    write("live.ts", "export let n = 0; export function inc() { n++ }\nexport const fixed = 7;");
    await gives("import { n, inc, fixed } from './live.ts'; inc(); inc(); n + fixed", "9");
    await gives("const read = () => n; inc(); [n, read(), [1].map(() => n)[0]].join()", "'3,3,3'");
    await gives("let total = 0; for (let i = 0; i < 3; i++) { inc(); total += n; } total", "15");
    await gives("const n = 'autre'; n + read()", "'autreautre'");
  });

  it("that import one another work, and are read again when they change", async () => {
    write(
      "a.ts",
      "import { b } from './b.js'; export const a = () => 'a' + b(); export function fromB() { return 'fromA' }",
    );
    write("b.ts", "import { fromB } from './a.js'; export const b = () => 'b' + fromB();");
    await gives("import { a } from './a.js'; a()", "'abfromA'");
    write("b.ts", "export const b = () => 'B2';");
    await gives("import { a } from './a.js'; a()", "'aB2'");
  });

  it("and the cell itself have the variables that Node's types declare for a file", async () => {
    await gives(
      "[__dirname === process.cwd(), typeof __filename, typeof module, require.main === module, import.meta.dirname === __dirname, import.meta.filename === __filename].join()",
      "'true,string,object,false,true,true'",
    );
    await gives("module.exports = { a: 1 }; module.exports.a", "1");
    await gives(
      "import { dirname } from 'node:path'; import { fileURLToPath } from 'node:url'; const __dirname = dirname(fileURLToPath(import.meta.url)); [__dirname === process.cwd(), import.meta.resolve('node:fs'), import.meta.resolve('./x.js').startsWith('file:///')].join()",
      "'true,node:fs,true'",
    );
    await gives("const __filename = 'mien'; __filename", "'mien'");
  });

  it("with a URL as specifier are accepted by the checker", async () => {
    await gives("(await import('data:text/javascript,export default 7')).default", "7");
  });

  it("do not hide a missing package: the message says how to install it", async () => {
    await fails("import q from 'not-installed-package'", /npm install not-installed-package/);
    await fails("import { x } from 'npm:@scope/absent@2/deep'", /npm install @scope\/absent@2$/m);
    await fails("import { y } from './absent.ts'", /^(?!.*npm install)[^]*absent/);
    write(
      "needs.ts",
      "import 'not-installed-either';\nimport x from 'not-installed-too'; export const y = x;",
    );
    await fails("import { y } from './needs.ts'", /npm install not-installed-too/);
  });
});
