/**
 * The joined exercises with the letters of their code exchanged, as the browser edition has them: references, mistakes and
 * hints are not readable at a glance. Whoever wants to read them can.
 */
import { transform } from "esbuild";
import { exchangeLetters } from "../system/exchange-letters.js";
import { sha256 } from "../system/sha256.js";

/** The first line of a script of the joined engine (`kernel-setup/node-scripts.ts`), with its parameters. */
const HEAD = /^\(function \(([\w, ]+)\) \{ "use strict";\n/;
/** Its end, behind which its source map is named. */
const FOOT = /\}\)\s*(?:\/\/# sourceMappingURL=\S+\s*)?$/;

/** The same script with its code exchanged, in ASCII. Throws if the text is no script of the joined engine. */
export async function hiddenScript(script: string): Promise<string> {
  const [, parameters] = HEAD.exec(script) ?? [];
  if (parameters === undefined || !FOOT.test(script))
    throw new Error("The joined exercises have another form than node-scripts.ts gives them.");
  const body = script.replace(HEAD, "").replace(FOOT, "");
  const { code } = await transform(body, { minify: true, charset: "ascii", target: "es2023", format: "cjs" });
  const names = parameters.split(", ").map((name) => JSON.stringify(name));
  return [
    `(function (${parameters}) { "use strict";`,
    exchangeLetters.toString(),
    `const code = ${JSON.stringify(exchangeLetters(`"use strict";${code}`))};`,
    `new Function(${names.join(", ")}, exchangeLetters(code))(${parameters});`,
    "})",
    "",
  ].join("\n");
}

/** A module that runs scripts, with the digest of one script replaced by that of another text. */
export function withDigest(module: string, before: string, after: string): string {
  return module.replaceAll(digestOf(before), digestOf(after));
}

/** The digest by which a module names a script (`kernel-setup/node-scripts.ts`). */
function digestOf(script: string): string {
  return sha256(script).slice(0, 16);
}
