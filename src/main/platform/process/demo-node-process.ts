import { rm } from 'node:fs/promises'
import { utilityProcess, type UtilityProcess } from 'electron'
import * as v from 'valibot'
import { fail, ok, type Result } from '../../../shared/result'

/** Timeout for the start. Milliseconds. */
const READY_WITHIN_MS = 10_000
/** Timeout for the stop, during which the process writes its ledger. Milliseconds. */
const STOPPED_WITHIN_MS = 5_000

/** The message that the process posts once it listens. Any other message is a failure. */
const Ready = v.object({ event: v.literal('ready'), grpc: v.pipe(v.string(), v.minLength(1)) })

/** A free port of this computer, so that the demo node never takes the port of a real node. */
const FREE = '127.0.0.1:0'
const ARGUMENTS = ['--http', FREE, '--control', FREE]

type Started = Result<string, 'demo-node-failed'>

export interface DemoNodeOptions {
  /** The bundle that runs in the process. */
  readonly module: string
  /** The file that keeps the ledger between runs. */
  readonly stateFile: string
  /** Called when the process ended without `stop`. */
  readonly lost: () => void
}

/** Runs the demo node in a utility process. */
export class DemoNodeProcess {
  readonly #options: DemoNodeOptions
  #child: UtilityProcess | undefined
  #started: Promise<Started> | undefined
  /** The process that was started last, also while it is ending. */
  #last: { readonly child: UtilityProcess; readonly ended: Promise<void> } | undefined

  constructor(options: DemoNodeOptions) {
    this.#options = options
  }

  start(before: string | undefined): Promise<Started> {
    this.#started ??= this.#startAt(before)
    return this.#started
  }

  async #startAt(before: string | undefined): Promise<Started> {
    if (before !== undefined) {
      const started = await this.#fork(before)
      const stopped = this.#child === undefined
      if (started.ok || stopped) return started
    }
    const started = await this.#fork(FREE)
    if (!started.ok) this.#forget()
    return started
  }

  stop(): void {
    const child = this.#child
    this.#forget()
    child?.postMessage({ event: 'stop' })
  }

  /** Stops the process and erases its ledger, with the temporary file that the ledger is written to first. */
  async erase(): Promise<Result<undefined, 'erase-failed'>> {
    const { stateFile } = this.#options
    const last = this.#last
    this.stop()
    const timer = setTimeout(() => last?.child.kill(), STOPPED_WITHIN_MS)
    await last?.ended
    clearTimeout(timer)
    try {
      for (const file of [stateFile, `${stateFile}.next`]) await rm(file, { force: true })
      return ok(undefined)
    } catch {
      return fail('erase-failed')
    }
  }

  #forget(): void {
    this.#child = undefined
    this.#started = undefined
  }

  #fork(address: string): Promise<Started> {
    const { module, stateFile, lost } = this.#options
    const child = utilityProcess.fork(module, ['--grpc', address, ...ARGUMENTS, '--state', stateFile], {
      serviceName: 'IMP demo node',
      stdio: 'ignore'
    })
    this.#child = child
    this.#last = { child, ended: new Promise((resolve) => child.once('exit', () => resolve())) }
    return new Promise((resolve) => {
      let ready = false
      const failed = () => {
        clearTimeout(timer)
        child.kill()
        resolve(fail('demo-node-failed'))
      }
      const timer = setTimeout(failed, READY_WITHIN_MS)
      child.once('exit', () => {
        if (!ready) return failed()
        if (this.#child !== child) return
        this.#forget()
        lost()
      })
      child.once('message', (message: unknown) => {
        if (!v.is(Ready, message)) return failed()
        clearTimeout(timer)
        ready = true
        resolve(ok(message.grpc))
      })
    })
  }
}
