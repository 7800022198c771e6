import assert from "node:assert/strict";
import { takeEdition } from "../../kernel-setup/run-command.js";
import { kernelSpecification } from "../../kernel-setup/kernelspec.js";
import { findLessons } from "../../system/find-lessons.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "./clone.js";

describe("the option --language", () => {
  it("chooses the edition, and leaves the other arguments", () => {
    assert.deepEqual(takeEdition("lesson", ["all", "--language", "en", "--out", "x"]), {
      edition: "en",
      args: ["all", "--out", "x"],
    });
    assert.deepEqual(takeEdition("site", ["--language=fr"]), { edition: "fr", args: [] });
    assert.deepEqual(takeEdition("lite", ["--quick"]), { edition: undefined, args: ["--quick"] });
  });

  it("is refused with another language, and means nothing to commands about no edition", () => {
    for (const wrong of [["--language"], ["--language", "de"], ["--language="]])
      assert.throws(() => takeEdition("start", wrong), /--language veut l’une des langues fr, en/);
    assert.deepEqual(takeEdition("test", ["--language", "en"]).args, ["--language", "en"]);
  });

  it("chooses the lessons, the folder of the student's work and the kernel", async () => {
    const layout = layoutOf(ROOT, "linux", "en");
    assert.match(layout.work, /\/work$/);
    const [first] = await findLessons(layout, "03-perceptron");
    assert.match(first, /notebooks\/en\/03-perceptron\.ipynb$/);
    assert.deepEqual(kernelSpecification(layout, "node", "en").argv.slice(-2), ["{connection_file}", "en"]);
  });
});
