// @ts-check
import { parseArgs } from 'node:util'

/**
 * @typedef {object} DebRequest
 * @property {Record<string, string>} fields of the control file, but for the description and the size
 * @property {string} description the first line is the synopsis
 * @property {Record<string, string>} scripts of the package's life, by their names in the archive
 * @property {{ from: string, to: string }[]} files
 * @property {string} target
 */

const TEXT = /** @type {const} */ ({ type: 'string' })
const OPTIONS = /** @type {const} */ ({
  s: { type: 'string', short: 's' },
  t: { type: 'string', short: 't' },
  force: { type: 'boolean' },
  depends: { type: 'string', short: 'd', multiple: true },
  'deb-recommends': { type: 'string', multiple: true },
  'deb-priority': TEXT,
  'deb-compression': TEXT,
  architecture: TEXT,
  'after-install': TEXT,
  'after-remove': TEXT,
  description: TEXT,
  version: TEXT,
  package: TEXT,
  name: TEXT,
  maintainer: TEXT,
  vendor: TEXT,
  url: TEXT,
  category: TEXT,
  license: TEXT
})

/**
 * Parses the fpm arguments of electron-builder. Throws for any unknown argument: a package that silently lacks
 * something is worse than none.
 * @see https://fpm.readthedocs.io/en/latest/cli-reference.html
 * @param {readonly string[]} args
 * @returns {DebRequest}
 */
export function parseFpmArgs(args) {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  if (values.s !== 'dir' || values.t !== 'deb') {
    throw new Error(`Only a .deb from files can be made, not ${values.t} from ${values.s}.`)
  }
  const { name, version, architecture, maintainer, description, package: target } = values
  const afterInstall = values['after-install']
  const afterRemove = values['after-remove']
  if (
    name === undefined ||
    version === undefined ||
    architecture === undefined ||
    maintainer === undefined ||
    description === undefined ||
    target === undefined ||
    afterInstall === undefined ||
    afterRemove === undefined
  ) {
    throw new Error(
      'A package needs a name, a version, an architecture, a maintainer, a description and its scripts.'
    )
  }
  return {
    fields: present({
      Package: name,
      Version: version,
      Architecture: architecture,
      Maintainer: maintainer,
      Section: values.category,
      Priority: values['deb-priority'],
      Homepage: values.url,
      Depends: values.depends?.join(', '),
      Recommends: values['deb-recommends']?.join(', ')
    }),
    description,
    scripts: { postinst: afterInstall, postrm: afterRemove },
    files: positionals.map(fromAndTo),
    target
  }
}

/**
 * `from=to`. For a folder (`from/=to`) its content goes to `to`.
 * @param {string} pair
 */
function fromAndTo(pair) {
  const at = pair.lastIndexOf('=')
  if (at <= 0) throw new Error(`${pair} does not say where the file is to go.`)
  return { from: pair.slice(0, at), to: pair.slice(at + 1) }
}

/**
 * @param {Record<string, string | undefined>} fields
 * @returns {Record<string, string>}
 */
const present = (fields) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  )

/**
 * @see https://www.debian.org/doc/debian-policy/ch-controlfields.html
 * @param {DebRequest} request
 * @param {number} installedKiB
 */
export function controlFile({ fields, description }, installedKiB) {
  const [synopsis = '', ...rest] = description.split('\n').map((line) => line.trim())
  const lines = Object.entries({ ...fields, 'Installed-Size': installedKiB, Description: synopsis }).map(
    ([key, value]) => `${key}: ${value}`
  )
  return [...lines, ...rest.map((line) => ` ${line === '' ? '.' : line}`), ''].join('\n')
}
