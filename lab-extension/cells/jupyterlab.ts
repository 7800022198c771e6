/** The few types of JupyterLab's objects that this plugin uses. */

export interface Signal<Args = unknown> {
  connect(slot: (sender: never, args: Args) => void): boolean;
  disconnect(slot: (sender: never, args: Args) => void): boolean;
}

export interface Comm {
  readonly isDisposed: boolean;
  onMsg: (message: { readonly content: { readonly data: unknown } }) => void;
  onClose: () => void;
  open(data: object): unknown;
  send(data: object): unknown;
  close(): unknown;
}

/** A message of a kernel on its publishing channel. */
export interface Published {
  readonly header: { readonly msg_type: string };
  readonly content: Readonly<Record<string, unknown>>;
}

export interface Kernel {
  readonly name: string;
  readonly status: string;
  readonly isDisposed: boolean;
  readonly statusChanged: Signal<string>;
  createComm(target: string): Comm;
  requestExecute(content: object): {
    onIOPub: (message: Published) => void;
    readonly done: Promise<{ readonly content: { readonly status: string } }>;
  };
  interrupt(): Promise<void>;
  shutdown(): Promise<void>;
}

export interface SessionContext {
  readonly path: string;
  readonly session: { readonly kernel: Kernel | null } | null;
  readonly kernelChanged: Signal;
  readonly statusChanged: Signal<string>;
}

export interface CellModel {
  readonly id: string;
  readonly type: string;
  readonly sharedModel: { getSource(): string };
  /** The number in the brackets of a code cell; null before its first run. */
  readonly executionCount?: number | null;
  toJSON(): { readonly outputs?: readonly Readonly<Record<string, unknown>>[] };
}

export interface CellWidget {
  readonly node: HTMLElement;
  readonly model: CellModel;
}

export interface NotebookWidget {
  readonly widgets: readonly CellWidget[];
  readonly activeCell: CellWidget | null;
  readonly model: { readonly contentChanged: Signal } | null;
  readonly modelContentChanged: Signal;
  readonly modelChanged: Signal;
}

export interface NotebookPanel {
  readonly id: string;
  readonly node: HTMLElement;
  readonly content: NotebookWidget;
  readonly sessionContext: SessionContext;
  readonly isDisposed: boolean;
  readonly disposed: Signal;
  readonly context: { readonly path: string };
}

export interface NotebookTracker {
  readonly currentWidget: NotebookPanel | null;
  readonly widgetAdded: Signal<NotebookPanel>;
  forEach(work: (panel: NotebookPanel) => void): void;
}

/** What is told of a run: the notebook and the cell. */
export interface Executed {
  readonly notebook: NotebookWidget;
  readonly cell: CellWidget;
  readonly success?: boolean;
}

export interface NotebookActions {
  readonly executionScheduled: Signal<Executed>;
  readonly executed: Signal<Executed>;
  runCells(
    notebook: NotebookWidget,
    cells: readonly CellWidget[],
    sessionContext: SessionContext,
  ): Promise<boolean>;
}

export interface CommandOptions {
  readonly label: string;
  readonly caption?: string;
  readonly execute: () => unknown;
  readonly isEnabled?: () => boolean;
  readonly isToggled?: () => boolean;
}

export interface Application {
  readonly commands: {
    addCommand(id: string, options: CommandOptions): unknown;
    addKeyBinding(options: { command: string; keys: string[]; selector: string }): unknown;
    notifyCommandChanged(id: string): void;
    execute(id: string, args?: object): Promise<unknown>;
  };
  readonly serviceManager: {
    readonly kernels: { startNew(options: { name: string; path?: string }): Promise<Kernel> };
  };
}

export interface MainMenu {
  readonly runMenu: { addGroup(items: readonly { command: string }[], rank?: number): unknown };
}

export interface Palette {
  addItem(item: { command: string; category: string }): unknown;
}

/** Short messages at the edge of the page. */
export interface Notifications {
  /** Shows a message, for so many milliseconds or until it is dismissed; returns its name. */
  info(message: string, options: { readonly autoClose: number | false }): string;
  dismiss(name: string): void;
}
