// @ts-check
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { log, runCommand } from './lib/command.mjs'
import { playwrightCounts, total, vitestCounts } from './lib/counts.mjs'
import { npmCommand, run } from './lib/process.mjs'

/**
 * @typedef {object} Step
 * @property {string} script the npm script that does it
 * @property {(report: unknown) => import('./lib/counts.mjs').Counts | undefined} [counts] for a step that tests
 */
/** @type {Step[]} */
const STEPS = [
  { script: 'lint' },
  { script: 'typecheck' },
  { script: 'test:unit', counts: vitestCounts },
  { script: 'test:contract', counts: vitestCounts },
  { script: 'test:e2e', counts: playwrightCounts }
]

/** Runs the steps in turn, stops at the first one that fails, and ends with a line with the sum of all tests. */
await runCommand(async () => {
  const reports = await mkdtemp(path.join(tmpdir(), 'imp-wallet-test-'))
  /** @type {{ ok: boolean, counts: import('./lib/counts.mjs').Counts | undefined }[]} */
  const done = []
  try {
    for (const step of STEPS) {
      log(`\n── ${step.script}`)
      const begin = performance.now()
      const result = await runStep(step, path.join(reports, `${done.length}.json`))
      done.push(result)
      log(
        `── ${step.script}: ${result.ok ? 'ok' : 'FAILED'} in ${((performance.now() - begin) / 1000).toFixed(1)} s`
      )
      if (!result.ok) break
    }
  } finally {
    await rm(reports, { recursive: true, force: true })
  }
  const { passed, failed } = total(done)
  log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})

/**
 * @param {Step} step
 * @param {string} reportFile
 */
async function runStep({ script, counts }, reportFile) {
  const [npm, ...npmArgs] = npmCommand()
  const code = await run(
    npm,
    [...npmArgs, 'run', '--silent', script, '--', ...reporters(counts, reportFile)],
    {
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile }
    }
  )
  if (counts === undefined) return { ok: code === 0, counts: undefined }
  const counted = counts(await readJson(reportFile))
  // A test step without a report proves nothing.
  return { ok: code === 0 && counted !== undefined, counts: counted }
}

/**
 * The usual output for people, and a report for counting.
 * @param {Step['counts']} counts
 * @param {string} reportFile
 */
function reporters(counts, reportFile) {
  switch (counts) {
    case vitestCounts:
      return ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
    case playwrightCounts:
      return ['--reporter=list,json']
    default:
      return []
  }
}

/** @param {string} file */
async function readJson(file) {
  try {
    return /** @type {unknown} */ (JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}
