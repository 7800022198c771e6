/** A page for tests: it receives what widgets open and send, and answers like JupyterLab. */
import {
  JUPYTER_DISPLAY,
  NOTEBOOK,
  type CommOptions,
  type MimeBundle,
  type Notebook,
} from "../../src/host/notebook.js";

/** A comm as the page sees it. */
export interface OpenedComm {
  readonly id: string;
  readonly state: Record<string, unknown>;
  readonly paths: unknown;
  readonly buffers: readonly ArrayBufferView[];
  /** The messages of the widget. */
  readonly sent: { data: Record<string, unknown>; buffers: readonly ArrayBufferView[] }[];
  isOpen: boolean;
  /** Sends an update of the state to the widget. */
  update(state: object, buffers?: readonly Uint8Array[], paths?: unknown): void;
  /** Sends a message to the widget. */
  custom(content: unknown, buffers?: readonly Uint8Array[]): void;
  /** Asks for the whole state, as a page that may have missed some of it. */
  ask(): void;
  /** Closes the comm, as when its cell runs again. */
  drop(): void;
}

export class TestPage {
  readonly comms: OpenedComm[] = [];
  readonly stop = new AbortController();
  private before: Notebook | undefined;

  install(): void {
    const place = globalThis as { [NOTEBOOK]?: Notebook };
    this.before = place[NOTEBOOK];
    place[NOTEBOOK] = {
      display: () => ({ update: () => undefined }),
      warn: () => undefined,
      currentRun: () => ({ signal: this.stop.signal, throwIfInterrupted: () => undefined }),
      openComm: (options) => this.open(options),
    };
  }

  remove(): void {
    (globalThis as { [NOTEBOOK]?: Notebook | undefined })[NOTEBOOK] = this.before;
  }

  /** Displays a widget; returns its bundle and its comm. */
  async show(shown: object): Promise<{ bundle: MimeBundle; comm: OpenedComm }> {
    const bundle = await (shown as { [JUPYTER_DISPLAY](): MimeBundle | Promise<MimeBundle> })[
      JUPYTER_DISPLAY
    ]();
    const view = bundle["application/vnd.jupyter.widget-view+json"] as { model_id: string };
    return { bundle, comm: this.comms.find(({ id }) => id === view.model_id)! };
  }

  private open({ data, buffers = [], onMessage, onClose }: CommOptions) {
    const { state, buffer_paths } = data as { state: Record<string, unknown>; buffer_paths: unknown };
    const comm: OpenedComm = {
      id: `comm-${this.comms.length}`,
      state,
      paths: buffer_paths,
      buffers,
      sent: [],
      isOpen: true,
      update: (changed, received = [], paths = []) =>
        onMessage({ method: "update", state: changed, buffer_paths: paths }, received),
      custom: (content, received = []) => onMessage({ method: "custom", content }, received),
      ask: () => onMessage({ method: "request_state" }, []),
      drop: () => {
        comm.isOpen = false;
        onClose();
      },
    };
    this.comms.push(comm);
    return {
      id: comm.id,
      send: (sent: object, binary: readonly ArrayBufferView[] = []) =>
        void comm.sent.push({ data: sent as Record<string, unknown>, buffers: binary }),
      close: () => void (comm.isOpen = false),
    };
  }
}
