/** The kernel of a user behind JupyterHub, over the WebSocket that JupyterLab uses too. */
import { randomUUID } from "node:crypto";
import { JSDOM } from "jsdom";
import { CellClient, type Json, type Sending } from "../../test/kernel/cell-client.js";
import type { ClassServer } from "./class-server.js";

export class UserKernel extends CellClient {
  private constructor(private readonly socket: WebSocket) {
    super();
    socket.addEventListener("message", ({ data }) => {
      if (typeof data !== "string") return;
      const message = JSON.parse(data) as {
        header: { msg_type: string; msg_id: string; session: string };
        parent_header: { msg_id?: string };
        metadata: Json;
        content: Json;
        channel: string;
      };
      const { header, parent_header, metadata, content, channel } = message;
      const received = { type: header.msg_type, id: header.msg_id, parent: parent_header.msg_id ?? "" };
      this.hear({ ...received, session: header.session, metadata, content, buffers: [] }, channel);
    });
  }

  /** Opens a notebook of the user, and connects to its kernel. */
  static async open(server: ClassServer, user: string, notebook: string): Promise<UserKernel> {
    const body = { path: notebook, name: notebook, type: "notebook", kernel: { name: "neurones" } };
    const answer = await server.ask(`/user/${user}/api/sessions`, { method: "POST", body });
    if (!answer.ok) throw new Error(`${user}: no kernel: ${answer.status} ${await answer.text()}`);
    const { kernel } = (await answer.json()) as { kernel: { id: string } };
    const { WebSocket } = new JSDOM("", { url: server.address }).window;
    const place = `/user/${user}/api/kernels/${kernel.id}/channels?session_id=${randomUUID()}`;
    const socket = new WebSocket(`${server.address.replace("http", "ws")}${place}&token=${server.token}`);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error(`${user}: no connection to the kernel`));
    });
    return new UserKernel(socket);
  }

  override send(
    channel: "shell" | "control" | "stdin",
    type: string,
    content: Json,
    { id = randomUUID(), parent, metadata = {} }: Sending = {},
  ): void {
    const parent_header = parent === undefined ? {} : { msg_id: parent };
    this.socket.send(
      JSON.stringify({
        header: this.header(id, type),
        parent_header,
        metadata,
        content,
        channel,
        buffers: [],
      }),
    );
  }

  close(): void {
    this.endWaits();
    this.socket.close();
  }
}
