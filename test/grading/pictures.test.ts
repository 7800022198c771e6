/** Pictures that a student pastes into an answer in words: kept, bounded, shown to the marker and in the feedback. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { normalise } from "../../grading/collect/normalise.js";
import { prepareSubmission } from "../../grading/marking/prepare-submission.js";
import type { Marking } from "../../grading/marking/marking.js";
import { parseNotebook, writeNotebook, type Attachments, type Cell } from "../../grading/notebook-file.js";
import { piecesOf } from "../../grading/pictures.js";
import { feedbackPage } from "../../grading/reports/feedback-page.js";
import { graderCells } from "../../grading/reports/grader-cells.js";
import { studentVersion } from "../../grading/student-version.js";
import { LESSON } from "./lesson.js";

const QUESTION = "03-que-dire";
/** A picture of one pixel. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** The submission whose answer in words has this text and these attachments, as `collect` stores it. */
function handedIn(source: string, attachments: unknown): string {
  const notebook = JSON.parse(writeNotebook(studentVersion(LESSON))) as {
    cells: { id: string; source: unknown; attachments?: unknown }[];
  };
  const cell = notebook.cells.find(({ id }) => id === QUESTION)!;
  Object.assign(cell, { source, attachments });
  const read = normalise(Buffer.from(JSON.stringify(notebook)));
  assert.ok("text" in read);
  return read.text;
}

const answerIn = (text: string): Cell => parseNotebook(text, "").cells.find(({ id }) => id === QUESTION)!;
const kept = (attachments: unknown): Attachments | undefined =>
  answerIn(handedIn("Voir.", attachments)).attachments;

/** A marking of the submission in which no cell ran. */
function markingOf(text: string): Marking {
  const { cells, texts } = prepareSubmission(LESSON, parseNotebook(text, ""));
  return {
    language: "fr",
    tests: [],
    texts,
    cells: cells.map(({ cell }) => cell),
    notes: [],
    seed: 1,
    seconds: 1,
  };
}

/** The cells that the marker sees, and the page that the student gets. */
function shown(text: string): { readonly marker: Cell; readonly page: string } {
  const marking = markingOf(text);
  const cells = graderCells(LESSON, marking);
  const result = { key: "", student: "zoe", lesson: "03-essai", marking, graderCells: cells };
  return {
    marker: cells.find(({ metadata }) => metadata.nbgrader?.grade_id === QUESTION)!,
    page: feedbackPage(result, { grades: {}, comments: {} }, LESSON, "Zoé"),
  };
}

describe("pictures in an answer in words", () => {
  it("are kept when a submission is collected, and again when it is read", () => {
    const text = handedIn("Voir ![courbe](attachment:courbe.png).", { "courbe.png": { "image/png": PNG } });
    assert.deepEqual(answerIn(text).attachments, { "courbe.png": { "image/png": PNG } });
    const again = normalise(Buffer.from(text));
    assert.ok("text" in again);
    assert.equal(again.text, text);
  });
  it("are taken over only as pictures that can run nothing, and within limits", () => {
    const large = PNG.replace("=", "A".repeat(4 * 2 ** 20));
    const refused: Readonly<Record<string, unknown>> = {
      page: { "text/html": PNG },
      drawing: { "image/svg+xml": "<svg onload='alert(1)'/>" },
      "another type's data": { "image/jpeg": PNG },
      "no base64": { "image/png": `${PNG}"><script>` },
      large: { "image/png": large },
      "no bundle": PNG,
      nothing: null,
    };
    for (const [name, bundle] of Object.entries(refused))
      assert.equal(kept({ [name]: bundle }), undefined, name);
    assert.equal(kept("image.png"), undefined);
    assert.equal(kept([PNG]), undefined);
    assert.deepEqual(
      kept({ a: { "text/html": "x", "image/png": [`${PNG.slice(0, 40)}\n`, PNG.slice(40)] } }),
      {
        a: { "image/png": PNG },
      },
    );
    const four = PNG.replace(/.{4}==$/, "A".repeat(4 * 2 ** 20 - PNG.length));
    const many = Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, { "image/png": four }]));
    assert.deepEqual(Object.keys(kept(many) ?? {}), ["a", "b", "c", "d"]);
  });
  it("are an answer, even without a word, and another picture asks for another mark", () => {
    const blank = studentVersion(LESSON).cells.find(({ id }) => id === QUESTION)!.source;
    const [text] = markingOf(handedIn(blank, { a: { "image/png": PNG } })).texts;
    assert.equal(text.isEmpty, false);
    assert.equal(markingOf(handedIn(blank, {})).texts[0].isEmpty, true);
    const other = markingOf(handedIn(blank, { a: { "image/png": PNG.replace("AAAAB", "AAAAC") } })).texts[0];
    assert.notEqual(other.digest, text.digest);
  });
  it("stand in their places for the marker, and in the student's page", () => {
    const { marker, page } = shown(
      handedIn(
        "Avant. ![ma courbe](attachment:ma%20courbe.png) Après. ![](/logout) ![](attachment:perdue.png)",
        {
          "ma courbe.png": { "image/png": PNG },
        },
      ),
    );
    assert.deepEqual(marker.attachments, { "image-1": { "image/png": PNG } });
    assert.match(
      marker.source,
      /^Avant\. \n\n!\[image-1\]\(attachment:image-1\)\n\n Après\. !\[\]\u2060\(\/logout\) \(image non reprise/,
    );
    assert.match(
      page,
      /<pre>Avant\. <\/pre>\n<img alt="ma courbe" src="data:image\/png;base64,iVBOR[^"]*">\n<pre> Après\./,
    );
    assert.match(page, /<p>\(image non reprise/);
  });
  it("stand below a text that does not refer to them", () => {
    const { marker, page } = shown(handedIn("Rien.", { "x.png": { "image/png": PNG } }));
    assert.match(marker.source, /^Rien\.\n\n!\[image-1\]\(attachment:image-1\)/);
    assert.match(page, /<pre>Rien\.<\/pre>\n<img alt="image" /);
  });
  it("let no text or name become Markdown or HTML of its own", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "![",
            "](",
            "attachment:",
            "a",
            ")",
            "<img src=",
            "/logout",
            " ",
            "\n",
            "%",
            '"',
            "]",
          ),
          {
            maxLength: 30,
          },
        ),
        fc.constantFrom("a", "a)![](/logout", "__proto__", 'a"onerror="', "constructor"),
        (parts, name) => {
          const source = `${parts.join("")}.`;
          const attachments = JSON.parse(`{${JSON.stringify(name)}: {"image/png": "${PNG}"}}`) as unknown;
          const { marker, page } = shown(handedIn(source, attachments));
          const pictures = marker.source.match(/!\[[^\]\n]*\]\([^)]*\)/g) ?? [];
          assert.ok(
            pictures.every((picture) => /^!\[image-\d+\]\(attachment:image-\d+\)$/.test(picture)),
            marker.source,
          );
          assert.doesNotMatch(marker.source, /<img/i);
          for (const [tag] of page.matchAll(/<img[^>]*>/g))
            assert.match(tag, /^<img alt="[^"<>]*" src="data:image\/png;base64,[A-Za-z0-9+/=]*">$/);
        },
      ),
      { numRuns: 300, seed: 5 },
    ));
  it("are found in time that grows with the text's length", () => {
    const started = performance.now();
    piecesOf("![".repeat(200_000) + "![a](attachment:".repeat(50_000), {});
    assert.ok(performance.now() - started < 20_000);
  });
});
