/**
 * The engine reads the numbers of tensors from `storage`. In a program with `neurones/tfjs`, the getter `data`,
 * which `neurones` offers, gives a function too: much slower, and another object at each call.
 */
import assert from "node:assert/strict";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The places in `src` that read the property `data` of a tensor. */
function usesOfData(): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, "tsconfig.learning.json"),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  )!;
  const sources = config.fileNames.filter((file) => relative(ROOT, file).startsWith("src"));
  const program = ts.createProgram(sources, config.options);
  const checker = program.getTypeChecker();
  const isOfTensor = (symbol: ts.Symbol | undefined) =>
    symbol?.declarations?.some(
      (declaration) =>
        ts.isClassDeclaration(declaration.parent) &&
        declaration.getSourceFile().fileName.endsWith("src/tensor/tensor.ts"),
    ) ?? false;
  const found: string[] = [];
  for (const file of program.getSourceFiles()) {
    if (!sources.includes(file.fileName)) continue;
    const visit = (node: ts.Node): void => {
      const name =
        ts.isPropertyAccessExpression(node) && node.name.text === "data"
          ? checker.getSymbolAtLocation(node.name)
          : ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === "data"
            ? checker.getTypeAtLocation(node.parent).getProperty("data")
            : undefined;
      if (isOfTensor(name)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart());
        found.push(`${relative(ROOT, file.fileName)}:${line + 1}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

describe("the storage of tensors", () => {
  it("is what src reads, not the getter `data`", () => {
    assert.deepEqual(usesOfData(), []);
  });
});
