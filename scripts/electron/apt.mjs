// @ts-check

/**
 * Both names of a package: newer releases of Debian and Ubuntu renamed some in the move to 64-bit time.
 * @param {string} name
 */
export const packageAliases = (name) => [name, `${name}t64`]

/**
 * The installable packages in the output of `apt-cache policy`. An unknown name, or one that is only provided by other
 * packages, has no candidate.
 * @param {string} policy
 * @returns {Set<string>}
 */
export function candidates(policy) {
  /** @type {Set<string>} */
  const found = new Set()
  let name = ''
  for (const line of policy.split('\n')) {
    const heading = /^(\S+):$/.exec(line)
    if (heading?.[1] !== undefined) name = heading[1]
    if (/^ {2}Candidate: (?!\(none\))\S/.test(line)) found.add(name)
  }
  return found
}

/**
 * @param {readonly string[]} names as on Debian 12
 * @param {Set<string>} available
 * @returns {string[]} as on this release; a name that is not available under either name is kept
 */
export const availableNames = (names, available) =>
  names.map((name) => packageAliases(name).find((alias) => available.has(alias)) ?? name)

/** @param {readonly string[]} packages */
export const installArgs = (packages) => [
  '-o',
  'DPkg::Lock::Timeout=120',
  'install',
  '-y',
  '--no-install-recommends',
  ...packages
]

/**
 * The command that installs the packages, for a person to paste.
 * @param {readonly string[]} packages
 */
export const installCommand = (packages) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`
