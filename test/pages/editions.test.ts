import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { JSDOM } from "jsdom";
import { joinEditions } from "../../pages/editions.js";
import { page } from "../../pages/page.js";
import { setLanguage, type Language } from "../../src/language/language.js";

describe("pages: the editions of the site", () => {
  afterEach(() => setLanguage("fr"));

  const pageIn = (language: Language, file: string): string => {
    setLanguage(language);
    return page({ file, title: "neurones", aside: "<p></p>", main: "", scripts: [] });
  };
  const switchOf = (html: string) => new JSDOM(html).window.document.querySelector("a.language")!;

  it("have frames in their language", () => {
    const english = pageIn("en", "index.html");
    assert.match(english, /<html lang="en">/);
    assert.doesNotMatch(english, /Sommaire|Chercher|Aller au|D’après/);
    assert.match(pageIn("fr", "index.html"), /<html lang="fr">[\s\S]*Chercher/);
  });

  it("link to each other page by page, where the other page exists", async () => {
    const site = await mkdtemp(path.join(tmpdir(), "neurones-editions-"));
    const read = async (file: string) => switchOf(await readFile(path.join(site, file), "utf8"));
    try {
      await writeFile(path.join(site, "index.html"), pageIn("fr", "index.html"));
      await writeFile(path.join(site, "01.html"), pageIn("fr", "01.html"));
      await joinEditions(site);
      const hidden = await read("index.html");
      assert.ok(hidden.hasAttribute("hidden") && !hidden.hasAttribute("href"));
      await mkdir(path.join(site, "en"));
      await writeFile(path.join(site, "en", "index.html"), pageIn("en", "index.html"));
      await joinEditions(site);
      await joinEditions(site);
      const shown = await read("index.html");
      assert.deepEqual(
        [shown.textContent, shown.getAttribute("href"), shown.hasAttribute("hidden")],
        ["English", "en/index.html", false],
      );
      const back = await read("en/index.html");
      assert.deepEqual([back.textContent, back.getAttribute("href")], ["Français", "../index.html"]);
      assert.ok((await read("01.html")).hasAttribute("hidden"));
      await rm(path.join(site, "en"), { recursive: true });
      await joinEditions(site);
      assert.ok((await read("index.html")).hasAttribute("hidden"));
    } finally {
      await rm(site, { recursive: true, force: true });
    }
  });
});
