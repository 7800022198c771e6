/** What the browser edition knows of files and notebooks, without a page. */
import assert from "node:assert/strict";
import { hasRelaxedSimd, hasSimd } from "../../browser-edition/checks/simd.js";
import { faultOf, refuseDamaged } from "../../browser-edition/checks/whole-notebook.js";
import { copyName, handInName, lessonOf } from "../../browser-edition/storage/file-names.js";
import { digestOf } from "../../browser-edition/storage/lesson-digest.js";
import { studentOf } from "../../grading/collect/recognise.js";

describe("browser edition: names of files", () => {
  it("tell the lesson of each of its files", () => {
    for (const name of ["", " (nouvelle version)", " (nouvelle version 2)", " (mon travail 3)", " (1)"])
      assert.equal(lessonOf(`dossier/03-perceptron${name}.ipynb`), "03-perceptron");
  });

  it("are recognised when handed in, whatever the student's name", () => {
    for (const [name, student] of [
      ["Zoé Martin", "zoe-martin"],
      ["  J.-P.  d’Alembert ", "j-p-d-alembert"],
      ['A/B\\C:"D"*?<E>|(F)', "a-b-c-d-e-f"],
      ["李 明 Li", "li"],
    ]) {
      const file = handInName("03-perceptron", name);
      assert.doesNotMatch(file, /[\\/:*?"<>|()]/);
      assert.equal(studentOf(file, "03-perceptron"), student);
    }
  });

  it("of copies are new each time", () => {
    const taken = new Set<string>();
    for (let i = 0; i < 3; i++) taken.add(copyName("03-perceptron", taken));
    assert.deepEqual(
      [...taken],
      ["", " 2", " 3"].map((number) => `03-perceptron (mon travail${number}).ipynb`),
    );
  });
});

describe("browser edition: notebooks", () => {
  it("have one digest, however their texts are written", () => {
    const [one, other] = ["a\nb", ["a\n", "b"]].map((source) => ({ cells: [{ source, metadata: {} }] }));
    assert.equal(digestOf(one), digestOf(other));
    assert.equal(digestOf({ a: 1, b: 2 }), digestOf({ b: 2, a: 1 }));
    assert.equal(
      digestOf({ cells: [{ metadata: { trusted: true } }] }),
      digestOf({ cells: [{ metadata: {} }] }),
    );
    assert.notEqual(digestOf({ cells: [{ source: "a" }] }), digestOf({ cells: [{ source: "b" }] }));
  });

  it("in another language are given, with one warning", async () => {
    const notebook = (metadata: object) => ({ nbformat: 4, cells: [], metadata });
    const files: Readonly<Record<string, object>> = {
      "python.ipynb": notebook({ kernelspec: { language: "python" }, language_info: { name: "Python" } }),
      "r.ipynb": notebook({ kernelspec: { language: "R" } }),
      "ours.ipynb": notebook({
        kernelspec: { language: "typescript" },
        language_info: { name: "typescript" },
      }),
      "bare.ipynb": notebook({}),
      "none.ipynb": notebook({ kernelspec: null }),
    };
    const contents = {
      get: (path: string) => Promise.resolve({ content: files[path] }),
      save: () => Promise.resolve(),
    };
    const warnings: string[] = [];
    refuseDamaged(contents, (sentence) => void warnings.push(sentence));
    for (const path of [...Object.keys(files), "python.ipynb"])
      assert.equal((await contents.get(path)).content, files[path]);
    assert.deepEqual(
      warnings.map((sentence) =>
        /« (.*) » est écrit en (\w+) : ce site n’exécute que TypeScript/.exec(sentence)?.slice(1),
      ),
      [
        ["python.ipynb", "Python"],
        ["r.ipynb", "R"],
      ],
    );
  });

  it("that are not whole are refused with their fault", () => {
    assert.equal(faultOf({ nbformat: 4, cells: [{ cell_type: "code", source: "" }] }), undefined);
    const faults = [
      null,
      "x",
      {},
      { nbformat: 3 },
      { nbformat: 4 },
      { nbformat: 4, cells: [{ source: "" }] },
    ].map((content) => faultOf(content)?.fr);
    assert.deepEqual(faults, [
      "ce n’est pas du JSON",
      "ce n’est pas du JSON",
      "la version du format (nbformat) manque",
      "il a l’ancien format 3, de 2014 ou d’avant",
      "ses cellules manquent",
      "sa cellule 1 est incomplète",
    ]);
  });

  it("meet a browser that is asked for the instructions of the kernels", () => {
    assert.equal(hasSimd(), true);
    const { validate } = WebAssembly;
    try {
      WebAssembly.validate = (bytes) =>
        validate.call(WebAssembly, bytes) && (bytes as Uint8Array).length < 40;
      assert.deepEqual([hasSimd(), hasRelaxedSimd()], [true, false]);
      WebAssembly.validate = () => false;
      assert.deepEqual([hasSimd(), hasRelaxedSimd()], [false, false]);
    } finally {
      WebAssembly.validate = validate;
    }
  });
});
