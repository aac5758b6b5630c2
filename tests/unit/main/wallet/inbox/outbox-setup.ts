import type { SendAnswer } from '../../../../../src/main/node-client/api'
import type { MessageId, Pubkey } from '../../../../../src/shared/domain/ids'
import type { Message } from '../../../../../src/shared/domain/message'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { sat, type Sat } from '../../../../../src/shared/money'
import { settle } from '../../../../support/fakes/fake-clock'
import { pubkeyOf } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'

export const MIRA = pubkeyOf('Mira')

const CAN_SEND = { ...NO_CAPABILITIES, sendMessage: true }

export const LOST: SendAnswer = {
  kind: 'unknown',
  code: 'connection-broke',
  text: 'closed',
  said: 'connection'
}

export function ready(given: Parameters<typeof openWallet>[0] = {}): OpenWallet {
  const wallet = openWallet(given)
  wallet.node.becomeReady(CAN_SEND)
  return wallet
}

export const draftId = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

interface Written {
  readonly draft?: number
  readonly to?: Pubkey
  readonly replyToId?: string
  readonly maxCostSat?: Sat
  readonly confirmed?: boolean
}

export function send({ session }: OpenWallet, text = 'Thursday suits me', written: Written = {}) {
  const { draft = 1, to = MIRA, replyToId, maxCostSat = sat(10n), confirmed = false } = written
  const sent = session.outbox.send({
    draftId: draftId(draft),
    pubkey: to,
    text,
    replyToId: replyToId as MessageId | undefined,
    maxCostSat,
    confirmed
  })
  if (sent instanceof Promise) throw new Error('sending waits for nothing')
  return sent
}

export async function answer({ node }: OpenWallet, answered: SendAnswer): Promise<void> {
  node.sends.at(-1)?.answer(answered)
  await settle()
}

export const thread = ({ session }: OpenWallet, pubkey = MIRA): readonly Message[] => {
  const found = session.inbox.thread({ pubkey, limit: 50, at: undefined })
  if (found instanceof Promise || !found.ok) throw new Error('no thread')
  return found.value.messages
}

export const ours = (wallet: OpenWallet): Message => {
  const message = thread(wallet)
    .filter(({ direction }) => direction === 'out')
    .at(-1)
  if (message === undefined) throw new Error('nothing of ours')
  return message
}
