import assert from "node:assert/strict";
import { pageRenderer, plainText } from "../../pages/markdown.js";

const render = (markdown: string) => pageRenderer()(markdown);

describe("pages: text", () => {
  it("sets formulas in the line and apart, and stays readable in LaTeX for a screen reader", () => {
    const { html } = render("Le neurone $h_{1,2}$ vaut\n\n$$\\sigma\\left(\\sum_i w_i x_i\\right)$$\n");
    assert.equal([...html.matchAll(/class="katex"/g)].length, 2);
    assert.match(html, /class="katex-display"/);
    assert.equal(plainText(html), "Le neurone h_{1,2} vaut \\sigma\\left(\\sum_i w_i x_i\\right)");
  });

  it("refuses a formula that KaTeX cannot read", () => {
    assert.throws(() => render("$\\nosuchmacro{$"));
  });

  it("gives every heading of a page an address of its own, without accents", () => {
    const renderer = pageRenderer();
    const anchors = ["## À vous", "## À vous\n\n## La règle d’arrêt : $\\epsilon$"].flatMap((text) =>
      renderer(text).headings.map(({ anchor }) => anchor),
    );
    assert.deepEqual(anchors, ["a-vous", "a-vous-2", "la-regle-d-arret-epsilon"]);
  });

  it("turns a link to another lesson into one to its page, and leaves others alone", () => {
    const { html } = render("[suite](04-xor.ipynb#a-retenir), [ailleurs](https://example.org/x.ipynb)");
    assert.match(html, /href="04-xor\.html#a-retenir"/);
    assert.match(html, /href="https:\/\/example\.org\/x\.ipynb"/);
  });

  it("colours code in TypeScript and R, and shows other code as it is", () => {
    const { html } = render(
      "```typescript\nconst a = 1 < 2;\n```\n\n```r\nx <- TRUE\n```\n\n```inconnu\na < b\n```\n",
    );
    assert.match(html, /hljs-keyword">const</);
    assert.match(html, /hljs-literal">TRUE</);
    assert.match(html, /a &lt; b/);
  });

  it("keeps the folded notes of the lessons", () => {
    const { html } = render("<details><summary>En R</summary>\n\n`neuralnet(…)`\n\n</details>\n");
    assert.match(html, /<details><summary>En R<\/summary>/);
    assert.match(html, /<code>neuralnet\(…\)<\/code>/);
  });
});
