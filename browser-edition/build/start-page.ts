/** The site's first page: a link to each lesson. */
import { escapeHtml } from "../../src/host/html.js";
import type { Language, Sentence } from "../../src/language/language.js";

const WELCOME: Sentence = {
  fr: "Les réseaux de neurones, à exécuter dans le navigateur : rien à installer.",
  en: "Neural networks, to run in the browser: nothing to install.",
};

export function startPage(lessons: readonly string[], language: Language): string {
  const items = [...lessons].sort().map((name) => {
    const title = escapeHtml(name.replace(/\.ipynb$/, ""));
    return `<li><a href="lab/index.html?path=${encodeURIComponent(name)}">${title}</a></li>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>neurones</title>
<!-- JupyterLite reads its configuration from this element of each page above its own. -->
<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{}</script>
<style>body { font: 18px/1.6 system-ui, sans-serif; max-width: 40em; margin: 3em auto; padding: 0 1em; }</style>
</head>
<body>
<h1>neurones</h1>
<p>${WELCOME[language]}</p>
<ol>
${items.join("\n")}
</ol>
</body>
</html>
`;
}
