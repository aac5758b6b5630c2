// @ts-check

/**
 * Debian 12's package for each library that Electron links to. Libraries that another one brings along (GTK brings
 * cairo, pango, ATK and X11) are listed too, because a system may lack a single one.
 * @type {Record<string, string>}
 */
const PACKAGE_OF = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgdk-3.so.0': 'libgtk-3-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libgmodule-2.0.so.0': 'libglib2.0-0',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libcairo.so.2': 'libcairo2',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libsmime3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libgbm.so.1': 'libgbm1',
  'libexpat.so.1': 'libexpat1',
  'libasound.so.2': 'libasound2',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libXss.so.1': 'libxss1',
  'libxcb.so.1': 'libxcb1',
  'libudev.so.1': 'libudev1'
}

/** Optional libraries: notifications, opening links, the session bus. Their absence never stops the start. */
export const COMPANION_PACKAGES = ['libnotify4', 'xdg-utils', 'dbus']

/**
 * The missing libraries in the output of `ldd`.
 * @param {string} ldd
 * @returns {string[]}
 */
export const missingLibraries = (ldd) =>
  [...ldd.matchAll(/^\s*(\S+) => not found$/gm)].flatMap(([, library]) => library ?? [])

/**
 * @param {readonly string[]} libraries
 * @returns {{ packages: string[], unknown: string[] }} packages as on Debian 12; `unknown` libraries have none here
 */
export function packagesFor(libraries) {
  const packages = new Set(libraries.flatMap((library) => PACKAGE_OF[library] ?? []))
  return {
    packages: [...packages],
    unknown: libraries.filter((library) => PACKAGE_OF[library] === undefined)
  }
}
