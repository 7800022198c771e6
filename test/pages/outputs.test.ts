import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { outputHtml } from "../../pages/outputs.js";

const PLOTLY = "application/vnd.plotly.v1+json";

describe("pages: outputs", () => {
  it("shows text as text, and what went to standard error as a warning", () => {
    assert.match(outputHtml({ output_type: "stream", name: "stdout", text: ["1 < 2\n"] }), /^<pre>1 &lt; 2/);
    assert.match(
      outputHtml({ output_type: "stream", name: "stderr", text: "attention" }),
      /class="warning">attention/,
    );
  });

  it("lets no text of a figure end the element it is in", () => {
    const title = "</script><img src=x onerror=alert(1)>";
    const html = outputHtml({
      output_type: "display_data",
      data: {
        [PLOTLY]: { data: [], layout: { title } },
        "image/svg+xml": "<svg/>",
        "text/plain": 'une "figure"',
      },
    });
    const piece = JSDOM.fragment(html);
    assert.equal(piece.querySelectorAll("img").length, 1);
    assert.equal(piece.querySelector("img")!.getAttribute("alt"), 'une "figure"');
    assert.deepEqual(JSON.parse(piece.querySelector("script")!.textContent!), {
      data: [],
      layout: { title },
    });
  });

  it("prefers a picture to words, a table to words, and shows words where there is nothing else", () => {
    assert.match(
      outputHtml({ output_type: "display_data", data: { "image/png": "QUJD\n", "text/plain": "une image" } }),
      /^<figure><img alt="une image" src="data:image\/png;base64,QUJD">/,
    );
    assert.match(
      outputHtml({
        output_type: "execute_result",
        data: { "text/html": "<table></table>", "text/plain": "t" },
      }),
      /<table>/,
    );
    assert.equal(
      outputHtml({ output_type: "execute_result", data: { "text/plain": "42" } }),
      "<pre>42</pre>",
    );
  });

  it("refuses a lesson whose cell failed", () => {
    assert.throws(
      () => outputHtml({ output_type: "error", ename: "RangeError", evalue: "x" }),
      /RangeError: x/,
    );
  });
});
