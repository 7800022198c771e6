/** What this extension reads and calls of JupyterLab's notebooks and dialogs: a few types of its public interfaces. */
import type { Token } from "../../lab-extension/plugin.js";

/** A signal of Lumino's. */
export interface Signal<Sender, Args> {
  connect(slot: (sender: Sender, args: Args) => void): boolean;
}

/** A widget of Lumino's. */
export interface Widget {
  readonly node: HTMLElement;
}

/** The open document of a notebook. */
export interface NotebookContext {
  /** The path in the contents manager. */
  readonly path: string;
  readonly ready: Promise<void>;
  readonly model: { toJSON(): unknown; fromJSON(content: unknown): void };
  readonly saveState: Signal<unknown, "started" | "completed" | "failed" | "completed manually">;
  readonly pathChanged: Signal<unknown, string>;
  save(): Promise<void>;
}

/** The tab of a notebook. */
export interface NotebookPanel {
  readonly context: NotebookContext;
  /** The lines between the toolbar and the cells. */
  readonly contentHeader: { addWidget(widget: Widget): void; fit(): void };
  readonly sessionContext: {
    readonly session?: { readonly kernel?: { restart(): Promise<void> } | null } | null;
  };
}

/** All open notebooks. */
export interface NotebookTracker {
  readonly widgetAdded: Signal<unknown, NotebookPanel>;
  forEach(visit: (panel: NotebookPanel) => void): void;
}

/** A file, as the contents manager gives and takes it. */
export interface ContentsModel {
  readonly type?: string;
  readonly format?: string;
  readonly content?: unknown;
  readonly name?: string;
}

export interface Contents {
  get(path: string, options?: { readonly content?: boolean }): Promise<ContentsModel>;
  save(path: string, model: ContentsModel): Promise<unknown>;
}

export interface Application {
  readonly serviceManager: { readonly contents: Contents };
  readonly restored: Promise<void>;
}

interface DialogButton {
  readonly accept: boolean;
}

/** `@jupyterlab/apputils`. */
export interface AppUtils {
  showDialog(options: {
    readonly title: string;
    readonly body: string;
    readonly buttons: readonly DialogButton[];
    /** The place of the button that has the focus. */
    readonly defaultButton: number;
  }): Promise<{ readonly button: DialogButton }>;
  showErrorMessage(title: string, error: string): Promise<void>;
  readonly Dialog: {
    cancelButton(options: { readonly label: string }): DialogButton;
    okButton(options: { readonly label: string }): DialogButton;
    warnButton(options: { readonly label: string }): DialogButton;
  };
  readonly InputDialog: {
    getText(options: {
      readonly title: string;
      readonly label: string;
      readonly text: string;
      readonly okLabel: string;
      readonly cancelLabel: string;
    }): Promise<{ readonly button: DialogButton; readonly value: string | null }>;
  };
  readonly Notification: {
    info(message: string, options: { readonly autoClose: number | false }): string;
    warning(message: string, options: { readonly autoClose: number | false }): string;
    error(message: string, options: { readonly autoClose: number | false }): string;
  };
}

/** `@jupyterlab/notebook`. */
export interface NotebookPackage {
  readonly INotebookTracker: Token;
}

/** `@lumino/widgets`. */
export interface Widgets {
  readonly Widget: new (options: { readonly node: HTMLElement }) => Widget;
}

/** `@jupyterlab/coreutils`. */
export interface CoreUtils {
  readonly PageConfig: { getBaseUrl(): string };
}
