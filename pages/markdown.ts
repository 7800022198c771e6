/**
 * Text and code of the lessons as HTML: Markdown with formulas (KaTeX), highlighted code, and an anchor at
 * each heading.
 */
import katexPlugin from "@vscode/markdown-it-katex";
import highlighter from "highlight.js/lib/core";
import r from "highlight.js/lib/languages/r";
import typescript from "highlight.js/lib/languages/typescript";
import { JSDOM } from "jsdom";
import MarkdownIt from "markdown-it";
import { escapeHtml } from "../src/host/html.js";

highlighter.registerLanguage("typescript", typescript);
highlighter.registerLanguage("r", r);
highlighter.registerAliases(["ts", "js"], { languageName: "typescript" });

/** A heading of a page. */
export interface Heading {
  readonly level: number;
  readonly anchor: string;
  /** The heading as HTML, with formulas and emphasis, and as plain text. */
  readonly html: string;
  readonly text: string;
}

export interface Rendered {
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** A renderer for one page: all anchors of the page are different. */
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
        // Links between lessons name notebooks; the pages have the same names.
        if (target !== null)
          child.attrSet("href", String(target).replace(/^([\w-]+)\.ipynb(#.*)?$/, "$1.html$2"));
      }
    });
    const html = markdownIt.renderer.render(tokens, markdownIt.options, {});
    const unreadable = /class="[^"]*katex-error" title="([^"]*)"/.exec(html);
    if (unreadable !== null) throw new Error(`KaTeX cannot read a formula: ${unreadable[1]}`);
    return { html, headings };
  };
}

/** The text of a piece of HTML, with formulas in LaTeX. */
export function plainText(html: string): string {
  const piece = JSDOM.fragment(html);
  for (const formula of piece.querySelectorAll(".katex"))
    formula.replaceWith(formula.querySelector("annotation")?.textContent ?? "");
  return (piece.textContent ?? "").replace(/[ \n\t]+/g, " ").trim();
}

/**
 * Code as HTML, with a class for each colour of the style sheet; without colours if the language is unknown.
 */
export function highlight(code: string, language: string): string {
  return highlighter.getLanguage(language) === undefined
    ? escapeHtml(code)
    : highlighter.highlight(code, { language }).value;
}

type Plugin = (markdownIt: ReturnType<typeof MarkdownIt>) => void;

/** The plugin is CommonJS: its default export is one level deeper here. */
function pluginOf(module: unknown): Plugin {
  return (module as { readonly default: Plugin }).default;
}
