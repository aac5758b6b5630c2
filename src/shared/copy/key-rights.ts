import type { GivenKey, KeyLimit, KeyRights, KeyScope, PairingRights } from '../domain/pairing'
import { LND_PERMISSIONS } from '../lnd-permissions'
import { capitalized } from './capitalized'
import type { UserMessage } from './user-message'

export interface RightWords {
  readonly words: string
  readonly hint?: string
}

const INFO: RightWords = { words: 'See the node’s name, block and balance' }
const RECEIVE: RightWords = {
  words: 'Create invoices and see which are paid',
  hint: 'Messages arrive the same way'
}
const PAY: RightWords = {
  words: 'Pay invoices and send messages',
  hint: 'This wallet keeps to your limits; LND itself sets none'
}
const LOOK_UP: RightWords = { words: 'Look up payments and estimate fees' }
const SIGN: RightWords = { words: 'Sign messages you write', hint: 'So that others know they are yours' }

const CHANNELS: RightWords = { words: 'Open or close channels' }
const ON_CHAIN: RightWords = { words: 'Send bitcoin on-chain' }
const OTHER_KEYS: RightWords = { words: 'Make other keys, or change or delete anything on the node' }

/** The rights of a key that the wallet made for itself. */
export const keyCan: Record<PairingRights, readonly RightWords[]> = {
  'pay-and-receive': [INFO, RECEIVE, PAY, LOOK_UP, SIGN],
  'receive-only': [INFO, RECEIVE]
}

/** What a key that the wallet made for itself cannot do. */
export const keyCannot: Record<PairingRights, readonly RightWords[]> = {
  'pay-and-receive': [CHANNELS, ON_CHAIN, OTHER_KEYS],
  'receive-only': [
    { words: 'Pay anything, not even a fee' },
    { words: 'Send messages, because each one is a payment' },
    CHANNELS,
    ON_CHAIN,
    OTHER_KEYS
  ]
}

export const pairingRightsWords: Record<PairingRights, string> = {
  'pay-and-receive': 'Pays and receives',
  'receive-only': 'Receives only'
}

const SCOPE_WORDS: Record<KeyScope, string> = {
  full: 'full rights',
  'pay-and-receive': 'can pay and receive',
  receive: 'can receive but not pay',
  read: 'reads only',
  'too-few': 'too few rights for this wallet'
}

const LIMIT_WORDS: Record<KeyLimit, string> = {
  expired: 'expired',
  time: 'limited in time',
  address: 'only from certain IP addresses',
  other: 'with other conditions'
}

/** A given key before it is checked: `Hidden, full rights, limited in time`. */
export function givenKeyLine({ scope, limits }: GivenKey): string {
  const rights = scope === undefined ? 'rights not known' : SCOPE_WORDS[scope]
  return ['Hidden', rights, ...limits.map((limit) => LIMIT_WORDS[limit])].join(', ')
}

/**
 * Below `givenKeyLine`: what to give instead if the check is expected to fail with this key, or else what the line is
 * worth.
 */
export function givenKeyHint({ scope, limits }: GivenKey): {
  readonly text: string
  readonly warns: boolean
} {
  if (limits.includes('expired'))
    return { text: 'LND will refuse it. Give a key that is still valid.', warns: true }
  if (scope === 'read' || scope === 'too-few')
    return { text: 'Give the admin key. The wallet keeps only the rights it needs.', warns: true }
  return {
    text:
      scope === undefined
        ? 'LND says at the check what it may do.'
        : 'As written in the key. LND decides at the check.',
    warns: false
  }
}

/** The words for a right of a given key. The wallet uses the right to make other keys only once. */
const RIGHT_WORDS = {
  info: { can: 'reads', cannot: 'read', asked: 'reading' },
  receive: { can: 'creates invoices', cannot: 'create invoices', asked: 'invoices' },
  pay: { can: 'pays', cannot: 'pay', asked: 'paying' },
  sign: { can: 'signs', cannot: 'sign', asked: 'signing' }
} as const
const RIGHTS = ['info', 'receive', 'pay', 'sign'] as const

/** What a given key allows, in a line: `Reads, creates invoices, pays, signs`. */
export function keyRightsLine(rights: KeyRights): string {
  return RIGHTS.some((right) => rights[right])
    ? sentence(answered(rights))
    : 'Allows nothing that the wallet needs'
}

/** The same while LND is asked: `Reads, creates invoices; asking about paying and signing`. */
export function rightsSoFarLine(answers: Partial<KeyRights>): string {
  const asked = RIGHTS.filter((right) => answers[right] === undefined)
  if (asked.length === RIGHTS.length) return 'Asking what this key may do'
  const words = list(
    asked.map((right) => RIGHT_WORDS[right].asked),
    'and'
  )
  return sentence([...answered(answers), ...(words === '' ? [] : [`asking about ${words}`])])
}

function answered(answers: Partial<KeyRights>): string[] {
  const can = RIGHTS.filter((right) => answers[right] === true).map((right) => RIGHT_WORDS[right].can)
  const cannot = RIGHTS.filter((right) => answers[right] === false).map((right) => RIGHT_WORDS[right].cannot)
  return [
    ...(can.length === 0 ? [] : [can.join(', ')]),
    ...(cannot.length === 0 ? [] : [`cannot ${list(cannot, 'or')}`])
  ]
}

/** `a, b and c`. */
const list = (words: readonly string[], last: 'and' | 'or'): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(` ${last} `)

const sentence = (parts: readonly string[]): string => capitalized(parts.join('; '))

/** Replaces the button that pays or sends while the node is connected to receive only. */
export const receiveOnlyMessage: Record<'pay' | 'write', UserMessage> = {
  pay: {
    title: 'This node is connected to receive only',
    what: 'The wallet’s key may not pay, so nobody can spend through this computer.',
    money: 'Nothing was sent.',
    next: 'Pair it again with a key that may pay, or switch to another node.'
  },
  write: {
    title: 'This node is connected to receive only',
    what: 'Every message is a payment, and the wallet’s key may not pay.',
    money: 'Messages still arrive.',
    next: 'To reply, pair it again with a key that may pay.'
  }
}

/** The same in one line, for an invoice in a conversation. */
export const RECEIVE_ONLY_TEXT = 'This node is connected to receive only.'

/** The command that revokes the key that the wallet made, and no other key. */
export const revokeCommand = (rootKeyId: string): string => `lncli deletemacaroonid ${rootKeyId}`

/** The command that makes, on the node, the key that the wallet needs for `rights`. LND prints the key as hex. */
export function bakeCommand(rights: PairingRights): string {
  return ['lncli bakemacaroon', ...LND_PERMISSIONS[rights].map((uri) => `uri:${uri}`)].join(' ')
}
