import type { Pubkey } from '../../../../../src/shared/domain/ids'
import { pubkeyOf } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'

export const MIRA = pubkeyOf('Mira')

export const JONAS = pubkeyOf('Jonas')

/** A wallet that is connected. */
export function ready(): OpenWallet {
  const wallet = openWallet()
  wallet.node.becomeReady()
  return wallet
}

/** The value of a call that succeeds synchronously. */
export function now<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false } | Promise<unknown>
): T {
  if (result instanceof Promise || !result.ok) throw new Error('no value')
  return result.value
}

export const thread = ({ session }: OpenWallet, pubkey: Pubkey = MIRA, limit = 50) =>
  now(session.inbox.thread({ pubkey, limit, at: undefined }))

export const texts = (wallet: OpenWallet, pubkey?: Pubkey) =>
  thread(wallet, pubkey).messages.map(({ text }) => text)

export const conversations = ({ session }: OpenWallet, query?: string) =>
  now(session.inbox.conversations({ limit: 50, before: undefined, query })).conversations
