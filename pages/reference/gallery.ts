/** The gallery: every figure of `test/plots/gallery.ts`, each with the code that draws it. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { GALLERY } from "../../test/plots/gallery.js";

/** The source of the gallery, in the clone. */
const SOURCE = ["test", "plots", "gallery.ts"];

/**
 * Writes the gallery as a Markdown file, and its figures as SVG files beside it.
 *
 * @returns the Markdown file
 */
export async function writeGallery(root: string, folder: string): Promise<string> {
  const { preparation, drawings } = readSource(await readFile(path.join(root, ...SOURCE), "utf8"));
  await mkdir(path.join(folder, "figures"), { recursive: true });
  const parts: string[] = [];
  for (const [name, draw] of Object.entries(GALLERY)) {
    const figure = draw();
    await writeFile(path.join(folder, "figures", `${name}.svg`), figure.svg);
    const link = linkTo(drawings.get(name) ?? "");
    const picture = `![${figure.description.replace(/[[\]\n]/g, " ")}](figures/${name}.svg)`;
    parts.push(`## ${name}\n\n${link}\n\n${picture}\n\n${codeBlock(drawings.get(name) ?? "")}`);
  }
  const file = path.join(folder, "gallery.md");
  const opening =
    "Every kind of figure that `plots` draws, with its code. The data are those at the end of the page.";
  const data = `## The data of the figures\n\n${codeBlock(preparation)}`;
  await writeFile(
    file,
    `---\ntitle: Gallery\n---\n\n# Gallery\n\n${opening}\n\n${parts.join("\n\n")}\n\n${data}\n`,
  );
  return file;
}

/** The code before the figures, which makes their data, and the code of each figure. */
function readSource(text: string): {
  readonly preparation: string;
  readonly drawings: ReadonlyMap<string, string>;
} {
  const file = ts.createSourceFile("gallery.ts", text, ts.ScriptTarget.Latest, true);
  const drawings = new Map<string, string>();
  let end = text.length;
  for (const statement of file.statements.filter(ts.isVariableStatement)) {
    const [{ name, initializer }] = statement.declarationList.declarations;
    if (
      name.getText() !== "GALLERY" ||
      initializer === undefined ||
      !ts.isObjectLiteralExpression(initializer)
    )
      continue;
    end = statement.getStart();
    for (const property of initializer.properties.filter(ts.isPropertyAssignment)) {
      const { name: key, initializer: draw } = property;
      if (!ts.isIdentifier(key) && !ts.isStringLiteral(key)) continue;
      const code = ts.isArrowFunction(draw) ? draw.body.getText() : draw.getText();
      drawings.set(key.text, unindented(code));
    }
  }
  return { preparation: text.slice(file.statements[0].getStart(), end).trim(), drawings };
}

/** The code with its later lines moved to the left by the indentation that all of them have. */
function unindented(code: string): string {
  const [first, ...others] = code.split("\n");
  const indentation = Math.min(
    ...others.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length),
  );
  return [first, ...others.map((line) => line.slice(indentation))].join("\n");
}

/** A link to the function of `plots` that the code calls. */
function linkTo(code: string): string {
  const name = /plots\.(\w+)\(/.exec(code)?.[1];
  return name === undefined ? "" : `{@link plots.${name}}`;
}

function codeBlock(code: string): string {
  return `\`\`\`ts\n${code}\n\`\`\``;
}
