/**
 * Compile targets of the bundles. Undefined: electron-vite's default, which follows the Electron pinned in
 * package.json. `builtFor` is the version that will run them; only an older one needs its own target.
 */
export function targetsFor(builtFor: string | undefined): { node?: string; chrome?: string } {
  const major = Number.parseInt(builtFor ?? '', 10)
  return major === 25 ? { node: 'node18', chrome: 'chrome114' } : {}
}
