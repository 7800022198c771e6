/** Counts the tests of TensorFlow.js by file and group, and says why tests failed. */
import { GROUPS, type Group, type Reason } from "./test-files.js";

export interface TestResult {
  readonly file: string;
  readonly group: Group;
  readonly name: string;
  /** Undefined if the test passed. */
  readonly failure?: string;
  /** Why the test does not count. */
  readonly aside?: Reason;
}

interface Count {
  passed: number;
  total: number;
}

/** Kinds of failures, by what their message says; the first that fits counts. */
const KINDS: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /(?:TypeError: )?([\w.$]*?)(\w+) is not a (?:function|constructor)/,
    ([, , name]) => `missing name: ${name}`,
  ],
  [
    /Cannot read properties of undefined \(reading '(\w+)'\)/,
    ([, name]) => `undefined, where .${name} is read`,
  ],
  [
    /^(ArgumentError|ShapeError|StateError|NumericError|DataError): ([\w ]*)/,
    ([, kind, where]) => `refused here: ${kind} of ${where.trim()}`,
  ],
  [/Expected function to throw|Expected function not to throw/, () => "an error expected, or not expected"],
  [/Data types do not match|float32.*int32|int32.*float32|'bool'/, () => "another dtype"],
  [/Arrays are of different type/, () => "another kind of array"],
  [/Shapes do not match|different shapes|different lengths/, () => "another shape"],
  [/Arrays differ|Numbers differ|Value out of range/, () => "other numbers"],
  [/number of new/, () => "another number of tensors alive"],
  [/Async function did not complete|has no expectations|limit of time/, () => "not ended in time"],
  [/Expected .*spy|to have been called/, () => "a function that should have been called"],
  [/Expected .* to (equal|be|match|contain)/s, () => "another value"],
];

/** The kind of a failure, in a few words. */
export function kindOf(failure: string): string {
  for (const [pattern, name] of KINDS) {
    const match = pattern.exec(failure);
    if (match !== null) return name(match);
  }
  return failure.split("\n")[0].slice(0, 60);
}

/** The lines that tell the results: by group and file, the kinds of failures, and what is aside. */
export function report(
  results: readonly TestResult[],
  filesAside: ReadonlyMap<string, Reason>,
  packages: readonly string[],
): string[] {
  const counted = results.filter(({ aside }) => aside === undefined);
  const lines: string[] = [];
  for (const name of packages) {
    for (const group of Object.keys(GROUPS) as Group[]) {
      const own = counted.filter((each) => each.file.startsWith(name) && each.group === group);
      if (own.length === 0) continue;
      lines.push("", `${name}, ${GROUPS[group]}: ${share(countOf(own))}`);
      for (const [file, tests] of groupBy(own, ({ file }) => file))
        lines.push(`  ${share(countOf(tests)).padEnd(22)} ${file}`);
      lines.push("  kinds of failures:");
      const failures = own.flatMap(({ failure }) => (failure === undefined ? [] : [kindOf(failure)]));
      lines.push(...frequencies(failures).map(([kind, n]) => `  ${String(n).padStart(5)} ${kind}`));
    }
  }
  const aside = results.flatMap(({ aside }) => (aside === undefined ? [] : [aside]));
  lines.push("", `aside, within these files: ${aside.length} tests`);
  lines.push(...frequencies(aside).map(([reason, n]) => `  ${String(n).padStart(5)} ${reason}`));
  lines.push("", `aside: ${filesAside.size} files`);
  lines.push(
    ...frequencies([...filesAside.values()]).map(([reason, n]) => `  ${String(n).padStart(5)} ${reason}`),
  );
  lines.push("");
  for (const name of packages) {
    for (const group of Object.keys(GROUPS) as Group[]) {
      const own = counted.filter((each) => each.file.startsWith(name) && each.group === group);
      if (own.length > 0) lines.push(`${name}, ${GROUPS[group]}: ${share(countOf(own))}`);
    }
  }
  return lines;
}

function countOf(tests: readonly TestResult[]): Count {
  return { passed: tests.filter(({ failure }) => failure === undefined).length, total: tests.length };
}

function share({ passed, total }: Count): string {
  return `${passed} of ${total} (${((100 * passed) / total).toFixed(1)} %)`;
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

function frequencies(values: readonly string[]): [string, number][] {
  return [...groupBy(values, (value) => value)]
    .map(([value, same]): [string, number] => [value, same.length])
    .sort(([, a], [, b]) => b - a);
}
