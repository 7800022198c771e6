/**
 * Checks all references in texts and hints: the sections, headings, lessons and files that they name exist,
 * and so do the names in the code that they quote.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readNotebook, type Notebook } from "../../grading/notebook-file.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { LANGUAGES, type Language } from "../../src/language/language.js";
import { ROOT } from "../setup/clone.js";

/** How the texts of each edition refer to lessons, sections and headings. */
const EDITIONS: Readonly<Record<Language, { readonly pointer: RegExp; readonly lesson: RegExp }>> = {
  fr: {
    pointer: /(?:leçon (\d+)[^.;:]{0,30}?)?\bsections? (\d+)(?:, « ([^»]+?) »)?/g,
    lesson: /leçons? (\d+)/g,
  },
  en: {
    pointer: /(?:lesson (\d+)[^.;:]{0,30}?)?\bsections? (\d+)(?:, ["“]([^"”]+?)["”])?/g,
    lesson: /lessons? (\d+)/g,
  },
};

/** The parts of a lesson that references can name. */
interface Lesson {
  readonly language: Language;
  readonly file: string;
  /** The headings of each numbered section; the first is that of the section itself. */
  readonly sections: ReadonlyMap<number, readonly string[]>;
  /** The text without code blocks. */
  readonly prose: string;
  readonly markdown: string;
  readonly code: string;
}

/**
 * The text with ordinary spaces and without emphasis: « Quand s’arrêter ? » is written with a no-break space.
 */
const plain = (text: string): string =>
  text
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/[*`]/g, "")
    .trim();

const sourceOf = (cells: Notebook["cells"]): string =>
  cells
    .map(({ source }) => (typeof source === "string" ? source : (source as readonly string[]).join("")))
    .join("\n");

async function read(language: Language, folder: string, file: string): Promise<Lesson> {
  const { cells } = await readNotebook(path.join(folder, file));
  const markdown = sourceOf(cells.filter(({ cell_type }) => cell_type === "markdown"));
  const prose = plain(markdown.replace(/```[\s\S]*?```/g, ""));
  const sections = new Map<number, string[]>();
  let section: string[] | undefined;
  for (const line of prose.split("\n")) {
    const numbered = /^## (?:(\d+)\. )?(.*)$/.exec(line);
    if (numbered !== null) {
      section = [numbered[2]];
      if (numbered[1] !== undefined) sections.set(Number(numbered[1]), section);
    } else if (line.startsWith("### ")) section?.push(line.slice(4));
  }
  return {
    language,
    file,
    sections,
    prose,
    markdown,
    code: sourceOf(cells.filter(({ cell_type }) => cell_type === "code")),
  };
}

/**
 * A message for each reference of a sentence that leads nowhere; `home` is the lesson that contains the
 * sentence.
 */
function brokenReferences(sentence: string, home: Lesson, lessons: readonly Lesson[]): string[] {
  const complaints: string[] = [];
  const { pointer, lesson: ofLesson } = EDITIONS[home.language];
  for (const [, number, section, title] of plain(sentence).matchAll(pointer)) {
    const lesson = number === undefined ? home : lessonOf(number, lessons);
    const headings = lesson?.sections.get(Number(section));
    if (lesson === undefined || headings === undefined)
      complaints.push(`no section ${section} in lesson ${number ?? home.file}`);
    else if (title !== undefined && !headings.includes(title))
      complaints.push(
        `no heading « ${title} » in section ${section} of ${lesson.file}: ${headings.join(" | ")}`,
      );
  }
  for (const [, number] of plain(sentence).matchAll(ofLesson)) {
    if (lessonOf(number, lessons) === undefined) complaints.push(`no lesson ${number}`);
  }
  return complaints;
}

/** Names of the language and its library, which a hint may quote even if the lesson does not use them. */
const BUILT_IN = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...[Array, Math, Number, String, Object].flatMap((owner: object) => Object.getOwnPropertyNames(owner)),
  ...[[], "", 0, {}].flatMap((value) => Object.getOwnPropertyNames(Object.getPrototypeOf(value))),
  ..."break const continue else export false for function if import in let new null number of return string true typeof undefined while async await".split(
    " ",
  ),
]);

/** The names in the declarations of the course: functions, options, types. */
const DECLARED = new Set<string>();
/** Names of R, in texts about R. */
const OF_R =
  "rprop lm linear output rep predict plot threshold stepmax TRUE FALSE abs collapse df exp function hidden ifelse library list log ls match max mean paste paste0 pi print p$x p$y rbind rm round sapply seq_along sqrt sum".split(
    " ",
  );

/** The lesson of a number, such as "03" or 3. */
const lessonOf = (number: string | number, lessons: readonly Lesson[]): Lesson | undefined =>
  lessons.find(({ file }) => Number(file.slice(0, 2)) === Number(number));

const identifiers = (code: string): string[] =>
  code.replace(/"[^"]*"|'[^']*'|\/\/.*/g, "").match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];

/**
 * The names that a quoted piece of code uses and neither `known` nor the piece itself defines. Names of one
 * letter are ignored, since they may belong to a formula, and so are descriptions in brackets, such as
 * `[vraie]` or `[biais, poids 1]`.
 */
function unknownNames(quoted: string, known: ReadonlySet<string>): string[] {
  const snippet = quoted.replace(/\[\p{L}+\]|\[[^\]]*\p{L} \d[^\]]*\]/gu, "");
  const bound = new Set(
    [...snippet.matchAll(/\(([^()]*)\) =>|\b(?:let|const) ([\p{L}_$]+)|\b([\p{L}_$]+) =>/gu)].flatMap(
      ([, list = "", one = "", single = ""]) => identifiers(`${list} ${one} ${single}`),
    ),
  );
  return identifiers(snippet).filter(
    (name) => name.length > 1 && !known.has(name) && !bound.has(name) && !BUILT_IN.has(name),
  );
}

describe("pointers", () => {
  before(() => {
    const declarations = path.join(ROOT, "dist", "src");
    for (const name of readdirSync(declarations, { recursive: true, encoding: "utf8" })) {
      if (name.endsWith(".d.ts"))
        for (const identifier of identifiers(readFileSync(path.join(declarations, name), "utf8")))
          DECLARED.add(identifier);
    }
    for (const name of OF_R) DECLARED.add(name);
  });

  for (const language of LANGUAGES) describe(language, () => pointersOf(language));
});

function pointersOf(language: Language): void {
  const folder = path.join(ROOT, "notebooks", language);
  const files = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  let lessons: readonly Lesson[];
  before(async () => {
    lessons = await Promise.all(files.map((file) => read(language, folder, file)));
  });

  it("of exercises name an existing section and its exact heading", () => {
    for (const [id, { read: where, hints }] of EXERCISES) {
      const home = lessonOf(id.slice(0, 2), lessons)!;
      assert.match(plain(where[language]), /section \d+/, `${id} says where to read`);
      assert.deepEqual(
        [where, ...hints].flatMap((each) => brokenReferences(each[language], home, lessons)),
        [],
        id,
      );
    }
  });

  it("of lessons name existing sections and lessons", () => {
    for (const lesson of lessons)
      assert.deepEqual(brokenReferences(lesson.prose, lesson, lessons), [], lesson.file);
  });

  it("of lessons name existing files", () => {
    for (const { file, markdown } of lessons) {
      for (const [, target] of markdown.matchAll(/\]\(([^)\s]+)\)/g))
        assert.ok(files.includes(target), `${file}: ${target}`);
      for (const [name] of markdown.matchAll(/[\w-]+\.ipynb/g))
        assert.ok(files.includes(name), `${file}: ${name}`);
      assert.ok(markdown.includes(`\`${file}\``), `${file} says which file to hand in`);
    }
  });

  it("of hints quote names of the lesson's code", () => {
    for (const [id, { hints }] of EXERCISES) {
      const { code, markdown } = lessonOf(id.slice(0, 2), lessons)!;
      const known = new Set([
        ...identifiers(code),
        ...identifiers(markdown.replace(/[^`]*`([^`]*)`/g, " $1 ")),
        ...DECLARED,
      ]);
      for (const { [language]: hint } of hints) {
        for (const [, snippet] of hint.matchAll(/`([^`]+)`/g))
          assert.deepEqual(unknownNames(snippet, known), [], `${id}: ${snippet}`);
      }
    }
  });

  it("of texts quote names of the lesson's code or of the course's library", () => {
    for (const { file, code, markdown } of lessons) {
      const text = markdown.replace(/<details>[\s\S]*?<\/details>/g, "").replace(/```[\s\S]*?```/g, "");
      const known = new Set([...identifiers(code), ...DECLARED]);
      for (const [, snippet] of text.matchAll(/`([^`\n]+)`/g)) {
        if (!/\.ipynb$|^(?:travail|work)$/.test(snippet))
          assert.deepEqual(unknownNames(snippet, known), [], `${file}: ${snippet}`);
      }
    }
  });
}
