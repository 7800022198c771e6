/** The lessons' text as HTML: Markdown, formulas set by KaTeX when the page is made, code in colours, an anchor at each heading. */
import katexPlugin from "@vscode/markdown-it-katex";
import { JSDOM } from "jsdom";
import MarkdownIt from "markdown-it";
import { highlight } from "./highlight.js";

/** A heading of a page. */
export interface Heading {
  readonly level: number;
  readonly anchor: string;
  /** As HTML, formulas and emphasis included, and as plain text. */
  readonly html: string;
  readonly text: string;
}

export interface Rendered {
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** A renderer for one page: anchors are different from each other all over it. */
export function pageRenderer(): (markdown: string) => Rendered {
  const used = new Map<string, number>();
  const anchorFor = (text: string): string => {
    const slug =
      text
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, "")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "") || "section";
    const times = (used.get(slug) ?? 0) + 1;
    used.set(slug, times);
    return times === 1 ? slug : `${slug}-${times}`;
  };
  const markdownIt = new MarkdownIt({ html: true, highlight });
  markdownIt.use(pluginOf(katexPlugin));
  return (markdown) => {
    const tokens = markdownIt.parse(markdown, {});
    const headings: Heading[] = [];
    tokens.forEach((token, i) => {
      if (token.type === "heading_open") {
        const html = markdownIt.renderer.render([tokens[i + 1]], markdownIt.options, {});
        const text = plainText(html);
        const anchor = anchorFor(text);
        token.attrSet("id", anchor);
        headings.push({ level: Number(token.tag.slice(1)), anchor, html, text });
      }
      for (const child of token.children ?? []) {
        const target = child.attrGet("href");
        // Lessons name each other as notebooks; their pages have the same names.
        if (target !== null)
          child.attrSet("href", String(target).replace(/^([\w-]+)\.ipynb(#.*)?$/, "$1.html$2"));
      }
    });
    const html = markdownIt.renderer.render(tokens, markdownIt.options, {});
    const unreadable = /class="[^"]*katex-error" title="([^"]*)"/.exec(html);
    if (unreadable !== null) throw new Error(`a formula that KaTeX cannot read: ${unreadable[1]}`);
    return { html, headings };
  };
}

/** The words of a piece of HTML; of a formula, how it is written in LaTeX. */
export function plainText(html: string): string {
  const piece = JSDOM.fragment(html);
  for (const formula of piece.querySelectorAll(".katex"))
    formula.replaceWith(formula.querySelector("annotation")?.textContent ?? "");
  return (piece.textContent ?? "").replace(/[ \n\t]+/g, " ").trim();
}

type Plugin = (markdownIt: ReturnType<typeof MarkdownIt>) => void;

/** The plugin is CommonJS: its default export is one level deeper here. */
function pluginOf(module: unknown): Plugin {
  return (module as { readonly default: Plugin }).default;
}
