import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { Plugin } from 'vite'
import type { Licence } from '../src/shared/domain/licence'

/** What may ship inside of a wallet under the MIT licence. A new one is read before it is added here. */
const ACCEPTED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'Python-2.0'
])
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)/iu
const MODULES = `${sep}node_modules${sep}`

/**
 * Writes the licences of the packages whose modules are in a bundle to `file`, so that the list that the wallet shows
 * follows from the build itself. Stops the build for a licence that is not in the list of accepted ones.
 */
export function licences(file: string): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle() {
      const folders = [...this.getModuleIds()].flatMap((id) => packageFolder(id) ?? [])
      const found = [...new Set(folders)].map(licenceOf)
      const refused = found.filter(({ licence }) => !isAccepted(licence))
      if (refused.length > 0) {
        this.error(
          `Licences to look at: ${refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`
        )
      }
      found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify(found))
    }
  }
}

/** The folder of the package that a module belongs to; undefined for our own and for virtual modules. */
export function packageFolder(id: string): string | undefined {
  const path = id
    .replace(/^\0/u, '')
    .replace(/[?#].*$/u, '')
    .split('/')
    .join(sep)
  const at = path.lastIndexOf(MODULES)
  if (at < 0) return undefined
  const [first = '', second = ''] = path.slice(at + MODULES.length).split(sep)
  const folder = join(path.slice(0, at + MODULES.length), first.startsWith('@') ? join(first, second) : first)
  return existsSync(join(folder, 'package.json')) ? folder : undefined
}

function licenceOf(folder: string): Licence {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const text = readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim())
    .join('\n\n')
  return {
    name: textAt(manifest, 'name'),
    version: textAt(manifest, 'version'),
    // Some manifests forget it; the text itself begins with its name then.
    licence: textAt(manifest, 'license') || (/^(?:The )?(MIT) License/iu.exec(text)?.[1] ?? ''),
    text
  }
}

function textAt(manifest: unknown, key: string): string {
  if (typeof manifest !== 'object' || manifest === null || !(key in manifest)) return ''
  const value: unknown = Object.entries(manifest).find(([name]) => name === key)?.[1]
  return typeof value === 'string' ? value : ''
}

/** Of alternatives one is enough; of several that hold together each is needed. */
export function isAccepted(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/u, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => ACCEPTED.has(name.trim())))
}
