/** The commands and the programs that a document shows, as a reader copies them: indented blocks of Markdown. */

/** The indented blocks of a document, in their order, without their indentation. */
function blocksOf(document: string): string[] {
  return [...document.matchAll(/(?<=\n\n)(?: {4}\S.*\n(?:(?: {4}.*)?\n)*)/g)].map(([block]) =>
    block.replace(/^ {4}/gm, "").trimEnd(),
  );
}

/** The lines to type into a terminal. */
export function documentedCommands(document: string): string[] {
  return blocksOf(document)
    .flatMap((block) => block.split("\n"))
    .filter((line) => line.startsWith("npm "));
}

/** The block with this text in it. Throws an `Error` if the document has none. */
export function documentedBlock(document: string, text: string): string {
  const block = blocksOf(document).find((each) => each.includes(text));
  if (block === undefined) throw new Error(`the document has no block with “${text}”`);
  return block;
}
