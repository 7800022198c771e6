/** The plugin: marks at cells that are out of date, and the commands that mend them. */
import type { Plugin, Token } from "../plugin.js";
import { Chains } from "./chain.js";
import { handIn } from "./hand-in.js";
import type {
  Application,
  MainMenu,
  NotebookActions,
  NotebookPanel,
  NotebookTracker,
  Notifications,
  Palette,
} from "./jupyterlab.js";
import { drawMarks, lightUp, STYLE } from "./marks.js";
import { PageCells } from "./page-cells.js";
import { noneSentence, startingSentence } from "./sentences.js";
import type { Ask } from "./told.js";
import { shared } from "../share-scope.js";
import { pageLanguage, speaking } from "../speaking.js";
import { addStyle } from "../style.js";

/** Keys that neither JupyterLab nor Notebook 7 uses. */
const KEYS = { stale: "Alt Shift R", needs: "Alt Shift Enter", dependents: "Alt Shift D" } as const;

export async function cellsPlugin(): Promise<Plugin> {
  const notebook = await shared<{
    readonly INotebookTracker: Token;
    readonly NotebookActions: NotebookActions;
  }>("@jupyterlab/notebook");
  const { ICommandPalette, Notification } = await shared<{
    readonly ICommandPalette: Token;
    readonly Notification: Notifications;
  }>("@jupyterlab/apputils");
  const { IMainMenu } = await shared<{ readonly IMainMenu: Token }>("@jupyterlab/mainmenu");
  return {
    id: "neurones:cells",
    description: "Marks the cells that are out of date, and runs them in order.",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    optional: [IMainMenu, ICommandPalette],
    activate: (
      application: Application,
      tracker: NotebookTracker,
      menu: MainMenu | null,
      palette: Palette | null,
    ) => new Cells(application, tracker, notebook.NotebookActions, Notification).addCommands(menu, palette),
  };
}

class Cells {
  private readonly pages = new Map<NotebookPanel, PageCells>();
  private readonly following = new WeakSet<PageCells>();
  private readonly chains: Chains;

  constructor(
    private readonly application: Application,
    private readonly tracker: NotebookTracker,
    actions: NotebookActions,
    private readonly notifications: Notifications,
  ) {
    this.chains = new Chains(actions);
    addStyle(STYLE);
    tracker.forEach((panel) => this.add(panel));
    tracker.widgetAdded.connect((_, panel) => this.add(panel));
    actions.executionScheduled.connect((_, { cell, notebook }) => {
      this.chains.begins(cell.model);
      for (const page of this.pages.values()) if (page.panel.content === notebook) page.send();
    });
    actions.executed.connect((_, { cell, notebook, success }) => {
      this.chains.ends(cell.model);
      for (const page of this.pages.values())
        if (page.panel.content === notebook) this.hasRun(page, success === true);
    });
  }

  addCommands(menu: MainMenu | null, palette: Palette | null): void {
    const { commands } = this.application;
    const say = speaking(pageLanguage());
    const isEnabled = (): boolean => this.page?.isConnected === true;
    const add = (
      name: string,
      label: string,
      work: (page: PageCells) => unknown,
      isToggled?: () => boolean,
    ): string => {
      const id = `neurones:${name}`;
      const execute = (): unknown => (this.page === undefined ? undefined : work(this.page));
      commands.addCommand(id, { label, execute, isEnabled, ...(isToggled !== undefined && { isToggled }) });
      palette?.addItem({ command: id, category: "neurones" });
      return id;
    };
    const ids = [
      add("run-stale", say("Exécuter ce qui n’est plus à jour", "Run what is out of date"), async (page) =>
        this.chains.run(page, await this.ask(page, "stale")),
      ),
      add(
        "run-needs",
        say("Exécuter cette cellule et ce qu’il lui faut", "Run this cell with what it needs"),
        async (page) => this.chains.run(page, await this.ask(page, "needs")),
      ),
      add(
        "show-dependents",
        say("Montrer ce qui dépend de cette cellule", "Show what depends on this cell"),
        async (page) => lightUp(page.panel, await this.ask(page, "dependents")),
      ),
      add(
        "follow",
        say(
          "Exécuter automatiquement les cellules qui dépendent de celle exécutée",
          "Run dependent cells automatically",
        ),
        (page) => this.toggle(page),
        () => this.page !== undefined && this.following.has(this.page),
      ),
      add(
        "hand-in",
        say("Avant de rendre : tout essayer à neuf", "Before I hand in: try all afresh"),
        (page) => handIn(page, this.application),
      ),
    ];
    menu?.runMenu.addGroup(
      ids.map((command) => ({ command })),
      5,
    );
    const bind = (name: string, keys: string): unknown =>
      commands.addKeyBinding({ command: `neurones:${name}`, keys: [keys], selector: ".jp-Notebook" });
    bind("run-stale", KEYS.stale);
    bind("run-needs", KEYS.needs);
    bind("show-dependents", KEYS.dependents);
  }

  private get page(): PageCells | undefined {
    const panel = this.tracker.currentWidget;
    return panel === null ? undefined : this.pages.get(panel);
  }

  /** The cells that a command concerns; says so where there is none, and while a kernel must start first. */
  private async ask(page: PageCells, ask: Ask): Promise<readonly string[]> {
    const { notifications } = this;
    const starting = page.isStarting
      ? notifications.info(startingSentence(pageLanguage()), { autoClose: false })
      : undefined;
    const ids = await page.ask(ask, page.panel.content.activeCell?.model.id);
    if (starting !== undefined) notifications.dismiss(starting);
    if (ids === undefined || ids.length === 0)
      notifications.info(noneSentence(ids && ask, page.told), { autoClose: 5000 });
    return ids ?? [];
  }

  private add(panel: NotebookPanel): void {
    if (this.pages.has(panel)) return;
    const page: PageCells = new PageCells(panel, () => {
      if (!panel.isDisposed) drawMarks(panel, page.told);
    });
    this.pages.set(panel, page);
    panel.disposed.connect(() => this.pages.delete(panel));
  }

  private toggle(page: PageCells): void {
    if (!this.following.delete(page)) this.following.add(page);
    this.application.commands.notifyCommandChanged("neurones:follow");
  }

  /** A cell has run: by now its number is known, by which marks name it. */
  private hasRun(page: PageCells, isSuccess: boolean): void {
    drawMarks(page.panel, page.told);
    if (isSuccess && this.following.has(page) && !this.chains.isRunning(page)) void this.chains.follow(page);
  }
}
