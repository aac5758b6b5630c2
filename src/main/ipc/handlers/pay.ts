import type { ContractCalls } from '../../../shared/ipc/contract'
import { ok } from '../../../shared/result'
import { withSession, type CurrentSession, type Served } from '../serve'

/** As long as a text that the page may send; more than any invoice with words around it. */
const MAX_TEXT = 100_000

export function payHandlers(
  current: CurrentSession,
  readClipboard: () => Promise<string>
): Served<ContractCalls['pay']> {
  return {
    inspect: withSession(current, ({ pay }, args) => pay.inspect(args)),
    inspectClipboard: withSession(current, async ({ pay }) => {
      const text = (await readClipboard()).slice(0, MAX_TEXT)
      const view = await pay.inspect({ text })
      return view.ok ? ok({ text, view: view.value }) : view
    }),
    send: withSession(current, ({ pay }, args) => pay.send(args)),
    checkAgain: withSession(current, ({ pay }, args) => pay.checkAgain(args)),
    get: withSession(current, ({ pay }, args) => pay.get(args))
  }
}
