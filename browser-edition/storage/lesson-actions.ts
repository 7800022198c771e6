/** What the buttons of a lesson do: download, hand in, start again. */
import { say } from "../../src/language/language.js";
import type { AppUtils, Contents, NotebookPanel } from "../extension/notebooks.js";
import { noteDelivered } from "./deliver-newer.js";
import { download } from "./download.js";
import { copyName, handInName, lessonOf } from "./file-names.js";
import type { LessonActions } from "./lesson-bar.js";
import type { Originals } from "./originals.js";

/** Where the student's name is kept for the next time. */
const STUDENT = "neurones-student";

/** @param isLesson  whether the notebook is one of the site's lessons */
export function lessonActions(
  panel: NotebookPanel,
  isLesson: boolean,
  parts: { readonly utils: AppUtils; readonly contents: Contents; readonly originals: Originals },
): LessonActions {
  const { context } = panel;
  return {
    download() {
      download(context.path.slice(context.path.lastIndexOf("/") + 1), context.model.toJSON());
      return Promise.resolve();
    },
    async handIn() {
      const student = await askStudent(parts.utils);
      if (student !== undefined)
        download(handInName(lessonOf(context.path), student), context.model.toJSON());
    },
    startAgain: isLesson ? () => startAgain(panel, parts) : undefined,
  };
}

/** The student's name; undefined if the student gives none. */
async function askStudent({ InputDialog }: AppUtils): Promise<string | undefined> {
  const { button, value } = await InputDialog.getText({
    title: say({ fr: "Rendre cette leçon", en: "Hand in this lesson" }),
    label: say({
      fr: "Votre prénom et votre nom. Le fichier téléchargé porte ce nom : déposez-le où votre enseignant le demande.",
      en: "Your first and last name. The downloaded file bears it: hand that file in where your teacher asks for it.",
    }),
    text: localStorage.getItem(STUDENT) ?? "",
    okLabel: say({ fr: "Télécharger", en: "Download" }),
    cancelLabel: say({ fr: "Annuler", en: "Cancel" }),
  });
  const name = value?.trim() ?? "";
  if (!button.accept || name === "") return undefined;
  localStorage.setItem(STUDENT, name);
  return name;
}

/** Brings the original back, after a question, and keeps the student's work beside it. */
async function startAgain(
  { context, sessionContext }: NotebookPanel,
  { utils, contents, originals }: Parameters<typeof lessonActions>[2],
): Promise<void> {
  const lesson = lessonOf(context.path);
  try {
    const original = await originals.lesson(`${lesson}.ipynb`);
    const copy = copyName(lesson, await namesIn(contents));
    if (!(await confirms(utils, lesson, copy))) return;
    // The copy first: if there is no room for it, nothing is lost.
    await contents.save(copy, { type: "notebook", format: "json", content: context.model.toJSON() });
    context.model.fromJSON(original);
    await context.save();
    noteDelivered(context.path, original);
    await sessionContext.session?.kernel?.restart();
  } catch (error) {
    await utils.showErrorMessage(
      say({ fr: "La leçon n’a pas pu être recommencée", en: "The lesson could not be started again" }),
      say({
        fr: `Votre travail est intact. La cause : ${reasonOf(error)}. Vérifiez la connexion et la place du navigateur, et réessayez.`,
        en: `Your work is untouched. The cause: ${reasonOf(error)}. Check the connection and the browser's room, and try again.`,
      }),
    );
  }
}

async function confirms({ showDialog, Dialog }: AppUtils, lesson: string, copy: string): Promise<boolean> {
  const { button } = await showDialog({
    title: say({ fr: `Recommencer ${lesson} ?`, en: `Start ${lesson} again?` }),
    body: say({
      fr: `L’original revient, et le noyau redémarre. Votre travail est gardé à côté, dans « ${copy} ».`,
      en: `The original comes back, and the kernel restarts. Your work is kept beside it, in “${copy}”.`,
    }),
    buttons: [
      Dialog.cancelButton({ label: say({ fr: "Annuler", en: "Cancel" }) }),
      Dialog.warnButton({ label: say({ fr: "Recommencer", en: "Start again" }) }),
    ],
    // A press of Enter cancels.
    defaultButton: 0,
  });
  return button.accept;
}

/** The names of all files in the browser's storage and on the site. */
async function namesIn(contents: Contents): Promise<Set<string>> {
  const { content } = await contents.get("", { content: true });
  return new Set((content as readonly { readonly name: string }[]).map(({ name }) => name));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
