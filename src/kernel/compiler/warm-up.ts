/**
 * Makes the checker compute, before the first cell, the types that nearly every cell needs. This is done in
 * small steps, so that a question that arrives meanwhile is answered between two of them.
 */
import type { CompilerSession } from "./session.js";

const DRAFTS = [
  `import { setLanguage } from "neurones"; const warm = [1, 2, 3].map((x) => x * 2); console.log(warm, \`\${setLanguage}\`);`,
  `const text = await Promise.resolve("a".padStart(3)); for (const x of new Float32Array(3)) console.log(Math.max(x), text, new Map<string, number>());`,
];

export function warmUp(session: CompilerSession): void {
  const steps = DRAFTS.flatMap((code) => [
    () => session.rehearse(code),
    () => void session.complete(code, code.indexOf("console.") + 8),
  ]);
  const next = (): void => {
    const step = steps.shift();
    if (step === undefined) return;
    step();
    setImmediate(next);
  };
  setImmediate(next);
}
