/** Finds a Chromium or Chrome for the tests in a browser. */
import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The path of the browser, or undefined: `CHROME_PATH` if it is set, else the first found in the usual
 * places.
 */
export function findChromium(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return candidates(platform, env).find((file) => existsSync(file));
}

function candidates(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  if (env.CHROME_PATH) return [env.CHROME_PATH];
  if (platform === "win32") {
    const folders = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(
      (folder): folder is string => folder !== undefined,
    );
    return folders.flatMap((folder) => [
      path.join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      path.join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]);
  }
  if (platform === "darwin") {
    return ["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  return (env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
}
