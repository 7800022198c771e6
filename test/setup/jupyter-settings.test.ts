import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { installSettings, installStyle, STYLE_MARK } from "../../kernel-setup/jupyter-settings.js";
import { layoutOf, type Layout } from "../../system/layout.js";

describe("JupyterLab's settings", () => {
  let layout: Layout;
  let style: string;
  beforeEach(async () => {
    layout = layoutOf(await mkdtemp(path.join(tmpdir(), "neurones-settings-")));
    style = path.join(layout.personal, "config", "custom", "custom.css");
  });
  afterEach(async () => await rm(layout.root, { recursive: true, force: true }));

  it("add a style sheet: figures fit their cell and follow a dark theme", async () => {
    await installSettings(layout, "fr");
    await installStyle(layout);
    const sheet = await readFile(style, "utf8");
    assert.match(sheet, /\.jp-RenderedSVG img[^}]*max-width: 100%/);
    assert.match(sheet, /color-scheme: dark/);
    const { LabApp } = JSON.parse(
      await readFile(path.join(layout.jupyterConfig, "jupyter_server_config.json"), "utf8"),
    ) as { LabApp: { custom_css: boolean } };
    assert.equal(LabApp.custom_css, true);
  });

  it("let no page ask whether JupyterLab has to be built", async () => {
    await installSettings(layout, "fr");
    const page = JSON.parse(
      await readFile(path.join(layout.jupyterConfig, "labconfig", "page_config.json"), "utf8"),
    ) as Record<string, unknown>;
    assert.deepEqual([page["buildAvailable"], page["buildCheck"]], [false, false]);
  });

  it("bring an older sheet of ours up to date, and leave a person's own as it is", async () => {
    await mkdir(path.dirname(style), { recursive: true });
    await writeFile(style, `${STYLE_MARK}\n.old {}\n`);
    await installStyle(layout);
    assert.doesNotMatch(await readFile(style, "utf8"), /\.old/);
    await writeFile(style, ".mine { color: red }\n");
    await installStyle(layout);
    assert.equal(await readFile(style, "utf8"), ".mine { color: red }\n");
  });
});
