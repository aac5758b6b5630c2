// @ts-check
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { capture, isProgram, log, npmCommand, run, runCommand } from './lib/command.mjs'

/** @typedef {{ passed: number, failed: number }} Counts */
/**
 * @typedef {object} Step
 * @property {string} script the npm script that does it
 * @property {(report: unknown) => Counts | undefined} [counts] for a step that tests
 */
/** @typedef {{ ok: boolean, counts: Counts | undefined }} Result */

/**
 * Stages run one after the other; the lanes of a stage run side by side, and the steps of a lane one after the other.
 * Lint keeps one core busy for as long as the other lane keeps the other. Contract tests wait for 40 % of their time,
 * which lint uses. E2e tests need both cores.
 * @type {Step[][][]}
 */
const STAGES = [
  [
    [{ script: 'lint' }],
    [
      { script: 'typecheck' },
      { script: 'test:contract', counts: vitestCounts },
      { script: 'test:page', counts: vitestCounts },
      { script: 'test:unit', counts: vitestCounts }
    ]
  ],
  [[{ script: 'test:e2e', counts: playwrightCounts }]]
]

/** Stops after the first stage that fails, and ends with a line with the sum of all tests. */
async function test() {
  const reports = await mkdtemp(path.join(tmpdir(), 'imp-wallet-test-'))
  /** @type {Result[]} */
  const done = []
  try {
    for (const stage of STAGES) {
      log(`\n── ${stage.flatMap((lane) => lane.map(({ script }) => script)).join(', ')} …`)
      const results = await Promise.all(stage.map((lane) => runLane(lane, reports, stage.length > 1)))
      done.push(...results.flat())
      if (results.flat().some(({ ok }) => !ok)) break
    }
  } finally {
    await rm(reports, { recursive: true, force: true })
  }
  const { passed, failed } = total(done)
  log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/**
 * Stops after the first step that fails.
 * @param {Step[]} lane
 * @param {string} reports a folder
 * @param {boolean} beside whether other lanes run at the same time
 * @returns {Promise<Result[]>}
 */
async function runLane(lane, reports, beside) {
  /** @type {Result[]} */
  const done = []
  for (const step of lane) {
    const result = await runStep(step, reports, beside)
    done.push(result)
    if (!result.ok) break
  }
  return done
}

/**
 * @param {Step} step
 * @param {string} reports a folder
 * @param {boolean} beside whether other steps run at the same time; its output is then shown at its end
 * @returns {Promise<Result>}
 */
async function runStep({ script, counts }, reports, beside) {
  const reportFile = path.join(reports, `${script.replace(':', '-')}.json`)
  const [npm, ...npmArgs] = npmCommand()
  const args = [...npmArgs, 'run', '--silent', script, '--', ...reporters(counts, reportFile)]
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile }
  const begin = performance.now()
  const code = beside ? await runAndShow(script, npm, args, env) : await run(npm, args, { env })
  const counted = counts?.(await readJson(reportFile))
  // A test step without a report proves nothing.
  const ok = code === 0 && (counts === undefined || counted !== undefined)
  log(`── ${script}: ${ok ? 'ok' : 'FAILED'} in ${((performance.now() - begin) / 1000).toFixed(1)} s`)
  return { ok, counts: counted }
}

/**
 * @param {string} script
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function runAndShow(script, command, args, env) {
  const { code, stdout, stderr } = await capture(command, args, { env })
  log(`\n── ${script}`)
  process.stdout.write(stdout)
  process.stderr.write(stderr)
  return code
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

/**
 * From the report of vitest's JSON reporter. Undefined when it is not one.
 * @param {unknown} report
 * @returns {Counts | undefined}
 */
export function vitestCounts(report) {
  const passed = numberAt(report, 'numPassedTests')
  const failed = numberAt(report, 'numFailedTests')
  return passed === undefined || failed === undefined ? undefined : { passed, failed }
}

/**
 * From the report of Playwright's JSON reporter. Undefined when it is not one. A flaky test counts as failed.
 * @param {unknown} report
 * @returns {Counts | undefined}
 */
export function playwrightCounts(report) {
  const stats = typeof report === 'object' && report !== null && 'stats' in report ? report.stats : undefined
  const passed = numberAt(stats, 'expected')
  const unexpected = numberAt(stats, 'unexpected')
  const flaky = numberAt(stats, 'flaky')
  if (passed === undefined || unexpected === undefined || flaky === undefined) return undefined
  return { passed, failed: unexpected + flaky }
}

/**
 * The sum of all steps. A step that failed without a failed test (lint, types, a file that does not load) counts as one
 * failure, so that a failed run never reports "0 failed".
 * @param {readonly { ok: boolean, counts: Counts | undefined }[]} steps
 * @returns {Counts}
 */
export function total(steps) {
  let passed = 0
  let failed = 0
  for (const { ok, counts } of steps) {
    passed += counts?.passed ?? 0
    failed += Math.max(counts?.failed ?? 0, ok ? 0 : 1)
  }
  return { passed, failed }
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function numberAt(value, name) {
  if (typeof value !== 'object' || value === null) return undefined
  const found = /** @type {Record<string, unknown>} */ (value)[name]
  return typeof found === 'number' ? found : undefined
}

if (isProgram(import.meta.url)) await runCommand(test)
