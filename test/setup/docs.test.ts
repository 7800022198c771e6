/** Every Markdown document of the repository: the files, links, anchors and npm scripts that it names exist. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./clone.js";
import { isPath, referencesOf, Repository } from "./document-references.js";

/** Cells of beginners in backticks: `1/2` is no path. */
const CELLS = "docs/beginners.md";
/**
 * Names of other people's files: submissions, saved models, the folders of data sets, those of a shared installation and of a
 * home; and what an import names.
 */
const ELSEWHERE = [
  /^zoe\/|[-_]zoe\.ipynb$|^zoe[-_]/,
  /^model\.json$/,
  /^(?:mnist|cifar10|imdb)\/$/,
  /^neurones\/tfjs$/,
  /^shared\.json$|^\.local\//,
];

describe("the documents", () => {
  const repository = Repository.at(ROOT);
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const read = (document: string) => referencesOf(readFileSync(path.join(ROOT, document), "utf8"));

  it("are found", () => {
    for (const document of ["README.md", "CONTRIBUTING.md", "docs/kernel.md", CELLS])
      assert.ok(repository.documents.includes(document), document);
  });

  for (const document of repository.documents) {
    it(`${document} names only files that exist`, () => {
      if (document === CELLS) return;
      const faults = read(document).sections.flatMap((section) =>
        repository.faultsOf(section.filter((name) => !ELSEWHERE.some((pattern) => pattern.test(name)))),
      );
      assert.deepEqual(faults, []);
    });

    it(`${document} links only to what exists`, () => {
      const broken = read(document).links.filter((link) => {
        if (/^[a-z]+:/.test(link)) return false;
        const [file, anchor] = link.split("#");
        const target = file === "" ? document : path.posix.join(path.posix.dirname(document), file);
        return !repository.has(target) || (anchor !== undefined && !read(target).anchors.has(anchor));
      });
      assert.deepEqual(broken, []);
    });

    it(`${document} names only npm scripts that exist`, () => {
      const unknown = read(document).scripts.filter((name) => !Object.hasOwn(scripts, name));
      assert.deepEqual(unknown, []);
    });
  }
});

describe("references of a document", () => {
  const repository = new Repository(
    [
      "README.md",
      "docs",
      "docs/a.md",
      "src",
      "src/one",
      "src/one/options.ts",
      "src/one/deep",
      "src/one/deep/b.ts",
      "src/two",
      "src/two/options.ts",
      "dist",
      "dist/x.js",
    ],
    "dist/\n/site/\n*.part\n",
  );

  it("are paths where they have a slash or an extension, and are not code", () => {
    for (const name of [
      "src/one/",
      "one/options.ts",
      "options.ts",
      ".venv/",
      "src/<name>.ts",
      "dist/*.stamp",
    ])
      assert.ok(isPath(name), name);
    const others = [
      "a / b",
      "x <- 5",
      ".ipynb",
      "import(…)",
      "localstorage://",
      "<br />",
      "~/cache",
      "../x",
      "// STUB",
    ];
    for (const code of [...others, "npm run x/y", "Math.max", "A=/usr/bin/b"]) assert.ok(!isPath(code), code);
  });

  it("are read from backticks, links, code blocks and headings", () => {
    const found = referencesOf(
      "# A `b.ts`, twice\n\n[link](docs/a.md#x) `src/one/` ![p](p.svg)\n\n## A b.ts, twice\n\n`two/`\n\n    npm run --silent train -- x\n",
    );
    assert.deepEqual(found.sections, [[], ["b.ts", "src/one/"], ["two/"]]);
    assert.deepEqual(found.links, ["docs/a.md#x", "p.svg"]);
    assert.deepEqual(found.scripts, ["train"]);
    assert.deepEqual([...found.anchors], ["a-bts-twice", "a-bts-twice-1"]);
  });

  it("exist from the root, from src/, beside a path before them, or as the only end of a path", () => {
    for (const right of [["src/one/options.ts"], ["one/options.ts"], ["deep/b.ts"], ["b.ts"], ["docs/"]])
      assert.deepEqual(repository.faultsOf(right), [], right.join());
    assert.deepEqual(repository.faultsOf(["src/two/", "options.ts"]), []);
    assert.deepEqual(repository.faultsOf(["src/one/deep/b.ts", "one/<name>.ts"]), []);
  });

  it("may be missing where .gitignore says that a command makes them", () => {
    assert.deepEqual(repository.faultsOf(["dist/src/main.js", "site/index.html", "a/dist/", "b.part"]), []);
    assert.deepEqual(repository.faultsOf(["docs/site/"]), ["docs/site/ does not exist"]);
    assert.ok(!repository.has("dist/x.js"));
  });

  it("are wrong where nothing has that name, or several have", () => {
    assert.deepEqual(repository.faultsOf(["src/three/"]), ["src/three/ does not exist"]);
    assert.deepEqual(repository.faultsOf(["wo/options.ts"]), ["wo/options.ts does not exist"]);
    assert.deepEqual(repository.faultsOf(["two/<name>.js"]), ["two/<name>.js does not exist"]);
    assert.deepEqual(repository.faultsOf(["options.ts"]), [
      "options.ts is ambiguous: src/one/options.ts, src/two/options.ts",
    ]);
  });
});
