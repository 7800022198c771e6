/** Code in colours, found out when the page is made: classes that the style sheet gives their colours. */
import highlighter from "highlight.js/lib/core";
import r from "highlight.js/lib/languages/r";
import typescript from "highlight.js/lib/languages/typescript";
import { escapeHtml } from "../src/host/html.js";

highlighter.registerLanguage("typescript", typescript);
highlighter.registerLanguage("r", r);
highlighter.registerAliases(["ts", "js"], { languageName: "typescript" });

/** HTML for a piece of code; as it is where the language is not known. */
export function highlight(code: string, language: string): string {
  return highlighter.getLanguage(language) === undefined
    ? escapeHtml(code)
    : highlighter.highlight(code, { language }).value;
}
