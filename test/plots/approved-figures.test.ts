import assert from "node:assert/strict";
import { plots } from "neurones";
import { approve, approvedNames, differenceFromApproved, firstDifference } from "./approved-figures.js";
import { GALLERY } from "./gallery.js";

describe("plots: approved figures", () => {
  before(() => approve(new Map(Object.entries(GALLERY).map(([name, draw]) => [name, draw().svg]))));

  it("are those of the gallery, and no others", () =>
    assert.deepEqual(approvedNames().sort(), Object.keys(GALLERY).sort()));

  it("include every kind of figure, except gwplot, which needs a trained network", () => {
    const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const missing = Object.entries(plots)
      .filter(([, value]) => typeof value === "function" && value !== plots.Figure)
      .map(([name]) => name)
      .filter((name) => !Object.keys(GALLERY).some((example) => example.startsWith(kebab(name))));
    assert.deepEqual(missing, ["confusions", "gwplot"]);
  });

  for (const [name, draw] of Object.entries(GALLERY)) {
    it(`${name} is drawn exactly as approved`, () => {
      const difference = differenceFromApproved(name, draw().svg);
      assert.ok(difference === undefined, difference);
    });
  }

  it("differ from a figure with one wrong digit, in a text and in a position", () => {
    const mutations = {
      text: /(<text[^>]*>[^<]*?)(\d)/,
      position: /( (?:d|transform|cx|x|points)="[^"]*?\d\.?)(\d)/,
    };
    for (const name of ["confusion-matrix", "network", "scatter", "history"]) {
      for (const [what, place] of Object.entries(mutations)) {
        const { svg } = GALLERY[name]();
        const wrong = svg.replace(
          place,
          (_, before: string, digit: string) => `${before}${(Number(digit) + 1) % 10}`,
        );
        assert.notEqual(wrong, svg, `${name}: ${what}`);
        assert.match(
          differenceFromApproved(name, wrong) ?? "",
          /^test.plots.approved.*line \d+, column \d+:/,
          `${name}: ${what}`,
        );
      }
    }
  });

  it("are compared up to the first difference, which is shown with its place", () => {
    assert.equal(firstDifference("<a>\n<b>97</b>", "<a>\n<b>97</b>"), undefined);
    assert.equal(
      firstDifference("<a>\n<b>97</b>", "<a>\n<b>95</b>"),
      'line 2, column 5:\n  approved: "<a>\\n<b>97</b>"\n  drawn:    "<a>\\n<b>95</b>"',
    );
    assert.match(firstDifference("<a>", "<a><b>") ?? "", /^line 1, column 4:/);
  });
});
