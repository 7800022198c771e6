/** Keeps the student's work: says where it is stored, and lets it be downloaded, handed in and started again. */
import { say } from "../../src/language/language.js";
import type { Plugin } from "../../lab-extension/plugin.js";
import { shared } from "../../lab-extension/share-scope.js";
import { addStyle } from "../../lab-extension/style.js";
import type {
  Application,
  AppUtils,
  CoreUtils,
  NotebookPackage,
  NotebookPanel,
  NotebookTracker,
  Widgets,
} from "../extension/notebooks.js";
import { deliverNewer } from "./deliver-newer.js";
import { askToPersist, enduranceOfStorage, isNearlyFull } from "./endurance.js";
import { lessonOf } from "./file-names.js";
import { lessonActions } from "./lesson-actions.js";
import { BAR_STYLE, LessonBar } from "./lesson-bar.js";
import { Originals } from "./originals.js";
import { otherEdition } from "./other-edition.js";

export async function storagePlugins(): Promise<Plugin[]> {
  const [{ INotebookTracker }, { Widget }, { PageConfig }, utils] = await Promise.all([
    shared<NotebookPackage>("@jupyterlab/notebook"),
    shared<Widgets>("@lumino/widgets"),
    shared<CoreUtils>("@jupyterlab/coreutils"),
    shared<AppUtils>("@jupyterlab/apputils"),
  ]);
  const base = new URL(PageConfig.getBaseUrl(), location.href).href;
  const app = location.href.slice(base.length).startsWith("notebooks/") ? "notebooks" : "lab";
  const originals = new Originals(base);
  return [
    {
      id: "neurones-browser-edition:storage",
      description: "Says where the work is stored; downloads it, hands it in, starts a lesson again.",
      autoStart: true,
      requires: [INotebookTracker],
      activate: ({ serviceManager: { contents }, restored }: Application, tracker: NotebookTracker) => {
        addStyle(BAR_STYLE);
        const endurance = enduranceOfStorage();
        void askToPersist();
        const names = originals.names().catch(() => [] as string[]);
        const addBar = async (panel: NotebookPanel): Promise<void> => {
          const { context } = panel;
          const lesson = `${lessonOf(context.path)}.ipynb`;
          const isLesson = (await names).includes(lesson);
          const bar = new LessonBar(lessonActions(panel, isLesson, { utils, contents, originals }));
          panel.contentHeader.addWidget(new Widget({ node: bar.node }));
          bar.fitInto(() => panel.contentHeader.fit());
          if (isLesson)
            void otherEdition(base, app, lesson).then((found) => found && bar.addOtherEdition(found));
          bar.setEndurance(await endurance);
          context.saveState.connect((_, state) => {
            if (state === "failed") bar.setFull(true);
            else if (state.startsWith("completed")) void isNearlyFull().then((full) => bar.setFull(full));
          });
        };
        tracker.forEach((panel) => void addBar(panel));
        tracker.widgetAdded.connect((_, panel) => void addBar(panel));
        // Without a network the lessons stay as they are.
        void restored
          .then(() => deliverNewer(contents, originals))
          .then((news) =>
            news.forEach(({ file }) => utils.Notification.info(newer(file), { autoClose: false })),
          )
          .catch(() => undefined);
      },
    },
  ];
}

function newer(file: string): string {
  return say({
    fr: `Cette leçon a changé ; votre travail est gardé tel quel, la nouvelle version est à côté : ${file}`,
    en: `This lesson has changed; your work is kept as it is, the new version lies beside it: ${file}`,
  });
}
