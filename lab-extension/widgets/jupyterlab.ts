/** The parts of JupyterLab's interfaces that the extension uses. */

/** The data of an output, in several MIME types. */
export interface MimeModel {
  readonly trusted: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  setData(options: object): void;
}

interface Signal {
  connect(slot: () => void): void;
}

/** An element of the page with an owner. */
export interface LuminoWidget {
  readonly node: HTMLElement;
  readonly isDisposed: boolean;
  readonly disposed: Signal;
  show(): void;
  dispose(): void;
}

/** A view of a widget: ipywidgets keeps its model, which knows whether a kernel answers. */
export interface View extends LuminoWidget {
  readonly _view?: {
    readonly model?: {
      readonly comm_live: boolean;
      get(key: string): unknown;
      on(event: "comm_live_update", listener: () => void): void;
      off(event: "comm_live_update", listener: () => void): void;
    };
  };
}

/** What shows an output. The renderer of widgets is a panel, which holds the view once there is one. */
export interface Renderer extends LuminoWidget {
  readonly widgets?: readonly View[];
  renderModel(model: MimeModel): Promise<void>;
}

export interface Factory {
  /** Whether it may also show outputs that nobody has trusted. */
  readonly safe: boolean;
  readonly mimeTypes: readonly string[];
  readonly createRenderer: (options: object) => Renderer;
}

/** The renderers that a notebook chooses from. */
export interface Registry {
  addFactory(factory: Factory, rank?: number): void;
  getFactory(type: string): Factory | undefined;
  preferredMimeType(data: Readonly<Record<string, unknown>>, safe: "ensure" | "any"): string | undefined;
  createRenderer(type: string): Renderer;
}
