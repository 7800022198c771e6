/** The view as the text of an ES module, which a page loads: `kernel-setup/bundle.ts` joins it. */
import { readCompiled } from "#compiled-kernels";

const FILE = new URL("../../bundle/playground-view.js", import.meta.url);

let text: string | undefined;

/** The text; undefined where the view has not been built. */
export function frontEnd(): string | undefined {
  if (text === undefined) {
    const bytes = readCompiled(FILE);
    text = bytes && new TextDecoder().decode(bytes);
  }
  return text;
}
