import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SecretValues } from '../../../../src/main/log/secret-values'
import { createFileLog } from '../../../../src/main/log/log'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'imp-log-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('the log', () => {
  it('writes one redacted line per event synchronously, into a folder that it creates', () => {
    const file = join(folder, 'logs', 'wallet.log')
    createFileLog(file).info('started', { version: '1.2.3', address: `"quoted"`, left: undefined })
    expect(readFileSync(file, 'utf8')).toMatch(/^\S+Z info started version=1\.2\.3 address=\[…\]\n$/u)
  })

  it('is readable by its owner only', () => {
    const file = join(folder, 'wallet.log')
    createFileLog(file).info('started')
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  it('keeps one file of a megabyte and the previous one', () => {
    const file = join(folder, 'wallet.log')
    writeFileSync(file, 'x'.repeat(1_000_001))
    createFileLog(file).warn('next')
    expect(statSync(`${file}.old`).size).toBe(1_000_001)
    expect(statSync(file).size).toBeLessThan(100)
  })

  it('does not fail if nothing can be written', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => createFileLog(join(folder, 'file', 'wallet.log')).error('x', new Error('y'))).not.toThrow()
  })

  it('starts a new file when the current one is full', () => {
    const file = join(folder, 'wallet.log')
    const log = createFileLog(file)
    writeFileSync(file, 'x'.repeat(999_990))
    for (const event of ['one', 'two']) log.info(event)
    expect(readFileSync(`${file}.old`, 'utf8')).toContain('info one')
    expect(readFileSync(file, 'utf8')).toContain('info two')
  })

  it('drops and counts the lines of a flood, and keeps other events', () => {
    const file = join(folder, 'wallet.log')
    let now = 0
    const log = createFileLog(file, new SecretValues(), () => now)
    log.info('started')
    for (let line = 0; line < 10_000; line += 1) log.warn('flood')
    log.info('stopped')
    now = 60_000
    log.warn('flood')
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(63)
    expect(lines[0]).toContain('started')
    expect(lines.at(-2)).toContain('stopped')
    expect(lines.at(-1)).toContain('flood dropped=9940')
  })
})
