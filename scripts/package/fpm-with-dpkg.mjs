#!/usr/bin/env node
// @ts-check Replaces fpm if fpm cannot be downloaded. electron-builder calls it through CUSTOM_FPM_PATH with fpm's
// arguments, and it makes the .deb with the system's dpkg-deb. A package built on a closed network therefore differs
// from a released one only in the tool that packs it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { isProgram } from '../lib/command.mjs'
import { filesBelow } from './check-app.mjs'

/** @param {DebRequest} request */
function makeDeb(request) {
  const root = mkdtempSync(path.join(tmpdir(), 'imp-wallet-deb-'))
  try {
    for (const { from, to } of request.files) {
      const target = path.join(root, to)
      mkdirSync(path.dirname(target), { recursive: true })
      cpSync(from, target, { recursive: true, verbatimSymlinks: true })
    }
    // Independent of the umask of this computer.
    execFileSync('chmod', ['-R', 'u=rwX,go=rX', root])

    const files = filesBelow(root)
    const installedKiB = files.reduce((sum, { size }) => sum + Math.ceil(size / 1024), 0)
    const sums = files.map(({ name }) => `${md5(path.join(root, name))}  ${name}\n`).join('')
    const debian = path.join(root, 'DEBIAN')
    mkdirSync(debian, { mode: 0o755 })
    writeFileSync(path.join(debian, 'control'), controlFile(request, installedKiB))
    writeFileSync(path.join(debian, 'md5sums'), sums)
    for (const [name, script] of Object.entries(request.scripts)) {
      writeFileSync(path.join(debian, name), readFileSync(script), { mode: 0o755 })
    }
    // Fast compression: a second instead of a minute. Such a package is for this computer and is never published.
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z3', '--build', root, request.target])
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** @param {string} file */
function md5(file) {
  return createHash('md5').update(readFileSync(file)).digest('hex')
}

/**
 * @typedef {object} DebRequest
 * @property {Record<string, string>} fields of the control file, except the description and the size
 * @property {string} description the first line is the synopsis
 * @property {Record<string, string>} scripts maintainer scripts, by their names in the archive
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
 * Parses the fpm arguments of electron-builder. Throws for any unknown argument, because ignoring it could make an
 * incomplete package.
 * @see https://fpm.readthedocs.io/en/latest/cli-reference.html
 * @param {readonly string[]} args
 * @returns {DebRequest}
 */
export function parseFpmArgs(args) {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  if (values.s !== 'dir' || values.t !== 'deb') {
    throw new Error(`Only a .deb from files can be made, not ${values.t} from ${values.s}.`)
  }
  /**
   * @param {'name' | 'version' | 'architecture' | 'maintainer' | 'description' | 'package' | 'after-install' |
   * 'after-remove'} option
   */
  const required = (option) => {
    const value = values[option]
    if (value === undefined) throw new Error(`A package needs --${option}.`)
    return value
  }
  return {
    fields: present({
      Package: required('name'),
      Version: required('version'),
      Architecture: required('architecture'),
      Maintainer: required('maintainer'),
      Section: values.category,
      Priority: values['deb-priority'],
      Homepage: values.url,
      Depends: values.depends?.join(', '),
      Recommends: values['deb-recommends']?.join(', ')
    }),
    description: required('description'),
    scripts: { postinst: required('after-install'), postrm: required('after-remove') },
    files: positionals.map(fromAndTo),
    target: required('package')
  }
}

/**
 * `from=to`. For a folder (`from/=to`) its content goes to `to`.
 * @param {string} pair
 */
function fromAndTo(pair) {
  const at = pair.lastIndexOf('=')
  if (at <= 0) throw new Error(`${pair} must be from=to.`)
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

if (isProgram(import.meta.url)) makeDeb(parseFpmArgs(process.argv.slice(2)))
