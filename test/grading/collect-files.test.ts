/** What `npm run collect` finds in folders and archives, and whose it is; how it reads files that break rules. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { readClassList } from "../../grading/collect/class-list.js";
import { filesIn } from "../../grading/collect/files.js";
import { normalise } from "../../grading/collect/normalise.js";
import { Reader } from "../../grading/collect/reader.js";
import { identifier } from "../../grading/collect/recognise.js";
import { whoseFiles, type Whose } from "../../grading/collect/whose.js";
import { prepareSubmission } from "../../grading/marking/prepare-submission.js";
import { isRecord, parseNotebook, writeNotebook } from "../../grading/notebook-file.js";
import { LESSON } from "./lesson.js";
import { answered, RIGHT } from "./sandboxed-grading.js";
import { zipOf } from "./zip-file.js";

const WRITTEN = writeNotebook(answered(RIGHT));

describe("a file's name in a sentence", () => {
  it("is told as it is, whatever numbers and parentheses it has", () =>
    assert.throws(() => parseNotebook("x", "2 final(s).ipynb"), /« 2 final\(s\)\.ipynb »/));
});

describe("the files of a collection", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "neurones-copies-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = async (name: string, content: string | Buffer) => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  };
  /** Each file with its content, or why it is left aside. */
  const listed = async (place = folder): Promise<Record<string, string>> =>
    Object.fromEntries(
      await Promise.all(
        (await filesIn(place)).map(async (file) => [
          file.name.replaceAll("\\", "/"),
          "why" in file ? file.why.fr : (await file.read()).toString("utf8"),
        ]),
      ),
    ) as Record<string, string>;

  it("are all named, taken or left aside with the reason", async () => {
    const inner = zipOf({ "03-essai.ipynb": "dedans", "lisez-moi.pdf": "x" });
    const deep = ["c.zip", "b.zip", "a.zip"].reduce<Buffer>(
      (held, name) => zipOf({ [name]: held }),
      Buffer.from(""),
    );
    for (const [name, content] of Object.entries({
      "zoe/03-essai.ipynb": "un",
      "ana/03-essai.IPYNB": "deux",
      "bob/03-essai.ipynb.txt": "trois",
      "eve/copie.json": "quatre",
      "lou/copie.zip": inner,
      "max/trop.zip": deep,
      "nil/abimee.zip": "PK",
      "ida/copie.rar": "x",
      "ida/copie.7z": "x",
      "ida/copie.pdf": "x",
      "ida/copie.html": "x",
      "ida/onlinetext.html": "x",
      "ida/.ipynb_checkpoints/03-essai.ipynb": "x",
      "ida/.DS_Store": "x",
    }))
      await put(name, content);
    const files = await listed();
    assert.deepEqual(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.split(/[:,]/)[0].trim()])),
      {
        "zoe/03-essai.ipynb": "un",
        "ana/03-essai.IPYNB": "deux",
        "bob/03-essai.ipynb.txt": "trois",
        "eve/copie.json": "quatre",
        "lou/copie.zip/03-essai.ipynb": "dedans",
        "lou/copie.zip/lisez-moi.pdf": "c’est une page ou une image",
        "max/trop.zip/a.zip/b.zip/c.zip": "cette archive est trop grande",
        "nil/abimee.zip": "« nil/abimee.zip » n’est pas une archive zip lisible.",
        "ida/copie.rar": "cette sorte d’archive n’est pas lue",
        "ida/copie.7z": "cette sorte d’archive n’est pas lue",
        "ida/copie.pdf": "c’est une page ou une image",
        "ida/copie.html": "c’est une page ou une image",
        "ida/onlinetext.html": "c’est un texte saisi en ligne",
        "ida/.ipynb_checkpoints/03-essai.ipynb": "un programme l’a écrit de lui-même",
        "ida/.DS_Store": "un programme l’a écrit de lui-même",
      },
    );
  });

  it("are not read through symbolic links, of files or of folders", async function () {
    await put("ailleurs/solution.ipynb", "solution");
    await mkdir(path.join(folder, "copies"));
    await symlink(path.join(folder, "ailleurs", "solution.ipynb"), path.join(folder, "copies", "zoe.ipynb"));
    await symlink(path.join(folder, "ailleurs"), path.join(folder, "copies", "ana"));
    const files = await listed(path.join(folder, "copies"));
    assert.deepEqual(Object.keys(files).sort(), ["ana", "zoe.ipynb"]);
    for (const why of Object.values(files)) assert.match(why, /lien symbolique/);
    // A link that takes the place of a file after the files were listed.
    await put("copies/bob.ipynb", "bob");
    const [bob] = (await filesIn(path.join(folder, "copies"))).filter(({ name }) => name === "bob.ipynb");
    await rm(path.join(folder, "copies", "bob.ipynb"));
    await symlink(path.join(folder, "ailleurs", "solution.ipynb"), path.join(folder, "copies", "bob.ipynb"));
    assert.ok("read" in bob);
    await assert.rejects(bob.read());
  });
});

describe("whose a file is", () => {
  const whose = (
    names: readonly string[],
    known: readonly string[] = [],
    full: Record<string, string> = {},
  ) =>
    whoseFiles(
      names.map((name) => ({ name, lesson: /0\d-[a-z]+/.exec(name)?.[0] ?? "03-essai" })),
      known,
      full,
    ).map((answer: Whose) => ("why" in answer ? "?" : answer.student));

  it("is asked if folder and name disagree, and either is a known student", () => {
    assert.deepEqual(whose(["zoe/03-essai_alice.ipynb", "alice/03-essai.ipynb"]), ["?", "alice"]);
    assert.deepEqual(whose(["zoe/03-essai_alice.ipynb"], ["zoe"]), ["?"]);
    assert.deepEqual(whose(["zoe/03-essai_alice.ipynb"], ["alice"]), ["?"]);
    assert.deepEqual(whose(["zoe/03-essai_alice.ipynb"]), ["alice"]);
    assert.deepEqual(whose(["groupe A/03-essai_alice.ipynb"], ["alice"]), ["alice"]);
    assert.deepEqual(whose(["mardi/03-essai_alice.ipynb", "mardi/03-essai_zoe.ipynb"], ["alice"]), [
      "alice",
      "zoe",
    ]);
    assert.deepEqual(whose(["constructor/03-essai.ipynb", "03-essai.ipynb"]), ["constructor", "?"]);
  });

  it("is told by the folder if the file's own name says only what it is", () => {
    const names = [
      "groupe/zoe/devoir.ipynb",
      "ana/Copie (2).ipynb",
      "luc/sans titre 1.ipynb",
      "max/TP3.ipynb",
    ];
    for (const name of names) assert.deepEqual(whose([name]), [name.split("/").at(-2)]);
    assert.deepEqual(whose(["groupe/zoe/devoir.ipynb"], ["zoe"]), ["zoe"]);
    assert.deepEqual(whose(["devoir.ipynb"]), ["?"]);
  });

  it("is told by the class list behind the name of a group that Moodle puts before the student's", () => {
    const members = ["Zoé Martin", "Luc Picard", "Anne-Marie Curie"].map((name) => ({
      student: identifier(name),
      name,
      keys: [identifier(name)],
    }));
    const taken = (...names: string[]) =>
      whoseFiles(
        names.map((name, i) => ({
          name: `${name}_${i}_assignsubmission_file_/03-essai.ipynb`,
          lesson: "03-essai",
        })),
        [],
        {},
        members,
      ).map((answer) => ("why" in answer ? "?" : answer.isUnlisted ? "unlisted" : answer.student));
    assert.deepEqual(taken("Groupe A-Zoé Martin", "Groupe A-Anne-Marie Curie"), [
      "zoe-martin",
      "anne-marie-curie",
    ]);
    assert.deepEqual(taken("Mardi-Zoé Martin", "Mardi-Luc Picard"), ["zoe-martin", "luc-picard"]);
    assert.deepEqual(taken("Jean-Luc Picard", "Zoé Martin"), ["unlisted", "zoe-martin"]);
  });

  it("is the same student's where Moodle's number alone differs, but not where two of one name hand in a lesson", () => {
    const moodle = (name: string, number: number, lesson: string) =>
      `${name}_${number}_assignsubmission_file_/${lesson}.ipynb`;
    assert.deepEqual(whose([moodle("Zoé Martin", 1, "02-un"), moodle("Zoé Martin", 2, "03-deux")]), [
      "zoe-martin-1",
      "zoe-martin-1",
    ]);
    assert.deepEqual(
      whose([moodle("Zoé Martin", 7, "04-trois")], ["zoe-martin-1"], { "zoe-martin-1": "Zoé Martin" }),
      ["zoe-martin-1"],
    );
    assert.deepEqual(whose([moodle("Zoé Martin", 1, "02-un"), moodle("Zoé Martin", 2, "02-un")]), [
      "zoe-martin-1",
      "zoe-martin-2",
    ]);
  });

  it("is told by the list of the class: by names in either order, numbers, addresses, whatever the folders", () => {
    const list = [
      "\ufeffPrénom;Nom de famille;Numéro d’identification;Adresse de courriel;Groupes",
      '"Zoé";Martin;1001;zoe.martin@exemple.fr;"A; B"',
      "Anne-Lise;d’Été;1002;ald@exemple.fr;A",
      "Jean;Petit;1003;jp3@exemple.fr;B",
      "Jean;Petit;1004;jp4@exemple.fr;A",
    ].join("\r\n");
    const members = readClassList(list, new Map([["anne-lise-d-ete", "anne-123"]]));
    assert.deepEqual(
      members.map(({ student }) => student),
      ["zoe-martin", "anne-123", "jean-petit-1003", "jean-petit-1004"],
    );
    const student = (name: string) => {
      const [answer] = whoseFiles([{ name, lesson: "03-essai" }], [], {}, members);
      return "why" in answer ? "?" : `${answer.student}${answer.isUnlisted ? " (hors liste)" : ""}`;
    };
    assert.deepEqual(
      [
        "Zoé Martin_77_assignsubmission_file_/03-essai.ipynb",
        "MARTIN Zoé_78_assignsubmission_file_03-essai.ipynb",
        "groupe A/zoe.martin/03-essai.ipynb",
        "groupe A/1001/devoir.ipynb",
        "03-essai_D’ÉTÉ Anne-Lise.ipynb",
        "Jean Petit_79_assignsubmission_file_/03-essai.ipynb",
        "groupe B/1004/03-essai.ipynb",
        "Zoé Martin/03-essai_1004.ipynb",
        "03-essai_lou.ipynb",
      ].map(student),
      [
        "zoe-martin",
        "zoe-martin",
        "zoe-martin",
        "zoe-martin",
        "anne-123",
        "?",
        "jean-petit-1004",
        "?",
        "lou (hors liste)",
      ],
    );
    assert.throws(() => readClassList("a,b\n1,2", new Map()), /n’a pas de colonnes « Prénom »/);
  });

  it("is told by an identifier short enough for a folder's name", () => {
    const long = "é".repeat(300);
    assert.ok(identifier(long).length < 100);
    assert.notEqual(identifier(long), identifier(`${long}e`));
  });
});

describe("a plain notebook", () => {
  const read = (content: string | Uint8Array) => {
    const result = normalise(typeof content === "string" ? Buffer.from(content) : content);
    return "refused" in result ? result.refused.fr : parseNotebook(result.text, "copie");
  };
  const sources = (content: string | Uint8Array) => {
    const notebook = read(content);
    return typeof notebook === "string" ? notebook : notebook.cells.map(({ source }) => source);
  };
  const own = answered(RIGHT).cells.map(({ source }) => source);

  it("has the texts of the file, whatever mark begins it and however it is encoded", () => {
    assert.deepEqual(sources(WRITTEN), own);
    assert.deepEqual(sources(`\ufeff${WRITTEN}`), own);
    assert.deepEqual(sources(Buffer.from(`\ufeff${WRITTEN}`, "utf16le")), own);
  });

  it("has metadata of the right types, unique ids, whole characters and no outputs", () => {
    const cell = (more: object) => ({ cell_type: "code", source: ["a", "b"], ...more });
    const notebook = read(
      JSON.stringify({
        nbformat: 4,
        cells: [
          cell({ id: "x", metadata: { nbgrader: { grade_id: "q", points: "9", locked: "oui" } } }),
          cell({ id: "x", outputs: [{ data: 1 }] }),
          cell({ id: "é", metadata: 3 }),
          cell({ id: "y", source: "demi \ud800 fin" }),
        ],
      }),
    );
    assert.ok(typeof notebook !== "string");
    assert.deepEqual(
      notebook.cells.map(({ id }) => id),
      ["x", "cellule-2", "cellule-3", "y"],
    );
    assert.deepEqual(notebook.cells[0].metadata.nbgrader, {
      schema_version: 3,
      grade: false,
      grade_id: "q",
      locked: false,
      solution: false,
      task: false,
    });
    assert.equal(notebook.cells[3].source, "demi \ufffd fin");
    assert.ok(notebook.cells.every(({ outputs }) => outputs?.length === 0));
  });

  it("is not made of other things, which are refused with the reason", () => {
    const nested = `{"nbformat":4,"cells":[{"cell_type":"code","source":"","metadata":${"[".repeat(1e5)}${"]".repeat(1e5)}}]}`;
    assert.deepEqual(sources(nested), [""]);
    assert.match(String(read("rien")), /JSON/);
    assert.match(String(read(`{"nbformat":3,"worksheets":[]}`)), /version 3.*JupyterLab/);
    assert.match(String(read(`{"nbformat":4,"cells":[1]}`)), /illisible/);
    assert.match(String(read(new Uint8Array(65 * 2 ** 20))), /64 Mo/);
    assert.match(
      String(read(JSON.stringify({ nbformat: 4, cells: [{ cell_type: "raw", source: "x".repeat(9e6) }] }))),
      /8 Mo/,
    );
  });

  it("is made of any file, or the file is refused; and the notebook can be compared with the lesson", () => {
    const anyCell = fc.record(
      {
        cell_type: fc.constantFrom("code", "markdown", "raw", "heading", 3),
        source: fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.string()), fc.jsonValue()),
        id: fc.oneof(fc.string(), fc.constantFrom(...LESSON.cells.map(({ id }) => id))),
        metadata: fc.oneof(
          fc.jsonValue(),
          fc.constantFrom(...LESSON.cells.map(({ metadata }) => metadata as unknown)),
        ),
        outputs: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(anyCell, fc.jsonValue()), { maxLength: 12 }), (cells) => {
        const notebook = read(JSON.stringify({ nbformat: 4, metadata: {}, cells }));
        if (typeof notebook === "string") return;
        assert.equal(new Set(notebook.cells.map(({ id }) => id)).size, notebook.cells.length);
        const prepared = prepareSubmission(LESSON, notebook);
        const results = new Set([
          ...prepared.refused.map(({ gradeId }) => gradeId),
          ...prepared.cells.flatMap(({ test }) => (test === undefined ? [] : [test.gradeId])),
        ]);
        assert.equal(results.size, 3);
        assert.equal(prepared.texts.length, 1);
        for (const name of ["03-logistique-test", "03-que-dire"])
          assert.equal(
            prepared.cells.filter(({ cell }) => {
              const { nbgrader } = cell.metadata;
              return isRecord(nbgrader) && nbgrader.grade_id === name;
            }).length,
            1,
          );
      }),
      { numRuns: 50 },
    );
  });
});

describe("the process that reads files", () => {
  it("reads one after the other, and is ended by a file that takes too long, alone", async () => {
    const reader = new Reader();
    const hurried = new Reader({ milliseconds: 1 });
    try {
      const [one, two] = await Promise.all([
        reader.read(Buffer.from(WRITTEN)),
        reader.read(Buffer.from("x")),
      ]);
      assert.ok("text" in one && "refused" in two);
      const late = await hurried.read(Buffer.from(WRITTEN));
      assert.ok("refused" in late && /temps/.test(late.refused.fr));
      assert.ok("text" in (await reader.read(Buffer.from(WRITTEN))));
    } finally {
      reader.close();
      hurried.close();
    }
  });

  it("is ended by a file that takes too much memory, and reads the next", async () => {
    const reader = new Reader({ megabytes: 64 });
    try {
      const hungry = await reader.read(Buffer.from(`[${"[],".repeat(2 ** 22)}[]]`));
      assert.ok("refused" in hungry && /mémoire/.test(hungry.refused.fr));
      assert.ok("text" in (await reader.read(Buffer.from(WRITTEN))));
    } finally {
      reader.close();
    }
  });
});
