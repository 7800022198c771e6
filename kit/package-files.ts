/** The kit's `package.json` and lock: those of the clone, with the packages and the commands of a student. */

type Json = Readonly<Record<string, unknown>>;

/** What a student can call: `npm start` does everything. */
const SCRIPTS = { start: "node kernel-setup/bootstrap.cjs start" };

/** The kit's `package.json`, made from the clone's text. */
export function kitPackage(text: string): string {
  return written({ ...withoutTools(JSON.parse(text) as Json), scripts: SCRIPTS });
}

/** The kit's `package-lock.json`: the clone's without what only engineers need. */
export function kitLock(text: string): string {
  const lock = JSON.parse(text) as Json & { readonly packages: Readonly<Record<string, Json>> };
  const packages = Object.entries(lock.packages)
    .filter(([, { dev }]) => dev !== true)
    .map(([name, entry]) => [name, withoutTools(entry)] as const);
  return written({ ...lock, packages: Object.fromEntries(packages) });
}

/** A package's description without the packages of those who develop it. */
function withoutTools(described: Json): Json {
  return Object.fromEntries(Object.entries(described).filter(([name]) => name !== "devDependencies"));
}

function written(content: Json): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
