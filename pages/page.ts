/** The HTML of the pages: the frame of every page, a lesson's page, and the start page. */
import type { Output } from "../grading/notebook-file.js";
import { escapeHtml } from "../src/host/html.js";
import { language, say, type Sentence } from "../src/language/language.js";
import { switchHtml } from "./editions.js";
import type { Lesson, PageCell } from "./lesson.js";
import { highlight } from "./markdown.js";
import { outputHtml, playgroundBeginning, playgroundHtml, plotlyFigure, stillPicture } from "./outputs.js";
import { OPENING, type Opening } from "./opening.js";

const credit = (): string =>
  say({
    fr: "D’après « Introduction aux réseaux de neurones », TP de Guillaume Metzler, 2021–2022.",
    en: "After “Introduction aux réseaux de neurones”, a practical by Guillaume Metzler, 2021–2022.",
  });

const referenceLinks = (): string =>
  say({
    fr: '<p><a href="reference/index.html">Référence de l’API</a> (en anglais)</p><p><a href="reference/documents/Gallery.html">Galerie des figures</a></p>',
    en: '<p><a href="reference/index.html">Reference of the API</a></p><p><a href="reference/documents/Gallery.html">Gallery of figures</a></p>',
  });

export interface PageParts {
  /** The page's file. */
  readonly file: string;
  readonly title: string;
  /** The contents beside the text. */
  readonly aside: string;
  readonly main: string;
  /** The scripts of `assets/` that the page needs beside its own. */
  readonly scripts: readonly ("plotly.js" | "playground.js")[];
  /** Whether the main part takes the whole width, with the contents below it. */
  readonly isWide?: boolean;
}

/** A complete page in the current language; it loads only files of the site. */
export function page({ file, title, aside, main, scripts, isWide = false }: PageParts): string {
  const contents =
    aside === ""
      ? ""
      : `<nav class="contents" aria-label="${say({ fr: "Sommaire", en: "Contents" })}">${aside}</nav>`;
  const text = `<main id="contenu" tabindex="-1">\n${main}\n</main>`;
  const search = say({ fr: "Chercher", en: "Search" });
  return `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="assets/katex/katex.min.css">
<link rel="stylesheet" href="assets/site.css">
</head>
<body>
<a class="skip" href="#contenu">${say({ fr: "Aller au contenu", en: "Skip to the content" })}</a>
<header>
<a class="home" href="index.html">neurones</a>
<form role="search"><label for="recherche">${search}</label><input id="recherche" type="search" placeholder="${search}" autocomplete="off" spellcheck="false"></form>
${switchHtml(file)}
</header>
<div id="trouvailles" role="status" aria-live="polite" hidden></div>
<div class="${isWide ? "columns wide" : "columns"}">
${isWide ? `${text}\n${contents}` : `${contents}\n${text}`}
</div>
<footer><p>${credit()}</p></footer>
${["search-index.js", ...scripts, "site.js"].map((name) => `<script src="assets/${name}" defer></script>`).join("\n")}
${scripts.includes("playground.js") ? "<noscript><style>.playground { min-height: 0; }</style></noscript>\n" : ""}</body>
</html>
`;
}

/** The folder of the browser edition inside the site. */
export const EDITION = "lite";

/** Which parts the site has besides the lessons. */
export interface Has {
  readonly reference: boolean;
  /** The browser edition, in which a lesson can be executed. */
  readonly edition: boolean;
}

/** The link that opens a lesson in the browser edition, where the site has it. */
function editionLink({ name }: Lesson, { edition }: Has): string {
  const address = `${EDITION}/lab/index.html?path=${encodeURIComponent(`${name}.ipynb`)}`;
  const words = say({ fr: "Ouvrir et exécuter", en: "Open and run" });
  return edition ? `<p><a class="run" href="${address}">${words}</a></p>` : "";
}

/** The page of a lesson. */
export function lessonPage(lessons: readonly Lesson[], at: number, has: Has): string {
  const lesson = lessons[at];
  const sections = lesson.headings.filter(({ level }) => level === 2);
  const link = (other: Lesson | undefined, rel: string, word: string) =>
    other === undefined
      ? "<span></span>"
      : `<a rel="${rel}" href="${other.name}.html"><small>${word}</small>${escapeHtml(other.title)}</a>`;
  const sheet =
    lesson.sheet === undefined
      ? ""
      : `<p><a href="${sheetFile(lesson)}">${say({ fr: "La carte à imprimer", en: "The card to print" })}</a></p>`;
  return page({
    file: `${lesson.name}.html`,
    title: `${lesson.title} — neurones`,
    aside: `<p><a href="#${lesson.headings[0]?.anchor ?? "contenu"}">${escapeHtml(lesson.title)}</a></p><ol>${sections.map(({ anchor, html }) => `<li><a href="#${anchor}">${html.replace(/^\d+\.\s*/, "")}</a></li>`).join("")}</ol>${editionLink(lesson, has)}<p><a class="download" href="notebooks/${lesson.name}.ipynb" download>${say({ fr: "Télécharger le notebook", en: "Download the notebook" })}</a></p>${sheet}`,
    main: `<article>\n${lesson.cells.map(cellHtml).join("\n")}\n</article>\n<nav class="beside" aria-label="${say({ fr: "Leçons voisines", en: "Neighbouring lessons" })}">${link(lessons[at - 1], "prev", say({ fr: "Leçon précédente", en: "Previous lesson" }))}${link(lessons[at + 1], "next", say({ fr: "Leçon suivante", en: "Next lesson" }))}</nav>`,
    scripts: [
      ...(hasOutput(lesson, plotlyFigure) ? (["plotly.js"] as const) : []),
      ...(hasOutput(lesson, playgroundBeginning) ? (["playground.js"] as const) : []),
    ],
  });
}

/** The file of the sheet that a lesson offers to print. */
export function sheetFile({ name }: Lesson): string {
  return `${name}-carte.html`;
}

/** A page with nothing but the lesson's sheet, which fits on one side of paper. */
export function sheetPage(lesson: Lesson): string {
  return page({
    file: sheetFile(lesson),
    title: `${lesson.title} — ${say({ fr: "la carte", en: "the card" })}`,
    aside: `<p><a href="${lesson.name}.html">${escapeHtml(lesson.title)}</a></p>`,
    main: `<article class="sheet">\n${lesson.sheet ?? ""}\n</article>`,
    scripts: [],
  });
}

/** Whether a lesson has an output in which something is found. */
function hasOutput({ cells }: Lesson, find: (output: Output) => unknown): boolean {
  return cells.some((cell) => cell.kind === "code" && cell.outputs.some((each) => find(each) !== undefined));
}

function cellHtml(cell: PageCell): string {
  if (cell.kind === "text") return `<section class="text">${cell.html}</section>`;
  const label = cell.isYours ? `<p class="yours">${say({ fr: "À vous", en: "Your turn" })}</p>` : "";
  return `<section class="cell">${label}<pre class="code" tabindex="0"><code>${highlight(cell.source, "typescript")}</code></pre>${cell.outputs.map(outputHtml).join("")}</section>`;
}

/** The file of a lesson's figure on the start page, in `assets/`; undefined if it has none. */
export function emblemFile({ name, emblem }: Lesson): string | undefined {
  const picture = emblem && stillPicture(emblem);
  return picture && `cards/${name}.${picture.type === "image/png" ? "png" : "svg"}`;
}

const LEAD: Sentence = {
  fr: "Voici un réseau de neurones qui apprend : ajoutez des couches, changez les données, cliquez sur un neurone. Dix leçons à lire, à exécuter et à modifier mènent du premier neurone aux images et aux textes.",
  en: "Here is a neural network that learns: add layers, change the data, click a neuron. Ten lessons to read, run and change lead from the first neuron to pictures and texts.",
};

/** How a reader opens a lesson to work in it. */
const WAYS: Readonly<Record<"edition" | "home", Sentence>> = {
  edition: {
    fr: "Ces pages montrent les leçons exécutées ; pour changer les cellules et répondre aux exercices, ouvrez-les dans ce navigateur, sans rien installer, ou chez vous dans JupyterLab : <code>npm start</code>.",
    en: "These pages show the lessons executed; to change the cells and answer the exercises, open them in this browser, with nothing to install, or at home in JupyterLab: <code>npm start -- --language en</code>.",
  },
  home: {
    fr: "Ces pages montrent les leçons exécutées ; pour changer les cellules et répondre aux exercices, ouvrez-les dans JupyterLab : <code>npm start</code>.",
    en: "These pages show the lessons executed; to change the cells and answer the exercises, open them in JupyterLab: <code>npm start -- --language en</code>.",
  },
};

/** The start page: the playground, a description of the course, and its lessons. */
export function startPage(lessons: readonly Lesson[], has: Has, opening: Opening): string {
  const card = (lesson: Lesson): string => {
    const { name, title, goals, duration, emblem } = lesson;
    const file = emblemFile(lesson);
    const picture =
      file === undefined
        ? ""
        : `<img src="assets/${file}" alt="${escapeHtml(stillPicture(emblem!)!.words)}">\n`;
    return `<article class="card">
${picture}<h2><a href="${name}.html">${escapeHtml(title)}</a></h2>
${duration === "" ? "" : `<p class="duration">${duration}</p>`}
${goals}
${editionLink(lesson, has)}
</article>`;
  };
  const title = say({ fr: "Les réseaux de neurones, en pratique", en: "Neural networks, in practice" });
  return page({
    file: "index.html",
    title: say({
      fr: "neurones — les réseaux de neurones, en pratique",
      en: "neurones — neural networks, in practice",
    }),
    aside: has.reference ? referenceLinks() : "",
    main: `<h1>${title}</h1>
<p class="lead">${say(LEAD)}</p>
${playgroundHtml({ settings: OPENING }, `<img src="data:image/svg+xml,${encodeURIComponent(opening.svg)}" alt="${escapeHtml(opening.text)}">`)}
<h2>${say({ fr: "Les leçons", en: "The lessons" })}</h2>
<p class="lead">${say(WAYS[has.edition ? "edition" : "home"])}</p>
<div class="cards">
${lessons.map(card).join("\n")}
</div>`,
    scripts: ["playground.js"],
    isWide: true,
  });
}
