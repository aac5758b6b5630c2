import type { ContractCalls } from '../../../shared/ipc/contract'
import { MAX_INPUT_LENGTH } from '../../../shared/pay-input/limits'
import { ok } from '../../../shared/result'
import { withSession, type CurrentSession, type Served } from '../serve'

export function payHandlers(
  current: CurrentSession,
  readClipboard: () => Promise<string>
): Served<ContractCalls['pay']> {
  return {
    inspect: withSession(current, ({ pay }, args) => pay.inspect(args)),
    inspectClipboard: withSession(current, async ({ pay }) => {
      const text = (await readClipboard()).slice(0, MAX_INPUT_LENGTH)
      const view = await pay.inspect({ text })
      return view.ok ? ok({ text, view: view.value }) : view
    }),
    send: withSession(current, ({ pay }, args) => pay.send(args)),
    checkAgain: withSession(current, ({ pay }, args) => pay.checkAgain(args)),
    get: withSession(current, ({ pay }, args) => pay.get(args))
  }
}
