/** The reference of the public API: its gallery, its catalogue, and its links. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { JSDOM } from "jsdom";
import * as neurones from "../../src/index.js";
import { writeReference } from "../../pages/reference/reference.js";
import { GALLERY } from "../plots/gallery.js";
import { ROOT } from "../setup/clone.js";

const PAGES = [
  "index.html",
  "documents/Gallery.html",
  "documents/Catalogue.html",
  "modules/neurones.layers.html",
];

describe("pages: the reference", () => {
  let folder: string;
  const documents = new Map<string, Document>();
  const at = (page: string) => documents.get(page)!;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "neurones-reference-"));
    await writeReference(ROOT, path.join(folder, "reference"));
    for (const page of PAGES)
      documents.set(
        page,
        new JSDOM(readFileSync(path.join(folder, "reference", page), "utf8")).window.document,
      );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("shows every figure of the gallery with the code that draws it", () => {
    const headings = [...at("documents/Gallery.html").querySelectorAll("h2")].map(({ id }) => id);
    for (const [name, draw] of Object.entries(GALLERY)) {
      assert.ok(headings.includes(name), name);
      assert.equal(
        readFileSync(path.join(folder, "reference", "media", `${name}.svg`), "utf8"),
        draw().svg,
        name,
      );
    }
    const code = [...at("documents/Gallery.html").querySelectorAll("pre code")].map(
      ({ textContent }) => textContent,
    );
    assert.equal(
      code.filter((text) => /\bplots\.\w+\(/.test(text ?? "")).length,
      Object.keys(GALLERY).length,
    );
    assert.match(code.at(-1) ?? "", /function twoClouds/, "the data of the figures");
  });

  it("lists every layer, loss and optimizer with its options", () => {
    const page = at("documents/Catalogue.html");
    const headings = [...page.querySelectorAll("h3")].map(({ textContent }) => textContent?.trim());
    for (const namespace of [neurones.losses, neurones.train, neurones.layers]) {
      for (const [name, member] of Object.entries(namespace)) {
        const isClass = typeof member === "function" && /^class\b/.test(String(member));
        if (!isClass && name !== "registerLayer") assert.ok(headings.includes(name), name);
      }
    }
    const options = (name: string) => {
      const heading = [...page.querySelectorAll("h3")].find(
        ({ textContent }) => textContent?.trim() === name,
      );
      let table = heading?.nextElementSibling;
      while (table && table.tagName !== "TABLE") table = table.nextElementSibling;
      return [...(table?.querySelectorAll("td:first-child") ?? [])].map(({ textContent }) => textContent);
    };
    for (const name of ["units", "activation?", "kernelInitializer?", "inputShape?"])
      assert.ok(options("dense").includes(name), `${name} in ${options("dense").join(", ")}`);
    for (const name of ["learningRate?", "beta1?"]) assert.ok(options("adam").includes(name), name);
  });

  it("links only to pages that exist, and loads nothing from elsewhere", () => {
    for (const [page, document] of documents) {
      const elements = [...document.querySelectorAll("[href], [src]")];
      assert.ok(elements.length > 10, page);
      for (const element of elements) {
        const link = (element.getAttribute("href") ?? element.getAttribute("src"))!;
        if (/^https?:/.test(link)) assert.equal(element.tagName, "A", `${page} loads ${link}`);
        if (/^(https?:|data:|#)/.test(link)) continue;
        const file = path.join(
          folder,
          "reference",
          path.dirname(page),
          decodeURIComponent(link.split(/[#?]/)[0]),
        );
        assert.ok(existsSync(file), `${page} → ${link}`);
      }
    }
  });
});
