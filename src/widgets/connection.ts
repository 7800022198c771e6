/**
 * A widget's model on the page: a comm by which both sides hold the same state.
 *
 * The comm is opened when the widget is first displayed, and again when it is displayed after its cell has run
 * anew. Each page that shows the widget makes its views of this one model.
 * https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 */
import { isPlainObject } from "../errors/known-options.js";
import { written } from "../errors/written.js";
import { notebook, type Comm, type MimeBundle } from "../host/notebook.js";
import { say } from "../language/language.js";
import { putBuffers, withoutBuffers } from "./buffers.js";

const VIEW = "application/vnd.jupyter.widget-view+json";
const METADATA = { version: "2.1.0" };

/** What a widget does with what the page sends. */
export interface ModelListener {
  /** The whole state, for a page that sees the widget for the first time. */
  readonly wholeState: () => Readonly<Record<string, unknown>>;
  readonly onUpdate: (state: Readonly<Record<string, unknown>>) => void;
  readonly onCustom?: (content: unknown, buffers: readonly Uint8Array[]) => void;
  readonly onClose?: () => void;
}

export class Connection {
  private comm: Comm | undefined;
  private hasWarned = false;

  constructor(private readonly listener: ModelListener) {}

  /** The identifier of the model on the page; undefined if no page can show it. */
  open(): string | undefined {
    if (this.comm !== undefined) return this.comm.id;
    const { openComm } = notebook();
    const { buffers, ...data } = withoutBuffers(this.listener.wholeState());
    this.comm = openComm?.({
      target: "jupyter.widget",
      metadata: METADATA,
      data,
      buffers,
      onMessage: (message, received) => this.receive(message, received),
      onClose: () => {
        this.comm = undefined;
        this.listener.onClose?.();
      },
    });
    return this.comm?.id;
  }

  /** Sends new values of some keys to the page. */
  update(values: Readonly<Record<string, unknown>>): void {
    if (this.comm === undefined) return;
    const { buffers, ...data } = withoutBuffers(values);
    this.comm.send({ method: "update", ...data }, buffers);
  }

  /** Sends a message that is no part of the state. */
  send(content: unknown, buffers: readonly ArrayBufferView[]): void {
    this.comm?.send({ method: "custom", content }, buffers);
  }

  close(): void {
    const { comm } = this;
    if (comm === undefined) return;
    this.comm = undefined;
    comm.close();
    this.listener.onClose?.();
  }

  /** The bundle by which the page shows the widget; `still` is shown where no page can. */
  bundle(still: MimeBundle): MimeBundle {
    const id = this.open();
    if (id === undefined) return still;
    return { [VIEW]: { version_major: 2, version_minor: 0, model_id: id }, ...still };
  }

  private receive(message: unknown, buffers: readonly Uint8Array[]): void {
    const { method, state, buffer_paths, content } = message as Readonly<Record<string, unknown>>;
    if (method === "custom") return this.listener.onCustom?.(content, buffers);
    if (method === "request_state") return this.update(this.listener.wholeState());
    if (method !== "update" || !isPlainObject(state)) return this.warnOf(message);
    const values = state as Record<string, unknown>;
    putBuffers(values, buffer_paths, buffers);
    this.listener.onUpdate(values);
  }

  /** A page in disorder may send many such messages: the first one is shown. */
  private warnOf(message: unknown): void {
    if (this.hasWarned) return;
    this.hasWarned = true;
    notebook().warn(
      say({
        fr: `Un widget de cette cellule a reçu de la page un message qui n’a pas la forme du protocole, et n’en a pas tenu compte : ${written(message)}`,
        en: `A widget of this cell received a message from the page that has not the form of the protocol, and ignored it: ${written(message)}`,
      }),
    );
  }
}
