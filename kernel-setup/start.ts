/**
 * `npm start`: JupyterLab with the student's lessons, reachable from this machine only and with a token.
 * Ctrl-C ends it and its kernels.
 *
 * `npm start -- --language en` opens the lessons in English, which lie in a folder of their own.
 *
 * `npm start -- --instructor` opens the lessons with their solutions, and nbgrader's menus for the course's
 * folder.
 */
import { randomBytes } from "node:crypto";
import { get } from "node:http";
import { language, say } from "../src/language/language.js";
import { isolatedEnvironment } from "../system/environment.js";
import { ADDRESS, settingsFolder } from "./jupyter-settings.js";
import { KERNEL_NAMES } from "../system/kernel-names.js";
import type { Layout } from "../system/layout.js";
import { choosePort, isFree, takePort } from "../system/ports.js";
import { startForeground } from "../system/run-process.js";
import type { Delivery } from "../delivery/delivery.js";
import { deliverLessons, type LessonTexts } from "../delivery/work-folder.js";

/** The option that opens the lessons with their solutions. */
const INSTRUCTOR = "--instructor";

/** The first port tried, Jupyter's default. */
const USUAL_PORT = 8888;

/** What `start` asks of the course that it opens. */
export interface OpenedCourse {
  /** The student's versions of the lessons. */
  studentTexts(layout: Layout): Promise<LessonTexts>;
  /** Prepares JupyterLab for an instructor; a course without it ignores the option. */
  prepareInstructor?(layout: Layout): Promise<InstructorJupyter>;
}

/** The settings of an instructor's JupyterLab that differ from a student's. */
export interface InstructorJupyter {
  readonly folder: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Starts JupyterLab with a person's own arguments; resolves to its exit status once it has ended. */
export async function start(course: OpenedCourse, layout: Layout, args: readonly string[]): Promise<number> {
  const { port: asked, others } = takePort(args.filter((arg) => arg !== INSTRUCTOR));
  const prepareInstructor = args.includes(INSTRUCTOR) ? course.prepareInstructor : undefined;
  if (prepareInstructor === undefined && !others.some(choosesFolder))
    (await deliverLessons(layout, await course.studentTexts(layout))).forEach(announceDelivery);
  if (language() !== layout.edition)
    console.log(
      say({
        fr: "neurones : ces leçons sont en anglais ; en français : npm start",
        en: "neurones: these lessons are in French; in English: npm start -- --language en",
      }),
    );
  const instructor = await prepareInstructor?.(layout);
  const folder = instructor?.folder ?? layout.work;
  const settings = `--LabApp.app_settings_dir=${settingsFolder(layout, language())}`;
  const own = [settings, ...(instructor?.args ?? onlyKernelOf(layout)), ...others];
  const token = process.env.JUPYTER_TOKEN || randomBytes(24).toString("hex");
  // The token is passed in the environment: all users of the machine can read the arguments of a process.
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
    // Another program may have taken the port after it was found free.
    const lostPort =
      !(await isReady) && status === 1 && asked === undefined && !(await isFree(port, ADDRESS));
    if (!lostPort) return status;
    usual = port + 1;
  }
}

/** A student has the kernel that speaks the language of the lessons, and no other to choose. */
function onlyKernelOf({ edition }: Layout): string[] {
  const name = KERNEL_NAMES[edition];
  return [
    `--KernelSpecManager.allowed_kernelspecs=${name}`,
    `--MultiKernelManager.default_kernel_name=${name}`,
  ];
}

/** JupyterLab's arguments: the folder, unless the person's own arguments name one; the port; these arguments. */
export function jupyterArguments(folder: string, port: number, own: readonly string[]): string[] {
  const where = own.some(choosesFolder) ? [] : [`--ServerApp.root_dir=${folder}`];
  return ["-m", "jupyterlab", ...where, `--ServerApp.port=${port}`, ...own];
}

/** Whether an argument chooses the folder that JupyterLab opens. */
function choosesFolder(arg: string): boolean {
  return /^--(ServerApp\.root_dir|notebook-dir)(=|$)/.test(arg);
}

/** Says that a lesson has changed, and where its new version is, beside the student's work. */
function announceDelivery({ file, beside }: Delivery): void {
  if (!beside) return;
  console.log(
    say({
      fr: `neurones : cette leçon a changé ; votre travail est gardé tel quel, la nouvelle version est à côté : ${file}`,
      en: `neurones: this lesson has changed; your work is kept as it is, the new version lies beside it: ${file}`,
    }),
  );
}

/** Whether an argument replaces the token by a person's own token or password. */
function setsPassword(arg: string): boolean {
  return /^--.*(token|password)=/.test(arg);
}

/** Prints JupyterLab's address once it answers; resolves to false if it ends before that. */
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

/**
 * Whether a server answers and accepts the token; another JupyterLab, which has taken the port first, would
 * not.
 */
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
