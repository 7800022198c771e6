/**
 * The comms that cells have opened: their messages to the page, and the delivery of those of the page.
 *
 * A message is delivered in a turn of the event loop, between two batches of a training or while a cell waits.
 * It has a number of its own, by which a stop ends what the message has caused, so the comm works again after
 * the stop. What the message's code writes appears below the cell that opened the comm.
 */
import { isArrayBufferView, randomUUID } from "#kernel/runner/values";
import type { Comm, CommOptions } from "../../host/notebook.js";
import { isFields } from "../comms/updates.js";
import { say } from "../../language/language.js";
import { asTheirs, cells, cellsGlobal } from "./cells.js";
import type { Guard } from "./guard.js";
import type { CommMessage, CommOutput } from "./messages.js";
import type { Outputs } from "./outputs.js";

interface OpenComm {
  /** The run that opened it, and the notebook's cell, if the front end has named it. */
  readonly run: number;
  readonly cell: string | undefined;
  readonly onMessage: CommOptions["onMessage"];
  readonly onClose: CommOptions["onClose"];
}

export interface CommServices {
  readonly guard: Guard;
  readonly outputs: Outputs;
  /** The notebook's cell of a run. */
  readonly cellOf: (run: number) => string | undefined;
  /** Reports that the messages up to this number are delivered. */
  readonly heard: (number: number) => void;
  readonly onThrow: (error: unknown, serial: number) => void;
}

// Taken now: a cell may replace it. It makes the objects that cells receive.
const { parse } = cellsGlobal.JSON;

export class Comms {
  private readonly opened = new Map<string, OpenComm>();
  /** The number of the last message that was delivered. */
  private delivered = 0;

  constructor(private readonly services: CommServices) {}

  /** Opens a comm that belongs to the run that executes now. */
  open({ target, data, metadata = {}, buffers, onMessage, onClose }: CommOptions): Comm {
    const { guard, cellOf } = this.services;
    const id = randomUUID().replaceAll("-", "");
    const run = guard.runOf(guard.now());
    this.send({ kind: "comm_open", comm: id, target, metadata: written(metadata) }, data, buffers);
    this.opened.set(id, { run, cell: cellOf(run), onMessage, onClose });
    guard.isListening = true;
    return Object.assign(new cells.Object(), {
      id,
      send: asTheirs((sent: object, binary?: readonly ArrayBufferView[]) => {
        if (this.opened.has(id)) this.send({ kind: "comm_msg", comm: id }, sent, binary);
      }),
      close: asTheirs(() => this.close(id)),
    }) satisfies Comm;
  }

  /** Delivers a message of the page. Never throws. */
  receive(message: CommMessage, buffers: readonly Uint8Array[]): void {
    const { guard, outputs, heard } = this.services;
    const { number, serial } = message;
    // After a stop the kernel sends again, with new numbers for later stops, what was not delivered by then. Whether
    // the comm's run was replaced does not matter here: its comms are closed.
    if (number <= this.delivered || guard.isInterrupted(serial)) return;
    this.delivered = number;
    const comm = this.opened.get(message.comm);
    if (comm !== undefined) {
      this.deliver(serial, comm, message, buffers);
      outputs.finish(serial);
    }
    heard(number);
  }

  /** A cell is about to run again: closes the comms that its earlier runs have opened; returns these runs. */
  replace(cell: string): number[] {
    const old = [...this.opened].filter(([, comm]) => comm.cell === cell);
    const runs = [...new Set(old.map(([, { run }]) => run))];
    for (const [id, comm] of old) {
      this.close(id);
      this.call(comm.run, comm.onClose);
    }
    return runs;
  }

  private deliver(
    serial: number,
    comm: OpenComm,
    message: CommMessage,
    buffers: readonly Uint8Array[],
  ): void {
    const { guard } = this.services;
    if (message.kind === "comm_close") this.forget(message.comm);
    guard.deliver(serial, comm.run, () =>
      this.call(
        serial,
        message.kind === "comm_close"
          ? comm.onClose
          : () => comm.onMessage(parse(message.data) as unknown, buffers),
      ),
    );
  }

  /** Calls a function of the learner or of a library; its error is reported. */
  private call(serial: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.services.onThrow(error, serial);
    }
  }

  private close(id: string): void {
    if (!this.opened.has(id)) return;
    this.forget(id);
    this.send({ kind: "comm_close", comm: id }, {});
  }

  private forget(id: string): void {
    this.opened.delete(id);
    this.services.guard.isListening = this.opened.size > 0;
  }

  private send(
    output: Omit<CommOutput, "run" | "data" | "buffers">,
    data: object,
    buffers: readonly ArrayBufferView[] = [],
  ): void {
    const json = JSON.stringify(data);
    const copies: Uint8Array[] = [];
    let size = json.length;
    for (let i = 0; i < buffers.length; i++) {
      const view = buffers[i];
      if (!isArrayBufferView(view)) throw notBinary(i);
      copies.push(new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice());
      size += view.byteLength;
    }
    const { guard, outputs } = this.services;
    const run = guard.runOf(guard.now());
    outputs.comm({ ...output, run, data: fieldsOf(json), buffers: copies }, size);
  }
}

function written(data: object): Readonly<Record<string, unknown>> {
  return fieldsOf(JSON.stringify(data));
}

function fieldsOf(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json);
  return isFields(value) ? value : {};
}

function notBinary(index: number): Error {
  return new cells.TypeError(
    say({
      fr: `le tampon ${index} d'un message n'est pas un tableau typé.`,
      en: `buffer ${index} of a message is not a typed array.`,
    }),
  );
}
