import type {
  PairingCheck,
  PairingFindings,
  PairingProblem,
  PairingStep,
  PairingStepId
} from '../../../shared/domain/pairing'

/** The progress of a check. Reports every change. */
export class CheckProgress {
  readonly #tell: (check: PairingCheck) => void
  #steps: readonly PairingStep[]
  #findings: PairingFindings = {}
  #running = true
  #retryAt: number | undefined

  constructor(steps: readonly PairingStepId[], tell: (check: PairingCheck) => void) {
    this.#steps = steps.map((id) => ({ id, state: 'waiting' }))
    this.#tell = tell
  }

  get check(): PairingCheck {
    return {
      running: this.#running,
      steps: this.#steps,
      findings: this.#findings,
      ...(this.#retryAt === undefined ? {} : { retryAt: this.#retryAt })
    }
  }

  begin(id: PairingStepId, detail?: string): void {
    this.#retryAt = undefined
    this.#set(id, { state: 'running' }, detail)
  }

  wait(id: PairingStepId): void {
    this.#set(id, { state: 'waiting' }, undefined)
  }

  done(id: PairingStepId, detail?: string): void {
    this.#retryAt = undefined
    this.#set(id, { state: 'done' }, detail)
  }

  /** `detail` replaces the words for the problem beside the step, so only a detail that says what is wrong belongs there. */
  fail(id: PairingStepId, problem: PairingProblem, detail?: string): void {
    this.#set(id, { state: 'failed', problem }, detail)
  }

  warn(id: PairingStepId, problem: PairingProblem, detail?: string): void {
    this.#set(id, { state: 'warning', problem }, detail)
  }

  notKnown(id: PairingStepId, problem?: PairingProblem, detail?: string): void {
    this.#set(id, { state: 'not-known', ...(problem === undefined ? {} : { problem }) }, detail)
  }

  learn(findings: PairingFindings): void {
    this.#findings = { ...this.#findings, ...findings }
    this.#tell(this.check)
  }

  /** Sets when LND is asked again, in milliseconds since 1970. */
  retryAt(time: number): void {
    this.#retryAt = time
    this.#tell(this.check)
  }

  /** Sets a running step back to waiting. */
  end({ retryAt }: { readonly retryAt?: number } = {}): PairingCheck {
    this.#running = false
    this.#retryAt = retryAt
    this.#steps = this.#steps.map((step) =>
      step.state === 'running' ? { id: step.id, state: 'waiting' } : step
    )
    this.#tell(this.check)
    return this.check
  }

  #set(id: PairingStepId, step: Omit<PairingStep, 'id' | 'detail'>, detail: string | undefined): void {
    const next: PairingStep = { id, ...step, ...(detail === undefined ? {} : { detail }) }
    this.#steps = this.#steps.map((one) => (one.id === id ? next : one))
    this.#tell(this.check)
  }
}
