import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { DatabaseSync } from '@photostructure/sqlite'
import { onTestFinished } from 'vitest'
import type { PairingCheck, PairingStepId } from '../../../src/shared/domain/pairing'
import type { LndProcessAnswers, LndProcessMessage, LndProcessRequest } from '../../../src/shared/lnd-process'
import { LndProcess } from '../../../src/node/wallet-process/lnd-process'
import { removeFolder } from '../fixtures/temporary-folder'

type Kind = LndProcessRequest['kind']
type Terms<K extends Kind> = Omit<Extract<LndProcessRequest, { kind: K }>, 'id' | 'kind'>
type StatusEvent = Extract<LndProcessMessage, { event: 'status' }>

/** The LND node's process, used like main uses it: only through its message port. */
export class ProcessUnderTest {
  readonly checks: PairingCheck[] = []
  readonly statuses: StatusEvent[] = []
  readonly folder = mkdtempSync(join(tmpdir(), 'lnd-process-'))
  readonly #port
  readonly #waiting = new Map<number, (answer: unknown) => void>()
  readonly #listeners = new Set<() => void>()
  #id = 0
  ended = false

  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    const lndProcess = new LndProcess({
      post: (message) => port2.postMessage(message),
      openDatabase: (path) => new DatabaseSync(path),
      end: () => {
        this.ended = true
        this.#notify()
      }
    })
    port2.on('message', (data: unknown) => lndProcess.take(data))
    port1.on('message', (message: LndProcessMessage) => this.#take(message))
    onTestFinished(async () => {
      await lndProcess.stop()
      port1.close()
      removeFolder(this.folder)
    })
  }

  ask<K extends Kind>(kind: K, terms: Terms<K>): Promise<LndProcessAnswers[K]> {
    const id = ++this.#id
    return new Promise((resolve) => {
      this.#waiting.set(id, (answer) => resolve(answer as LndProcessAnswers[K]))
      this.#port.postMessage({ id, kind, ...terms })
    })
  }

  /** Resolves with the first defined result of `find`, which is called after each message. */
  until<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find()
        if (found === undefined) return
        this.#listeners.delete(look)
        resolve(found)
      }
      this.#listeners.add(look)
      look()
    })
  }

  #take(message: LndProcessMessage): void {
    switch (message.event) {
      case 'answer':
        this.#waiting.get(message.id)?.(message.answer)
        break
      case 'check':
        this.checks.push(message.check)
        break
      case 'status':
        this.statuses.push(message)
        break
      case 'ready':
    }
    this.#notify()
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}

export const stepOf = (check: PairingCheck, id: PairingStepId) => check.steps.find((step) => step.id === id)
