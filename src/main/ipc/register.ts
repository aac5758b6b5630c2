import type { IpcMain } from 'electron'
import { calls, type ContractCalls } from '../../shared/ipc/contract'
import { channelOf } from '../../shared/ipc/spec'
import { fail } from '../../shared/result'
import type { Log } from '../log/log'
import { answer, type Callee } from './answer'
import type { PageOrigin } from '../page-origin'
import { isTrustedSender } from './sender-check'
import type { AllServed } from './with-session'

export interface RegisterDeps {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  readonly page: PageOrigin
  readonly log: Log
}

/** Registers a handler for every call of the contract. Only the wallet's own page may call them. */
export function registerHandlers(
  handlers: AllServed<ContractCalls>,
  { ipcMain, page, log }: RegisterDeps
): void {
  const table: Readonly<Record<string, Readonly<Record<string, Callee<never>['handle']>>>> = handlers
  for (const [noun, specs] of Object.entries(calls)) {
    for (const [action, spec] of Object.entries<{ readonly args: unknown }>(specs)) {
      const handle = table[noun]?.[action]
      if (handle === undefined) throw new Error(`no handler for ${noun}.${action}`)
      // Schema and handler have the same name in two objects; the types of the function ensure that they match.
      const callee = { args: spec.args, handle } as Callee<never>
      ipcMain.handle(channelOf(noun, action), (event, sent: unknown) => {
        if (!isTrustedSender(event.senderFrame, page)) {
          log.warn('ipc-refused', { call: `${noun}.${action}` })
          return fail('forbidden')
        }
        return answer(callee, sent, (error) =>
          log.error('ipc-handler-failed', error, { call: `${noun}.${action}` })
        )
      })
    }
  }
}
