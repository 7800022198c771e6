/**
 * The signature and documentation of the name at a cursor; inside the parentheses of a call, those of the
 * called function.
 */
import type { InspectionAnswer } from "./contract.js";
import { readDocumentation } from "./documentation.js";
import ts, { NEVER_CANCELLED, internals, type BoundFile } from "./typescript.js";

const NOTHING: InspectionAnswer = { found: false, text: "", markdown: "" };

/** A signature, its documentation, and its tags, such as `@param`. */
interface Description {
  readonly signature: string;
  readonly documentation: string;
  readonly tags: readonly ts.JSDocTagInfo[];
}

export function inspectionAt(program: ts.Program, file: BoundFile, cursor: number): InspectionAnswer {
  const found = nameAt(program, file, cursor) ?? callAround(program, file, cursor);
  return found === undefined ? NOTHING : { found: true, text: plain(found), markdown: markdown(found) };
}

function nameAt(program: ts.Program, file: BoundFile, cursor: number): Description[] | undefined {
  const node = [cursor, cursor - 1].map((at) => touching(file, at)).find((found) => found !== undefined);
  if (node === undefined) return undefined;
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(node);
  if (symbol === undefined) return undefined;
  readDocumentation(checker, symbol);
  const found = internals.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
    checker,
    symbol,
    file,
    node.parent,
    node,
  );
  return [
    {
      signature: ts.displayPartsToString(found.displayParts),
      documentation: ts.displayPartsToString(found.documentation),
      tags: found.tags ?? [],
    },
  ];
}

/** The name, or the string of an import, at an offset. */
function touching(file: BoundFile, at: number): ts.Node | undefined {
  if (at < 0 || at >= file.text.length) return undefined;
  const node = internals.getTouchingPropertyName(file, at);
  return ts.isIdentifier(node) ||
    ts.isPrivateIdentifier(node) ||
    ts.isStringLiteral(node) ||
    node.kind === ts.SyntaxKind.ThisKeyword
    ? node
    : undefined;
}

function callAround(program: ts.Program, file: BoundFile, cursor: number): Description[] | undefined {
  const callee = calleeAround(file, cursor);
  const symbol = callee && program.getTypeChecker().getSymbolAtLocation(callee);
  if (symbol !== undefined) readDocumentation(program.getTypeChecker(), symbol);
  const help = internals.SignatureHelp.getSignatureHelpItems(
    program,
    file,
    cursor,
    undefined,
    NEVER_CANCELLED,
  );
  return help?.items.map((item) => {
    const join = (parts: ts.SymbolDisplayPart[]): string => ts.displayPartsToString(parts);
    const parameters = item.parameters
      .map(({ displayParts }) => join(displayParts))
      .join(join(item.separatorDisplayParts));
    return {
      signature: join(item.prefixDisplayParts) + parameters + join(item.suffixDisplayParts),
      documentation: join(item.documentation),
      tags: item.tags,
    };
  });
}

/** The name of the function in whose call a place is. */
function calleeAround(file: BoundFile, cursor: number): ts.Node | undefined {
  let node = internals.findPrecedingToken(cursor, file);
  while (node !== undefined && !(ts.isCallOrNewExpression(node) && node.expression.end < cursor))
    node = node.parent;
  if (node === undefined) return undefined;
  const { expression } = node;
  return ts.isPropertyAccessExpression(expression) ? expression.name : expression;
}

function plain(descriptions: readonly Description[]): string {
  return descriptions
    .map(({ signature, documentation, tags }) => [
      signature,
      documentation,
      tags.map((tag) => `@${tag.name} ${tagText(tag)}`.trim()).join("\n"),
    ])
    .map((parts) => parts.filter((part) => part !== "").join("\n\n"))
    .join("\n\n");
}

function markdown(descriptions: readonly Description[]): string {
  return descriptions
    .map(({ signature, documentation, tags }) => [
      `\`\`\`typescript\n${signature}\n\`\`\``,
      documentation,
      tags.map((tag) => (tag.name === "example" ? exampleIn(tagText(tag)) : tagLine(tag))).join("\n"),
    ])
    .map((parts) => parts.filter((part) => part !== "").join("\n\n"))
    .join("\n\n---\n\n");
}

function tagLine(tag: ts.JSDocTagInfo): string {
  const name = tag.text?.find(({ kind }) => kind === "parameterName")?.text;
  const text = tagText(tag);
  if (name === undefined) return `- *@${tag.name}* ${text}`.trimEnd();
  return `- *@${tag.name}* \`${name}\` ${text.slice(text.indexOf(name) + name.length).trim()}`.trimEnd();
}

function exampleIn(text: string): string {
  return text.includes("```") ? text : `\`\`\`typescript\n${text}\n\`\`\``;
}

function tagText({ text }: ts.JSDocTagInfo): string {
  return ts.displayPartsToString(text);
}
