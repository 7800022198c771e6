/**
 * Commands over a WebSocket, each with its answer, and events: to a browser by WebDriver BiDi, or to a process of Node by its
 * inspector's protocol, which has the same form but for its errors.
 */
import { JSDOM } from "jsdom";

/** The address that the client names as its own; the browser must be told to accept it. */
export const ORIGIN = "http://localhost";

export type Answered = Readonly<Record<string, unknown>>;

/** What the browser sends: the answer to the command with this number, or an event. */
interface Incoming {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Answered;
  readonly result?: Answered;
  /** BiDi's name of an error, beside which stands its `message`; the inspector's code and message. */
  readonly error?: string | { readonly message: string };
  readonly message?: string;
}

interface Command {
  readonly method: string;
  readonly resolve: (result: Answered) => void;
  readonly reject: (reason: Error) => void;
}

export class BidiConnection {
  private readonly waiting = new Map<number, Command>();
  private sent = 0;

  private constructor(
    private readonly socket: WebSocket,
    private readonly hear: (event: string, params: Answered) => void,
  ) {
    socket.onmessage = ({ data }) => this.receive(JSON.parse(String(data)) as Incoming);
    socket.onclose = () => {
      for (const { method, reject } of this.waiting.values())
        reject(new Error(`${method}: the browser ended`));
      this.waiting.clear();
    };
  }

  /** Connects to what listens at this address; `hear` receives the events that are subscribed to. */
  static async open(
    address: string,
    hear: (event: string, params: Answered) => void,
  ): Promise<BidiConnection> {
    // Node has a WebSocket from version 22 on.
    const { WebSocket } = new JSDOM("", { url: ORIGIN }).window;
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error(`no connection to ${address}`));
    });
    return new BidiConnection(socket, hear);
  }

  /** Sends a command; resolves to its result. */
  ask(method: string, params: object): Promise<Answered> {
    const id = ++this.sent;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { method, resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  close(): void {
    this.socket.close();
  }

  private receive({ id, method, params, result, error, message }: Incoming): void {
    if (id === undefined) return this.hear(method ?? "", params ?? {});
    const command = this.waiting.get(id);
    this.waiting.delete(id);
    if (result !== undefined) command?.resolve(result);
    else {
      const reason = typeof error === "object" ? error.message : `${error}: ${message}`;
      command?.reject(new Error(`${command.method}: ${reason}`));
    }
  }
}
