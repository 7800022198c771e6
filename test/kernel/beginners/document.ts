/** The table of beginners' mistakes as a page: `node dist/test/kernel/beginners/document.js` prints it. */
import { pathToFileURL } from "node:url";
import { BEFORE, type Mistake } from "./mistake.js";
import { MISTAKES } from "./mistakes.js";

/** The page, in Markdown. */
export function mistakesDocument(): string {
  const total = MISTAKES.reduce((sum, { mistakes }) => sum + mistakes.length, 0);
  const groups = MISTAKES.map(
    ({ title, mistakes }) =>
      `## ${title}\n\n| cell | advice |\n| --- | --- |\n${mistakes.map(row).join("\n")}\n`,
  );
  return `# Beginners' mistakes, and the advice they get

${total} cells as a beginner writes them, with all that the kernel advises, in French; \`test/kernel/beginners\` runs every one of them. Before them
stands \`${BEFORE.replaceAll("\n", " ")}\`. English is said with \`setLanguage("en")\`.

${groups.join("\n")}`;
}

function row({ cell, advice }: Mistake): string {
  return `| ${cell.split("\n").map(code).join("<br>")} | ${advice.map(text).join("<br>")} |`;
}

function code(line: string): string {
  const indent = line.length - line.trimStart().length;
  const ticks = line.includes("`") ? "``" : "`";
  return `${"&nbsp;".repeat(indent)}${ticks}${line.trimStart().replaceAll("|", "\\|")}${ticks}`;
}

function text(sentence: string): string {
  return sentence.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("*", "\\*");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.stdout.write(mistakesDocument());
