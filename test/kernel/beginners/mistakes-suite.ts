/** Every cell of the table of beginners' mistakes, wherever the kernel works: it must get exactly the advice in the table. */
import assert from "node:assert/strict";
import type { CellClient } from "../cell-client.js";
import { BEFORE } from "./mistake.js";
import { MISTAKES } from "./mistakes.js";
import { adviceIn } from "./told.js";

/** Quotations of the cell, whose names may be French. */
const QUOTED = /`[^`]*`|"[^"]*"|\b(?:moitie|élève|eleve)\w*/g;
/** Words that occur only in French sentences. */
const FRENCH =
  /écri|exécut|vérifi|s’écrit|n’existe|[éèêàçù]|(?<![\p{L}])(?:de|ou|une?|les?|des|avec|pour|dans|entre|ici|est|sont)(?![\p{L}])/u;

/** To be called in `describe`: `client` gives a client of the kernel, once the tests run, which works in Node or in a page. */
export function mistakesSuite(
  client: () => CellClient,
  language: "fr" | "en",
  host: "node" | "page" = "node",
): void {
  let kernel: CellClient;
  before(async () => {
    kernel = client();
    if (language === "en")
      await kernel.execute('import { setLanguage } from "neurones";\nsetLanguage("en");');
    await kernel.execute(BEFORE);
  });

  for (const { title, before: first, mistakes } of MISTAKES) {
    describe(title, () => {
      before(async () => {
        if (first !== undefined) assert.equal((await kernel.execute(first)).reply["status"], "ok");
      });
      for (const { cell, advice: usual, adviceInPage } of mistakes) {
        const advice = host === "page" ? (adviceInPage ?? usual) : usual;
        it(JSON.stringify(cell), async () => {
          const told = adviceIn(await kernel.execute(cell));
          if (language === "fr") assert.deepEqual(told, advice);
          else {
            assert.equal(told.length, advice.length, told.join("\n"));
            for (const sentence of told) assert.doesNotMatch(sentence.replaceAll(QUOTED, ""), FRENCH);
          }
        });
      }
    });
  }
}
