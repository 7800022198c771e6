/**
 * Makes the kernel known to JupyterLite: a kernel specification whose kernels are started in this page.
 *
 * JupyterLite's own base class for kernels handles one message after the other. Ours takes each at once and
 * queues cells itself, so it implements JupyterLite's interface directly.
 */
import { KERNEL_NAMES, KERNEL_TITLES } from "../../system/kernel-names.js";
import { language } from "../../src/language/language.js";
import type { PageKernel, startPageKernel } from "../kernel/page-kernel.js";
import type { Deliver, PageMessage } from "../kernel/page-channels.js";
import type { Plugin, Token } from "../../lab-extension/plugin.js";
import { shared } from "../../lab-extension/share-scope.js";

/** A signal of Lumino's. */
interface Signal<Sender, Args> {
  emit(args: Args): void;
  connect(slot: (sender: Sender, args: Args) => void): boolean;
}
type SignalClass = new <Sender, Args>(sender: Sender) => Signal<Sender, Args>;

/** JupyterLite's interface of a kernel. */
interface LiteKernel {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly ready: Promise<void>;
  readonly isDisposed: boolean;
  readonly disposed: Signal<LiteKernel, void>;
  handleMessage(message: PageMessage): Promise<void>;
  dispose(): void;
}

/** How JupyterLite asks for a kernel. */
interface KernelOptions {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly sendMessage: Deliver;
}

interface KernelSpecs {
  register(kernel: {
    readonly spec: object;
    readonly create: (options: KernelOptions) => Promise<LiteKernel>;
  }): void;
}

interface KernelClient {
  interrupt(id: string): Promise<void>;
  getModel(id: string): Promise<unknown>;
}

interface Services {
  readonly IKernelSpecs: Token;
  readonly IKernelClient: Token;
}

/** The plugins of the kernel; `kernel` is the module that starts one, `logo` the address of its picture. */
export async function kernelPlugins(
  kernel: () => Promise<{ readonly startPageKernel: typeof startPageKernel }>,
  logo: (size: number) => string,
): Promise<Plugin[]> {
  const [{ IKernelSpecs, IKernelClient }, { Signal }] = await Promise.all([
    shared<Services>("@jupyterlite/services"),
    shared<{ readonly Signal: SignalClass }>("@lumino/signaling"),
  ]);
  const kernels = new Map<string, RunningKernel>();
  const create = async (options: KernelOptions): Promise<LiteKernel> => {
    const { startPageKernel } = await kernel();
    const running = new RunningKernel(options, Signal, startPageKernel, () => kernels.delete(options.id));
    kernels.set(options.id, running);
    return running;
  };
  return [
    {
      id: "neurones-browser-edition:kernel",
      description: "The TypeScript kernel, in the page.",
      autoStart: true,
      requires: [IKernelSpecs],
      activate: (_application: unknown, specs: KernelSpecs) =>
        specs.register({
          spec: {
            // The whole site is in one language.
            name: KERNEL_NAMES[language()],
            display_name: KERNEL_TITLES[language()],
            language: "typescript",
            argv: [],
            resources: { "logo-32x32": logo(32), "logo-64x64": logo(64) },
          },
          create,
        }),
    },
    {
      id: "neurones-browser-edition:interrupt",
      description: "Passes a press of the stop button on to the kernel.",
      autoStart: true,
      requires: [IKernelClient],
      activate: (_application: unknown, client: KernelClient) => {
        // JupyterLite's client only empties a queue of its own.
        const interrupt = client.interrupt.bind(client);
        client.interrupt = async (id) => {
          const running = kernels.get(id);
          if (running === undefined) return await interrupt(id);
          running.interrupt();
        };
      },
    },
  ];
}

class RunningKernel implements LiteKernel {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly ready: Promise<void>;
  readonly disposed: Signal<LiteKernel, void>;
  isDisposed = false;
  private kernel: PageKernel | undefined;

  constructor(
    { id, name, location, sendMessage }: KernelOptions,
    Signal: SignalClass,
    start: typeof startPageKernel,
    private readonly onDisposed: () => void,
  ) {
    this.id = id;
    this.name = name;
    this.location = location;
    this.disposed = new Signal<LiteKernel, void>(this);
    this.ready = start((message) => {
      if (!this.isDisposed) sendMessage(withCause(message));
    }).then((kernel) => {
      this.kernel = kernel;
    });
  }

  handleMessage(message: PageMessage): Promise<void> {
    this.kernel?.take(message);
    return Promise.resolve();
  }

  interrupt(): void {
    this.kernel?.interrupt();
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.onDisposed();
    void this.kernel?.close();
    this.disposed.emit(undefined);
  }
}

/**
 * JupyterLite aborts all messages that wait in a queue of its own once it sees the reply of a failed cell, unless
 * an interrupt was the cause. Our kernel aborts cells itself.
 */
function withCause(message: PageMessage): PageMessage {
  return message.header.msg_type === "execute_reply" && message.content["status"] === "error"
    ? { ...message, metadata: { ...message.metadata, cause: "interrupt" } }
    : message;
}
