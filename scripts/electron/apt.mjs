// @ts-check

/**
 * Newer releases of Debian and Ubuntu renamed some packages in the move to 64-bit time.
 * @param {string} name
 */
export const spellings = (name) => [name, `${name}t64`]

/**
 * The packages that can really be installed, from the output of `apt-cache policy`.
 * A name that is unknown, or only provided by others, has no candidate.
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
 * @returns {string[]} as on this release; a name that is not available under any spelling stays as it is
 */
export const spellFor = (names, available) =>
  names.map((name) => spellings(name).find((spelling) => available.has(spelling)) ?? name)

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
 * What a person types to get the packages.
 * @param {readonly string[]} packages
 */
export const installCommand = (packages) =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`
