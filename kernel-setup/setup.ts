/**
 * `npm run setup`: everything is installed once it runs. `npm run setup -- --shared FOLDER` also makes an installation that
 * all people of the machine share.
 */
import { say } from "../src/language/language.js";
import type { Layout } from "../system/layout.js";
import { SetUpError } from "../system/set-up-error.js";
import { installShared, type StudentTexts } from "./shared-installation.js";

const SHARED = "--shared";

/** Runs the command; resolves to the exit status. */
export async function setup(
  studentTexts: StudentTexts,
  layout: Layout,
  args: readonly string[],
): Promise<number> {
  if (args.length === 0) {
    console.log(say({ fr: "neurones : tout est installé.", en: "neurones: everything is installed." }));
    return 0;
  }
  const [option, folder, ...more] = args.flatMap((arg) => splitOption(arg));
  if (option !== SHARED || folder === undefined || folder === "" || more.length > 0)
    throw new SetUpError({
      fr: `Arguments inconnus : ${args.join(" ")}. Usage : npm run setup [-- ${SHARED} DOSSIER]`,
      en: `Unknown arguments: ${args.join(" ")}. Usage: npm run setup [-- ${SHARED} FOLDER]`,
    });
  return await installShared(layout, folder, studentTexts);
}

/** `--shared=FOLDER` as two words. */
function splitOption(arg: string): readonly string[] {
  return arg.startsWith(`${SHARED}=`) ? [SHARED, arg.slice(SHARED.length + 1)] : [arg];
}
