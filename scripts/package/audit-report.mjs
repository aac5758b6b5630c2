// @ts-check

/** @typedef {{ name: string, severity: string }} Finding */

const GRAVE = new Set(['high', 'critical'])

/**
 * The grave findings in what a build ships: Electron and the packages whose modules are in the bundles. npm's own
 * `--omit=dev` would look only at what package.json calls dependencies, which is not what a bundled app ships.
 * Undefined where the registry gave no report.
 * @see https://docs.npmjs.com/cli/commands/npm-audit
 * @param {string} json what `npm audit --json` wrote
 * @param {readonly { name: string }[]} shipped
 * @returns {Finding[] | undefined}
 */
export function graveFindings(json, shipped) {
  const { vulnerabilities } = JSON.parse(json)
  if (vulnerabilities === undefined) return undefined
  const names = new Set(['electron', ...shipped.map(({ name }) => name)])
  return /** @type {Finding[]} */ (Object.values(vulnerabilities))
    .filter(({ name, severity }) => names.has(name) && GRAVE.has(severity))
    .map(({ name, severity }) => ({ name, severity }))
}
