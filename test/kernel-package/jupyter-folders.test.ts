/** Where Jupyter's data and the kernel's caches lie, on the three systems. */
import assert from "node:assert/strict";
import { dataBelow, personalData } from "../../kernel-package/jupyter-folders.js";
import type { Person } from "../../src/host/system-cache.node.js";
import { cacheOfInstallation, userCache } from "../../src/kernel/user-cache.js";

function person(
  platform: NodeJS.Platform,
  home: string,
  environment: Readonly<Record<string, string>> = {},
): Person {
  return { platform, home, environment };
}

describe("Jupyter's folders", () => {
  const linux = (environment = {}) => person("linux", "/home/a", environment);
  const mac = (environment = {}) => person("darwin", "/Users/a", environment);
  const windows = (environment = {}) => person("win32", "C:\\Users\\a", environment);
  const places: readonly (readonly [string, Person, string])[] = [
    ["Linux", linux(), "/home/a/.local/share/jupyter"],
    ["Linux with XDG", linux({ XDG_DATA_HOME: "/data" }), "/data/jupyter"],
    ["Linux with an empty XDG", linux({ XDG_DATA_HOME: "" }), "/home/a/.local/share/jupyter"],
    ["Linux by platformdirs", linux({ JUPYTER_PLATFORM_DIRS: "1" }), "/home/a/.local/share/Jupyter"],
    ["Linux with platformdirs off", linux({ JUPYTER_PLATFORM_DIRS: "No" }), "/home/a/.local/share/jupyter"],
    ["macOS", mac(), "/Users/a/Library/Jupyter"],
    ["macOS with XDG", mac({ XDG_DATA_HOME: "/data" }), "/Users/a/Library/Jupyter"],
    [
      "macOS by platformdirs",
      mac({ JUPYTER_PLATFORM_DIRS: "1" }),
      "/Users/a/Library/Application Support/Jupyter",
    ],
    [
      "Windows",
      windows({ APPDATA: "C:\\Users\\a\\AppData\\Roaming" }),
      "C:\\Users\\a\\AppData\\Roaming\\jupyter",
    ],
    ["Windows without APPDATA", windows(), "C:\\Users\\a\\.jupyter\\data"],
    [
      "Windows by platformdirs",
      windows({ JUPYTER_PLATFORM_DIRS: "yes" }),
      "C:\\Users\\a\\AppData\\Local\\Jupyter",
    ],
    ["any, by JUPYTER_DATA_DIR", mac({ JUPYTER_DATA_DIR: "/j", JUPYTER_PLATFORM_DIRS: "1" }), "/j"],
  ];
  for (const [title, who, expected] of places)
    it(`of a person: ${title}`, () => assert.equal(personalData(who), expected));

  it("below a prefix", () => {
    assert.equal(dataBelow("/venv", "linux"), "/venv/share/jupyter");
    assert.equal(dataBelow("C:\\venv", "win32"), "C:\\venv\\share\\jupyter");
  });

  it("of the kernel's caches, one for each installation", () => {
    assert.equal(userCache(linux()), "/home/a/.cache/neurones-kernel");
    assert.equal(userCache(linux({ XDG_CACHE_HOME: "/c" })), "/c/neurones-kernel");
    assert.equal(userCache(mac()), "/Users/a/Library/Caches/neurones-kernel");
    assert.equal(userCache(windows()), "C:\\Users\\a\\AppData\\Local\\neurones-kernel");
    const [one, two] = ["C:\\x", "C:\\y"].map((home) => cacheOfInstallation(windows(), home));
    assert.match(one!, /^C:\\Users\\a\\AppData\\Local\\neurones-kernel\\[\w-]+$/);
    assert.notEqual(one, two);
  });
});
