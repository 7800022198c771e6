import assert from "node:assert/strict";
import { entryScripts } from "../../../browser-edition/build/entry-scripts.js";

const NAMES = 'r.u=e=>""+(5531===e?"jlab_core":e)+"."+({1:"aa",12:"b2",5531:"c3"})[e]+".js";';
const LOADS = "let s=(await Promise.all([t.e(5531),t.e(77),t.e(12)]).then(t.bind(t,16863))).main;await s()";

describe("browser edition: the scripts of an app that a page asks for at once", () => {
  it("are those that its first script loads, by their names; shared packages have no script of their own", () => {
    assert.deepEqual(entryScripts(NAMES + LOADS), ["jlab_core.c3.js", "12.b2.js"]);
  });

  it("are none where the first script has another form", () => {
    for (const text of ["", NAMES, LOADS, LOADS.replace(".main", "")])
      assert.deepEqual(entryScripts(text), []);
  });
});
