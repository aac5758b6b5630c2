// @ts-check

/** @typedef {{ name: string, severity: string }} Finding */

const GRAVE = new Set(['high', 'critical'])

/**
 * The severe findings in what a build ships: Electron and the packages whose modules are in the bundles. npm's own
 * `--omit=dev` would check only the dependencies of package.json, which are not what a bundled app ships. Undefined if
 * the registry gave no report.
 * @see https://docs.npmjs.com/cli/commands/npm-audit
 * @param {string} json output of `npm audit --json`
 * @param {readonly { name: string }[]} shipped
 * @returns {Finding[] | undefined}
 */
export function severeFindings(json, shipped) {
  const { vulnerabilities } = JSON.parse(json)
  if (vulnerabilities === undefined) return undefined
  const names = new Set(['electron', ...shipped.map(({ name }) => name)])
  return /** @type {Finding[]} */ (Object.values(vulnerabilities))
    .filter(({ name, severity }) => names.has(name) && GRAVE.has(severity))
    .map(({ name, severity }) => ({ name, severity }))
}
