/**
 * `npm start`: JupyterLab on the student's lessons, on this machine only, behind a token; Ctrl-C ends it and its kernels.
 *
 * `npm start -- --instructor` opens the lessons with their solutions instead, with nbgrader's menus for the course's folder.
 */
import { randomBytes } from "node:crypto";
import { get } from "node:http";
import { say } from "../src/language/language.js";
import { isolatedEnvironment } from "./jupyter-environment.js";
import { ADDRESS } from "./jupyter-settings.js";
import type { Layout } from "./layout.js";
import { choosePort, isFree, takePort } from "./ports.js";
import { startForeground } from "./run-process.js";
import { prepareInstructor } from "../grading/instructor.js";
import { deliverLessons, type Delivery } from "../grading/work-folder.js";

/** Opens the lessons with their solutions. */
const INSTRUCTOR = "--instructor";

/** The port tried first, as in every Jupyter. */
const USUAL_PORT = 8888;

/** Starts JupyterLab with a person's own arguments; resolves to its exit status once it has ended. */
export async function start(layout: Layout, args: readonly string[]): Promise<number> {
  const { port: asked, others } = takePort(args.filter((arg) => arg !== INSTRUCTOR));
  const isInstructor = args.includes(INSTRUCTOR);
  if (!isInstructor && !others.some(choosesFolder)) (await deliverLessons(layout)).forEach(announceDelivery);
  const instructor = isInstructor ? await prepareInstructor(layout) : undefined;
  const folder = instructor?.folder ?? layout.work;
  const own = [...(instructor?.args ?? []), ...others];
  const token = process.env.JUPYTER_TOKEN || randomBytes(24).toString("hex");
  // By the environment, not as an argument: the arguments of a process are for all users of the machine to read.
  const env = { ...isolatedEnvironment(layout), ...instructor?.env, JUPYTER_TOKEN: token };
  for (let usual = USUAL_PORT; ;) {
    const port = await choosePort(asked, usual, ADDRESS);
    const { child, code } = startForeground(layout.python, jupyterArguments(folder, port, own), {
      cwd: layout.root,
      env,
    });
    const isReady = announce(
      port,
      others.some(setsPassword) ? undefined : token,
      () => child.exitCode === null && child.signalCode === null,
    );
    const status = await code;
    // Between our look at the port and JupyterLab's, another program may have taken it.
    const lostPort =
      !(await isReady) && status === 1 && asked === undefined && !(await isFree(port, ADDRESS));
    if (!lostPort) return status;
    usual = port + 1;
  }
}

/** JupyterLab's arguments: a person's own, with ours where they say nothing else; the rest is in its configuration. */
export function jupyterArguments(folder: string, port: number, own: readonly string[]): string[] {
  const where = own.some(choosesFolder) ? [] : [`--ServerApp.root_dir=${folder}`];
  return ["-m", "jupyterlab", ...where, `--ServerApp.port=${port}`, ...own];
}

/** Whether an argument opens another folder than ours. */
function choosesFolder(arg: string): boolean {
  return /^--(ServerApp\.root_dir|notebook-dir)(=|$)/.test(arg);
}

/** Says what is new in the student's folder, and where an older version was kept. */
function announceDelivery({ file, beside }: Delivery): void {
  if (!beside) return;
  console.log(
    say({
      fr: `neurones : cette leçon a changé ; votre travail est gardé tel quel, la nouvelle version est à côté : ${file}`,
      en: `neurones: this lesson has changed; your work is kept as it is, the new version lies beside it: ${file}`,
    }),
  );
}

/** Whether an argument replaces our token by a person's own token or password. */
function setsPassword(arg: string): boolean {
  return /^--.*(token|password)=/.test(arg);
}

/** Says where JupyterLab is, once it answers; resolves to whether it did before its end. */
async function announce(port: number, token: string | undefined, isRunning: () => boolean): Promise<boolean> {
  const address = `http://${ADDRESS}:${port}/lab${token === undefined ? "" : `?token=${token}`}`;
  while (isRunning()) {
    if (await answers(port, token)) {
      console.log(
        say({
          fr: `neurones : JupyterLab est prêt : ${address}\nCtrl-C ici l’arrête, avec ses noyaux.`,
          en: `neurones: JupyterLab is ready: ${address}\nCtrl-C here ends it, with its kernels.`,
        }),
      );
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Whether a server answers there and, where the token is ours, knows it: another JupyterLab may have taken the port first. */
function answers(port: number, token: string | undefined): Promise<boolean> {
  const asked =
    token === undefined
      ? { path: "/api" }
      : { path: "/api/status", headers: { authorization: `token ${token}` } };
  return new Promise((resolve) => {
    const request = get({ host: ADDRESS, port, timeout: 1000, ...asked }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on("error", () => resolve(false));
    request.on("timeout", () => request.destroy());
  });
}
