/** The table of system calls that a submission may not make, beside Linux' own headers and the document. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { REFUSED } from "../../../grading/sandbox/system-calls.js";
import { ROOT } from "../../setup/clone.js";

describe("the table of refused system calls", () => {
  it("has the numbers of Linux' own headers, where they are installed", function () {
    const headers = "/usr/include/x86_64-linux-gnu/asm/unistd_64.h";
    if (!existsSync(headers)) this.skip();
    const text = readFileSync(headers, "utf8");
    for (const { calls } of REFUSED)
      for (const [name, [x64]] of Object.entries(calls))
        assert.match(text, new RegExp(`^#define __NR_${name} ${x64}$`, "m"), name);
  });

  it("stands in docs/grading.md", () => {
    const text = readFileSync(path.join(ROOT, "docs", "grading.md"), "utf8").replaceAll(/\s+/g, " ");
    for (const { why, calls } of REFUSED) {
      assert.ok(text.includes(why), why);
      for (const name of Object.keys(calls)) assert.ok(text.includes(`\`${name}\``), name);
    }
  });
});
