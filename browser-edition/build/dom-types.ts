/**
 * The types of the DOM that some declarations use, and the types that these use in turn. The whole library would be
 * a third of all that the compiler reads.
 */
import ts from "typescript";
import { domTypesOnly } from "../../src/kernel/compiler/options.js";

/** Types that lead to nearly all others: they are declared without members. */
const WITHOUT_MEMBERS =
  /^(?:HTML|SVG|CSS|MathML|GPU|WebGL|RTC|Media|Video|Audio|IDB|Css|Element|Document|Window|Node|ShadowRoot|Worker|ServiceWorker|MessagePort|OffscreenCanvas|ImageBitmap|CanvasRenderingContext|WebTransport|Cache|EventCounts)/;

/** The part of the DOM's library that `texts` need. */
export function domTypesOf(library: string, texts: string): string {
  const file = ts.createSourceFile("lib.dom.d.ts", domTypesOnly(library), ts.ScriptTarget.Latest);
  const declared = new Map<string, ts.Statement[]>();
  for (const statement of file.statements) {
    const name = nameOf(statement);
    if (name !== undefined) declared.set(name, [...(declared.get(name) ?? []), statement]);
  }
  const wanted = new Set<string>();
  const waiting = wordsIn(texts);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const statements = declared.get(name);
    if (statements === undefined || wanted.has(name)) continue;
    wanted.add(name);
    if (!WITHOUT_MEMBERS.test(name)) waiting.push(...statements.flatMap((one) => wordsIn(one.getText(file))));
  }
  return [...wanted]
    .flatMap((name) => {
      const statements = declared.get(name)!;
      if (!WITHOUT_MEMBERS.test(name)) return statements.map((one) => one.getText(file));
      const [first] = statements;
      return ts.isInterfaceDeclaration(first) ? [emptied(first, file)] : [`type ${name} = unknown;`];
    })
    .join("\n");
}

function nameOf(statement: ts.Statement): string | undefined {
  const isNamed = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return isNamed ? statement.name.text : undefined;
}

function wordsIn(text: string): string[] {
  return [...new Set(text.match(/\b[A-Z]\w+/g))];
}

/** An interface without its members; its type parameters stay. */
function emptied({ name, typeParameters }: ts.InterfaceDeclaration, file: ts.SourceFile): string {
  const parameters = typeParameters?.map((one) => `${one.name.text} = any`).join(", ");
  return `interface ${name.getText(file)}${parameters === undefined ? "" : `<${parameters}>`} {}`;
}
