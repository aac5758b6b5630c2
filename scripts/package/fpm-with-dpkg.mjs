#!/usr/bin/env node
// @ts-check
// Stands in for fpm where it cannot be downloaded: electron-builder calls it by CUSTOM_FPM_PATH with fpm's own
// arguments, and it makes the .deb with the system's dpkg-deb. So a package built on a closed network differs from
// a released one only in the tool that packs it.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { controlFile, parseFpmArgs } from './fpm-args.mjs'
import { filesBelow } from './walk.mjs'

const request = parseFpmArgs(process.argv.slice(2))
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

/** @param {string} file */
function md5(file) {
  return createHash('md5').update(readFileSync(file)).digest('hex')
}
