/** Type-checks whole lessons at once: one program, so that the types of the engine are read only once. */
import path from "node:path";
import ts from "typescript";
import type { Notebook } from "../../../grading/notebook-file.js";
import { COMPILER_OPTIONS } from "../../../src/kernel/compiler/options.js";
import { ROOT } from "../../setup/clone.js";

/** All code cells of a lesson as one module. */
export function programOf({ cells }: Notebook): string {
  return cells
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => source)
    .join("\n;\n");
}

/** The type errors of these programs, each with the program's name and its line. */
export function typeErrors(programs: ReadonlyMap<string, string>): string[] {
  const texts = new Map(
    [...programs].map(([name, text]) => [path.join(ROOT, "notebooks", `${name}.ts`), text]),
  );
  const options: ts.CompilerOptions = { ...COMPILER_OPTIONS, noEmit: true };
  const host = ts.createCompilerHost(options);
  const [exists, read] = [host.fileExists.bind(host), host.getSourceFile.bind(host)];
  host.fileExists = (file) => texts.has(path.normalize(file)) || exists(file);
  host.getSourceFile = (file, language, ...rest) => {
    const text = texts.get(path.normalize(file));
    return text === undefined
      ? read(file, language, ...rest)
      : ts.createSourceFile(file, `${text}\nexport {};`, language);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...texts.keys()].flatMap((file) => {
    const source = program.getSourceFile(file)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ start = 0, messageText }) => {
        const line =
          source.text.slice(0, start).split("\n").at(-1)! + source.text.slice(start).split("\n")[0];
        return `${path.basename(file)}: ${line.trim()}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
      },
    );
  });
}
