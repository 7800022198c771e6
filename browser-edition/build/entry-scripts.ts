/**
 * The scripts that JupyterLite's first script of an app loads next. A page that knows them asks for all at once; else it
 * learns their names only when the configuration, the first script and those of the extensions have arrived.
 */

/** The parts that the first script loads before it starts the app. */
const PARTS = /Promise\.all\(\[((?:\w+\.e\(\d+\),?)+)\]\)\.then\(\w+\.bind\(\w+,\d+\)\)\)\.main/;
/** The name of a part: a few have one, the others are called by their number; a digest follows. */
const NAMES = /\.u=(\w+)=>""\+(.*?)\+"\."\+\(\{(.*?)\}\)?\[\1\]/s;

/**
 * The names of these scripts.
 * @param text the app's first script, `build/<app>/bundle.js`, as webpack writes it
 * @returns none where the script has another form: the page then loads as JupyterLite has it
 */
export function entryScripts(text: string): string[] {
  const parts = PARTS.exec(text)?.[1];
  const [, , named, listed] = NAMES.exec(text) ?? [];
  if (parts === undefined || named === undefined || listed === undefined) return [];
  const titles = new Map(
    [...named.matchAll(/(\d+)===\w+\?"([^"]+)"/g)].map(([, part, title]) => [part, title]),
  );
  const digests = new Map([...listed.matchAll(/(\d+):"(\w+)"/g)].map(([, part, digest]) => [part, digest]));
  return [...parts.matchAll(/\d+/g)].flatMap(([part]) => {
    // A part without a digest is one that the packages of extensions share.
    const digest = digests.get(part);
    return digest === undefined ? [] : [`${titles.get(part) ?? part}.${digest}.js`];
  });
}
