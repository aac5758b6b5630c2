/**
 * What the bundles are compiled for. Undefined: electron-vite's own choice, which follows the Electron that
 * package.json pins. `builtFor` is the version that will run them; only an older one needs a target of its own.
 */
export function targetsFor(builtFor: string | undefined): { node?: string; chrome?: string } {
  const major = Number.parseInt(builtFor ?? '', 10)
  return major === 25 ? { node: 'node18', chrome: 'chrome114' } : {}
}
