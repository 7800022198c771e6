/**
 * Whether a version lies in a range, as npm's `semver` decides (https://github.com/npm/node-semver#ranges).
 *
 * Written anew because the runner's own realm loads no packages.
 */

interface Version {
  readonly numbers: readonly [number, number, number];
  /** The parts after the hyphen: `beta` and `2` of `1.0.0-beta.2`. */
  readonly prerelease: readonly string[];
}

type Operator = "<" | "<=" | ">" | ">=" | "=";

interface Comparator {
  readonly operator: Operator;
  readonly version: Version;
}

const X = String.raw`(?:x|X|\*|\d+)`;
const PARTIAL = String.raw`v?(${X})(?:\.(${X})(?:\.(${X})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?)?)?`;
const FULL_VERSION = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const COMPARATOR = new RegExp(`^(<=?|>=?|=|\\^|~>?|)${PARTIAL}$`);
const HYPHEN = new RegExp(`^${PARTIAL}\\s+-\\s+${PARTIAL}$`);

/** The lowest of all versions with these numbers, below all prereleases that have a name. */
const LOWEST = ["0"];

/** Whether a text is a range of versions; else it is a tag, such as `latest`. */
export function isRange(text: string): boolean {
  return parseRange(text) !== undefined;
}

/** Whether a version lies in a range. False for a text that is no version, or no range. */
export function satisfies(version: string, range: string): boolean {
  const parsed = parseVersion(version);
  const sets = parseRange(range);
  if (parsed === undefined || sets === undefined) return false;
  return sets.some((set) => set.every((one) => holds(parsed, one)) && admitsPrerelease(parsed, set));
}

/** A prerelease is only meant where the range names one of the same three numbers. */
function admitsPrerelease(version: Version, set: readonly Comparator[]): boolean {
  return (
    version.prerelease.length === 0 ||
    set.some(
      ({ version: { numbers, prerelease } }) =>
        prerelease.length > 0 && numbers.every((number, i) => number === version.numbers[i]),
    )
  );
}

function holds(version: Version, { operator, version: other }: Comparator): boolean {
  const order = compare(version, other);
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "=":
      return order === 0;
  }
}

function compare(a: Version, b: Version): number {
  for (let i = 0; i < 3; i++) if (a.numbers[i] !== b.numbers[i]) return a.numbers[i]! - b.numbers[i]!;
  if (a.prerelease.length === 0 || b.prerelease.length === 0)
    return Number(a.prerelease.length === 0) - Number(b.prerelease.length === 0);
  for (let i = 0; i < Math.max(a.prerelease.length, b.prerelease.length); i++) {
    const order = compareParts(a.prerelease[i], b.prerelease[i]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Numbers stand before words, and what ends stands before what goes on. */
function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber && isOtherNumber) return Number(a) - Number(b);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, prerelease] = FULL_VERSION.exec(text) ?? [];
  if (major === undefined) return undefined;
  return versionOf(Number(major), Number(minor), Number(patch), prerelease?.split("."));
}

function versionOf(major: number, minor: number, patch: number, prerelease: readonly string[] = []): Version {
  return { numbers: [major, minor, patch], prerelease };
}

/** The alternatives of a range, each a list of comparators that must all hold; undefined for what is none. */
function parseRange(text: string): readonly (readonly Comparator[])[] | undefined {
  const sets = text.split("||").map((part) => parseSet(part.trim()));
  if (!sets.every((set) => set !== undefined)) return undefined;
  // As npm does it: what every version fulfils is dropped, also for prereleases of 0.0.0, which do not.
  const needed = sets.map((set) => set.filter((one) => !isLowest(one)));
  // Beside all versions the other alternatives are dropped, and with them the prereleases that these admit.
  const all = needed.find((set) => set.length === 0);
  return all === undefined ? needed : [all];
}

/** Whether every version but a prerelease of 0.0.0 fulfils this. */
function isLowest({ operator, version: { numbers, prerelease } }: Comparator): boolean {
  return operator === ">=" && prerelease.length === 0 && numbers.every((number) => number === 0);
}

function parseSet(text: string): readonly Comparator[] | undefined {
  const hyphen = HYPHEN.exec(text);
  if (hyphen !== null)
    return [...comparators(">=", hyphen.slice(1, 5)), ...comparators("<=", hyphen.slice(5))];
  const words = text.replaceAll(/([<>=^~])\s+(?=[\dvxX*])/g, "$1").split(/\s+/);
  const found: Comparator[] = [];
  for (const word of words) {
    if (word === "") continue;
    const parts = COMPARATOR.exec(word);
    if (parts === null) return undefined;
    found.push(...comparators(parts[1]!, parts.slice(2)));
  }
  return found;
}

/** What an operator and a version mean; the version may leave out numbers at its end, or write `x` for them. */
function comparators(
  operator: string,
  [first, second, third, prerelease]: readonly (string | undefined)[],
): readonly Comparator[] {
  const [major, minor, patch] = [first, second, third].map((text) =>
    text === undefined || /^[xX*]$/.test(text) ? undefined : Number(text),
  );
  // Without a major version all versions are meant, but none lies beyond all of them.
  if (major === undefined) return /^[<>]$/.test(operator) ? [before(0, 0, 0)] : [];
  const low = versionOf(major, minor ?? 0, minor === undefined ? 0 : (patch ?? 0), prerelease?.split("."));
  const isWhole = minor !== undefined && patch !== undefined;
  const next = minor === undefined ? before(major + 1, 0, 0) : before(major, minor + 1, 0);
  const from: Comparator = { operator: ">=", version: low };
  switch (operator) {
    case "^":
      return [from, beforeNextBreak(major, minor, patch)];
    case "~":
    case "~>":
      return [from, next];
    case ">=":
      return [from];
    case "<":
      return isWhole ? [{ operator: "<", version: low }] : [before(major, minor ?? 0, 0)];
    case "<=":
      return isWhole ? [{ operator: "<=", version: low }] : [next];
    case ">":
      return isWhole
        ? [{ operator: ">", version: low }]
        : [{ operator: ">=", version: withoutPrerelease(next) }];
    default:
      return isWhole ? [{ operator: "=", version: low }] : [from, next];
  }
}

/** Below the next version that may break programs: the first number that is not 0 stays. */
function beforeNextBreak(major: number, minor: number | undefined, patch: number | undefined): Comparator {
  if (major > 0 || minor === undefined) return before(major + 1, 0, 0);
  if (minor > 0 || patch === undefined) return before(major, minor + 1, 0);
  return before(major, minor, patch + 1);
}

function before(major: number, minor: number, patch: number): Comparator {
  return { operator: "<", version: versionOf(major, minor, patch, LOWEST) };
}

function withoutPrerelease({ version: { numbers } }: Comparator): Version {
  return { numbers, prerelease: [] };
}
