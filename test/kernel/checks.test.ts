/** Which checks and which language a kernel takes by itself. */
import assert from "node:assert/strict";
import { checksFor } from "../../src/kernel/checks.js";
import { localeLanguage } from "../../src/kernel/locale.js";

describe("a kernel that is told nothing", () => {
  it("checks as in the course in the course's folders alone", () => {
    assert.equal(checksFor("/home/a/neurones/notebooks/fr", "/home/a/neurones", {}), "course");
    assert.equal(checksFor("/home/a/neurones", "/home/a/neurones", {}), "course");
    assert.equal(checksFor("C:\\neurones\\work", "C:\\neurones", {}), "course");
    assert.equal(checksFor("/home/a/neurones-of-mine", "/home/a/neurones", {}), "plain");
    assert.equal(checksFor("/home/a", "/home/a/neurones", {}), "plain");
    assert.equal(checksFor("/p/node_modules/neurones/x", "/p/node_modules/neurones", {}), "plain");
  });

  it("follows the environment where it names the checks", () => {
    assert.equal(checksFor("/elsewhere", "/neurones", { NEURONES_CHECKS: "course" }), "course");
    assert.equal(checksFor("/neurones", "/neurones", { NEURONES_CHECKS: "plain" }), "plain");
    assert.equal(checksFor("/elsewhere", "/neurones", { NEURONES_CHECKS: "other" }), "plain");
  });

  it("speaks French where the locale does, else English", () => {
    assert.equal(localeLanguage({ LANG: "fr_CA.UTF-8" }, "en-GB"), "fr");
    assert.equal(localeLanguage({ LC_ALL: "en_GB.UTF-8", LANG: "fr_FR.UTF-8" }, "fr-FR"), "en");
    assert.equal(localeLanguage({ LANG: "C" }, "fr-FR"), "en");
    assert.equal(localeLanguage({}, "fr-FR"), "fr");
    assert.equal(localeLanguage({ LANG: "fro_FR" }, "de-DE"), "en");
  });
});
