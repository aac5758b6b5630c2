import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { Plugin } from 'vite'
import type { Licence } from '../src/shared/domain/licence'

/** Licences that may be part of a wallet under the MIT licence. Read a new one before adding it here. */
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
 * Writes the licences of the packages in a bundle to `file`, so that the list shown by the wallet follows from the
 * build. Stops the build if a licence is not accepted.
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
          `Licences that are not accepted yet: ${refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`
        )
      }
      found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify(found))
    }
  }
}

/** The package folder of a module; undefined for our own and virtual modules. */
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
    // Some manifests have no licence field; then the licence text begins with its name.
    licence: textAt(manifest, 'license') || (/^(?:The )?(MIT) License/iu.exec(text)?.[1] ?? ''),
    text
  }
}

function textAt(manifest: unknown, key: string): string {
  if (typeof manifest !== 'object' || manifest === null || !(key in manifest)) return ''
  const value: unknown = Object.entries(manifest).find(([name]) => name === key)?.[1]
  return typeof value === 'string' ? value : ''
}

/** Of alternatives (OR) one must be accepted; of a combination (AND) all. */
export function isAccepted(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/u, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => ACCEPTED.has(name.trim())))
}
