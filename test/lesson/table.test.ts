import assert from "node:assert/strict";
import { ArgumentError, setLanguage, table } from "neurones";

/** The MIME bundle that a notebook displays. */
function shown(made: object): Record<string, string> {
  return (made as Record<symbol, () => Record<string, string>>)[Symbol.for("Jupyter.display")]();
}

describe("table", () => {
  afterEach(() => setLanguage("fr"));
  const results = [
    { couches: "2", erreur: 21.25149, converge: true },
    { couches: "3, 2", erreur: -0.5, note: "a < b & c" },
  ];

  it("has one column for each property; numbers are French and aligned on the right", () => {
    assert.equal(
      table(results).toString(),
      [
        "couches   erreur  converge  note",
        "2        21,2515  true",
        "3, 2        −0,5            a < b & c",
      ].join("\n"),
    );
  });

  it("writes numbers as the language does", () => {
    setLanguage("en");
    assert.match(table(results).toString(), /21\.2515/);
  });

  it("is an HTML table in a notebook, with its texts escaped", () => {
    const html = shown(table(results))["text/html"];
    assert.equal(html.match(/<tr>/g)?.length, 3);
    assert.match(html, /a &lt; b &amp; c/);
    assert.equal(shown(table(results))["text/plain"], table(results).toString());
  });

  it("without rows is refused", () => assert.throws(() => table([]), ArgumentError));
});
