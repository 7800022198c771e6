/**
 * The comms between pages and cells: which are open, what each page is told, and the messages that the runner
 * has not heard yet.
 *
 * The kernel's process answers by itself what a page asks of widgets as it loads; all other messages go to the
 * runner. Their `idle` goes out once the runner has heard them: a page then joins the moves of a slider that
 * come meanwhile.
 */
import type { Channels } from "../protocol/channels.js";
import type { Fields, Message } from "../protocol/message.js";
import { isFields, isUpdate, type Data } from "../comms/updates.js";
import type { CommMessage, CommOutput } from "../runner/messages.js";
import { CELLS, type Cells } from "./cells.js";
import { WIDGET, WIDGET_CONTROL, WidgetStates } from "./widget-states.js";

/** What a comm's messages need of the rest of the kernel. */
export interface CommServices {
  readonly channels: Channels;
  /** Sends a message to the runner. */
  readonly deliver: (message: CommMessage, buffers: readonly Uint8Array[]) => void;
  /** A new serial number, greater than that of all runs and messages before. */
  readonly nextSerial: () => number;
  /** Tells pages which cells are out of date. */
  readonly cells: Cells;
  /** The request of a run: the parent of what its comms send. */
  readonly requestOf: (run: number) => Message | undefined;
}

interface Unheard {
  readonly message: CommMessage;
  readonly buffers: readonly Uint8Array[];
  readonly settle: () => void;
}

export class Comms {
  /** The target of each comm that a cell has opened. */
  private readonly targets = new Map<string, string>();
  /** The comms by which pages ask for the states of all widgets. */
  private readonly controls = new Set<string>();
  private readonly states = new WidgetStates();
  private unheard: Unheard[] = [];
  private received = 0;

  constructor(private readonly services: CommServices) {}

  /** The content of a `comm_info_reply`. */
  info(wanted: unknown): Fields {
    const shown = [...this.targets].filter(([, target]) => typeof wanted !== "string" || target === wanted);
    const comms = Object.fromEntries(shown.map(([id, target]) => [id, { target_name: target }]));
    return { status: "ok", comms };
  }

  /** Publishes a message of a cell. */
  publish({ kind, run, comm, target = "", metadata = {}, data, buffers }: CommOutput): void {
    if (kind === "comm_open") {
      this.targets.set(comm, target);
      if (target === WIDGET) this.states.open(comm, { data, buffers });
    } else if (!this.targets.has(comm)) return;
    if (kind === "comm_msg" && isUpdate(data)) this.states.update(comm, { data, buffers });
    if (kind === "comm_close") this.forget(comm);
    const opening = kind === "comm_open" ? { target_name: target } : {};
    this.services.channels.publish({
      type: kind,
      parent: this.services.requestOf(run),
      metadata,
      content: { comm_id: comm, ...opening, data },
      buffers,
    });
  }

  /** Handles a message of a page; resolves once it is answered, or the runner has heard it. */
  async receive(message: Message): Promise<void> {
    const { comm_id: id, data: sent } = message.content;
    if (typeof id !== "string") return;
    const data = isFields(sent) ? sent : {};
    switch (message.header.msg_type) {
      case "comm_open":
        if (message.content["target_name"] === WIDGET_CONTROL) this.controls.add(id);
        else if (message.content["target_name"] === CELLS) this.services.cells.open(id, data);
        // No cell waits for a page to open a comm.
        else this.reply(message, "comm_close", id, { data: {}, buffers: [] });
        return;
      case "comm_close":
        this.services.cells.close(id);
        if (this.controls.delete(id) || !this.targets.has(id)) return;
        this.forget(id);
        return await this.deliver("comm_close", id, data, message.buffers);
      default:
        if (this.controls.has(id)) return this.tellStates(message, id, data);
        if (this.services.cells.isOpen(id)) return this.services.cells.receive(id, data);
        if (this.targets.has(id)) return await this.hear(message, id, data);
        this.reply(message, "comm_close", id, { data: {}, buffers: [] });
    }
  }

  /** The runner has heard the messages up to this number. */
  heard(number: number): void {
    const count = this.unheard.findIndex(({ message }) => message.number > number);
    for (const { settle } of this.unheard.splice(0, count < 0 ? this.unheard.length : count)) settle();
  }

  /** Whether the runner has not heard all messages yet. */
  get isWaiting(): boolean {
    return this.unheard.length > 0;
  }

  /**
   * The learner has pressed stop. Messages that the runner has not begun to deliver are not lost: they are
   * sent again with new numbers, which were not stopped.
   */
  interrupted(): void {
    this.unheard = this.unheard.map((waiting) => {
      const message = { ...waiting.message, serial: this.services.nextSerial() };
      this.services.deliver(message, waiting.buffers);
      return { ...waiting, message };
    });
  }

  /** The runner has ended, and all comms with it; returns how many were open. */
  lost(): number {
    const open = [...this.targets];
    for (const [id, target] of open) {
      if (target === WIDGET) this.markLost(id);
      this.forget(id);
      this.services.channels.publish({ type: "comm_close", content: { comm_id: id, data: {} } });
    }
    this.heard(Infinity);
    return open.length;
  }

  /** Tells pages why the widget's views go: JupyterLab shows their still picture then (`lab-extension/widgets/`). */
  private markLost(id: string): void {
    const state = { _dom_classes: ["neurones-lost"] };
    const data = { method: "update", state, buffer_paths: [] };
    this.services.channels.publish({ type: "comm_msg", content: { comm_id: id, data } });
  }

  private forget(id: string): void {
    this.targets.delete(id);
    this.states.close(id);
  }

  /** Answers a page that was loaded anew. */
  private tellStates(message: Message, id: string, data: Fields): void {
    if (data["method"] === "request_states") this.reply(message, "comm_msg", id, this.states.all());
  }

  private async hear(message: Message, id: string, data: Fields): Promise<void> {
    const { buffers } = message;
    const state = data["method"] === "request_state" ? this.states.one(id) : undefined;
    if (state !== undefined) return this.reply(message, "comm_msg", id, state);
    if (isUpdate(data)) {
      this.states.update(id, { data, buffers });
      // Other pages that show the widget learn the new state from this echo.
      if (this.targets.get(id) === WIDGET)
        this.reply(message, "comm_msg", id, { data: { ...data, method: "echo_update" }, buffers });
    }
    await this.deliver("comm_msg", id, data, buffers);
  }

  private deliver(
    kind: CommMessage["kind"],
    comm: string,
    data: Fields,
    buffers: readonly Uint8Array[],
  ): Promise<void> {
    const number = ++this.received;
    const serial = this.services.nextSerial();
    const message = { number, serial, comm, kind, data: JSON.stringify(data) };
    return new Promise((settle) => {
      this.unheard.push({ message, buffers, settle });
      this.services.deliver(message, buffers);
    });
  }

  private reply(parent: Message, type: string, id: string, { data, buffers }: Data): void {
    this.services.channels.publish({ type, parent, content: { comm_id: id, data }, buffers });
  }
}
