/**
 * The connection between a notebook in the page and the kernel: sends the cells' order and texts, and keeps what the
 * kernel tells of them.
 */
import { KERNEL_NAMES } from "../../system/kernel-names.js";
import type { Comm, Kernel, NotebookPanel } from "./jupyterlab.js";
import type { Ask, Told } from "./told.js";

/** The kernels whose notebooks are marked. */
const KERNELS = Object.values(KERNEL_NAMES);

function isOurs(kernel: string | undefined): boolean {
  return kernel !== undefined && KERNELS.includes(kernel);
}
const TARGET = "neurones.cells";
/** The time after the last key until the texts are sent, in milliseconds. */
const DELAY = 300;
/** The time that an answer of the kernel may take, which may have to start its compiler first. */
const PATIENCE = 60_000;

const NOTHING: Told = { language: "fr", cells: {} };

export class PageCells {
  told = NOTHING;
  private comm: Comm | undefined;
  private kernel: Kernel | undefined;
  private sent = { order: "", sources: new Map<string, string>() };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private questions = 0;
  private readonly waiting = new Map<number, (cells: readonly string[] | undefined) => void>();
  private readonly starting: ((comm: Comm) => void)[] = [];

  constructor(
    readonly panel: NotebookPanel,
    private readonly onTold: () => void,
  ) {
    const { sessionContext, content } = panel;
    sessionContext.kernelChanged.connect(() => this.connect());
    sessionContext.statusChanged.connect((_, status) => {
      if (status === "restarting" || status === "autorestarting" || status === "dead") this.disconnect();
      else if (status === "idle") this.connect();
    });
    const later = (): void => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), DELAY);
    };
    content.modelContentChanged.connect(later);
    content.modelChanged.connect(later);
    panel.disposed.connect(() => clearTimeout(this.timer));
    this.connect();
  }

  /** Whether the notebook's kernel tells of its cells, or will once it has started. */
  get isConnected(): boolean {
    return this.comm !== undefined || isOurs(this.kernel?.name);
  }

  /** Whether a question waits for the kernel to start. */
  get isStarting(): boolean {
    return this.comm === undefined;
  }

  /** The name of the notebook's kernel, which gives the language of its verdicts. */
  get kernelName(): string {
    return this.kernel?.name ?? KERNEL_NAMES.fr;
  }

  /** Sends what has changed in the page since the last time. */
  send(): void {
    clearTimeout(this.timer);
    if (this.comm === undefined || this.comm.isDisposed) return;
    const change = this.change();
    if (change !== undefined) this.comm.send(change);
  }

  /** The cells that a command is to run or to show, in the order of the page; undefined where no kernel answers in time. */
  async ask(ask: Ask, cell?: string): Promise<readonly string[] | undefined> {
    const comm = this.comm ?? (await this.connection());
    if (comm === undefined) return undefined;
    this.send();
    const question = ++this.questions;
    return new Promise((resolve) => {
      const answer = (cells: readonly string[] | undefined): void => {
        clearTimeout(timer);
        this.waiting.delete(question);
        resolve(cells);
      };
      const timer = setTimeout(() => answer(undefined), PATIENCE);
      this.waiting.set(question, answer);
      comm.send({ ask, cell, question });
    });
  }

  /** Waits for a kernel that starts, as after a restart. */
  private connection(): Promise<Comm | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), PATIENCE);
      this.starting.push((comm) => {
        clearTimeout(timer);
        resolve(comm);
      });
    });
  }

  private connect(): void {
    const kernel = this.panel.sessionContext.session?.kernel ?? undefined;
    if (kernel !== undefined && kernel === this.kernel && this.comm?.isDisposed === false) return;
    if (kernel !== this.kernel) this.disconnect();
    this.kernel = kernel;
    if (
      kernel === undefined ||
      !isOurs(kernel.name) ||
      kernel.status === "unknown" ||
      kernel.status === "dead"
    )
      return;
    const comm = kernel.createComm(TARGET);
    this.comm = comm;
    comm.onMsg = ({ content: { data } }) =>
      this.receive(data as Partial<Told> & { question?: number; answer?: string[] });
    comm.onClose = () => {
      if (this.comm === comm) this.disconnect();
    };
    this.sent = { order: "", sources: new Map() };
    comm.open(this.change() ?? {});
    for (const began of this.starting.splice(0)) began(comm);
  }

  private disconnect(): void {
    this.comm = undefined;
    this.told = NOTHING;
    for (const answer of [...this.waiting.values()]) answer(undefined);
    this.onTold();
  }

  private receive({
    language,
    cells,
    question,
    answer,
  }: Partial<Told> & { question?: number; answer?: string[] }): void {
    if (question !== undefined) this.waiting.get(question)?.(answer ?? []);
    if (cells === undefined) return;
    this.told = { language: language ?? "fr", cells };
    this.onTold();
  }

  private change(): object | undefined {
    const cells = this.panel.content.widgets
      .filter(({ model }) => model.type === "code")
      .map(({ model }) => model);
    const order = cells.map(({ id }) => id);
    const sources: Record<string, string> = {};
    for (const { id, sharedModel } of cells) {
      const source = sharedModel.getSource();
      if (this.sent.sources.get(id) === source) continue;
      sources[id] = source;
      this.sent.sources.set(id, source);
    }
    const isMoved = this.sent.order !== order.join();
    this.sent.order = order.join();
    if (!isMoved && Object.keys(sources).length === 0) return undefined;
    return { ...(isMoved && { order }), sources };
  }
}
