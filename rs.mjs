const root = process.cwd();
const { runTensorFlowSuites } = await import(root + "/dist/commands/testing/tensorflow-js/suites.js");
const { default: layout } = await import(root + "/dist/system/layout.js").then(m => ({ default: m.LAYOUT ?? m.layout ?? m.repositoryLayout?.() ?? Object.values(m)[0] }));
const path = await import("node:path");
await runTensorFlowSuites({ root, compiledTesting: path.join(root, "dist/commands/testing") }, process.argv.slice(2));
