import {
  isLndFailure,
  type LndFailure,
  type MessageProgress,
  type Outgoing,
  type PartFailure,
  type SendFailureCode,
  type SendRefusal,
  type SendUnknownCode,
  type StoppedParts
} from '../domain/outgoing'
import { BYTES_PER_SAT } from '../message-cost'
import { OTHER_CONTENT } from '../nothing-sent'
import { anotherQuestionOpen } from './consent'
import type { UserMessage } from './user-message'

/** Why the wallet refuses to send a message, before anything reached the node. */
export const sendRefusalMessage: Record<SendRefusal, UserMessage> = {
  'nothing-written': {
    title: 'There is nothing to send',
    money: 'Nothing was spent.',
    next: 'Write something first.'
  },
  'too-long': {
    title: 'This is longer than a node can send',
    money: 'Nothing was spent.',
    next: 'Shorten it, or send it in parts.'
  },
  'no-recipient': {
    title: 'You cannot write to this sender',
    what: 'Their messages do not include a key that your node can send to.',
    money: 'Nothing was spent.',
    next: 'Reach them some other way.'
  },
  'node-cannot-send': {
    title: 'Your node does not send messages',
    money: 'Nothing was spent.',
    next: 'A newer version of the node may support it.'
  },
  'costs-more': {
    title: 'Sending costs more than was shown',
    money: 'Nothing was spent.',
    next: 'Check the cost again, then send.'
  },
  'needs-confirmation': {
    title: 'This is above a spending limit',
    money: 'Nothing was spent.',
    next: 'Confirm that you want to send it.'
  },
  'another-question-open': anotherQuestionOpen,
  'already-sending': {
    title: 'This message is on its way',
    money: 'It was not sent a second time.',
    next: 'Wait for the outcome. It appears here.'
  },
  'already-sent': {
    title: 'This message was sent',
    money: 'It was not sent a second time.',
    next: ''
  },
  'sends-all-again': {
    title: 'This node would send all of it again',
    money: 'Nothing was spent.',
    next: 'Connect to the node that sent the first parts, or write a new message.'
  },
  'other-node': {
    title: 'Another node is active now',
    what: 'When you clicked, the window still showed the node before.',
    money: 'Nothing was sent.',
    next: 'Check which node sends it, then try again.'
  },
  'outcome-unknown': {
    title: 'It is not known whether it arrived',
    money: 'It was not sent a second time.',
    next: 'Send it again only if it may arrive twice.'
  },
  'not-connected': {
    title: 'Not connected to your node',
    money: 'Nothing was spent.',
    next: 'Send it when you are connected again. What you wrote stays here.'
  },
  'store-failed': {
    title: 'The message could not be saved',
    what: 'The wallet sends nothing that it cannot save first.',
    money: 'Nothing was spent.',
    next: 'Check that the disk is not full, then try again.'
  }
}

/** What the person does about an LND that the node cannot use. */
const lndAdvice: Record<LndFailure, string> = {
  'lnd-unavailable': 'Try again when LND is ready.',
  'lnd-certificate-changed':
    'Compare its new certificate before you trust it. If you paired this LND, the connection status at the lower left leads there.',
  'lnd-key-refused': 'Pair this LND again, or give your node a new macaroon.'
}

const sendFailureMessage: Record<SendFailureCode, string> = {
  'lnd-unavailable': `LND was not available. Nothing was spent. ${lndAdvice['lnd-unavailable']}`,
  'lnd-certificate-changed': `LND shows another certificate than the one that was trusted. Nothing was spent. ${lndAdvice['lnd-certificate-changed']}`,
  'lnd-key-refused': `LND refused the key (macaroon). Nothing was spent. ${lndAdvice['lnd-key-refused']}`,
  'no-route':
    'The node found no route to this person within its largest fee. Nothing was spent. Try again in a minute.',
  'too-little-balance':
    'Your node’s channels hold too little to send it. Nothing was spent. Add funds to your node’s channels, or shorten the message.',
  'refused-by-node': 'The node refused it. Nothing was spent. Read its answer under Details, then try again.',
  'may-not-pay':
    'Your node is not allowed to make payments, which messages need. Nothing was spent. Give it a macaroon that may pay.',
  'not-sent':
    'The connection was down before it could leave. Nothing was spent. Send it again when the wallet is connected.',
  'key-refused': 'The node refused the API key. Nothing was spent. Enter the key again in Settings.'
}

/** Why a message was not sent, and what helps. */
export function sendFailureText({
  failure = 'refused-by-node',
  nodeText,
  feeLimitMsat
}: Pick<Outgoing, 'failure' | 'nodeText' | 'feeLimitMsat'>): string {
  if (nodeText === OTHER_CONTENT) {
    return 'Your node knows this message with another content, so it refuses it each time. Nothing was spent. Copy the text into a new message.'
  }
  // The node kept the person's largest fee, so a larger one may help.
  return failure === 'no-route' && feeLimitMsat !== undefined
    ? 'The node found no route to this person within your largest fee. Nothing was spent. Try again in a minute, or accept a larger fee in Settings.'
    : sendFailureMessage[failure]
}

/** Why a part of a message was not sent, in the list of its parts. */
export const partFailureText: Record<PartFailure, string> = {
  TIMEOUT: 'took too long',
  NO_ROUTE: 'no route',
  ERROR: 'failed',
  INCORRECT_PAYMENT_DETAILS: 'refused by the recipient',
  INSUFFICIENT_BALANCE: 'too little balance',
  CANCELED: 'canceled',
  'lnd-unavailable': 'LND was not available',
  'lnd-certificate-changed': 'LND’s certificate changed',
  'lnd-key-refused': 'LND refused the key'
}

/** What to do before the rest of the message is sent, if it stopped for this reason. Empty: nothing in particular. */
export function partFailureAdvice(reason: PartFailure): string {
  return isLndFailure(reason) ? lndAdvice[reason] : ''
}

/** A message with an unknown outcome. Never called failed. */
export const sendUnknownMessage: Record<SendUnknownCode, string> = {
  deadline: 'The node did not answer in time, so it may have arrived.',
  'connection-broke': 'The connection broke after it left, so it may have arrived.',
  'wallet-stopped': 'The wallet stopped while it was on its way, so it may have arrived.',
  'answer-unreadable': 'The wallet could not read the node’s answer, so the message may have arrived.',
  'node-unclear': 'The node’s answer says neither sent nor failed, so the message may have arrived.',
  'part-failed': 'A part of it was not sent. The parts before it arrived.'
}

/** The part that is being sent, after the word *Sending*. */
export function partInProgress({ parts, arrived }: MessageProgress): string {
  return `part ${Math.min(arrived + 1, parts)} of ${parts}`
}

/** Where a message in several parts stopped. */
export function stoppedText({ failed, total }: StoppedParts): string {
  const before =
    failed === 1
      ? 'Nothing of it arrived.'
      : failed === 2
        ? 'Part 1 arrived and is paid.'
        : `${partsText(1, failed - 1)} arrived and are paid.`
  const rest =
    failed === total
      ? `Nothing was spent on part ${failed}.`
      : `Nothing was spent on ${partsText(failed, total).toLowerCase()}.`
  return `${before} ${rest}`
}

function partsText(from: number, to: number): string {
  return `Parts ${from} ${to === from + 1 ? 'and' : 'to'} ${to}`
}

/** In the last row of its parts, if the node does not report their fees. */
export const PART_FEES_UNKNOWN = 'plus network fees, which the node did not report'

const restFailureMessage: Record<SendFailureCode, string> = {
  'lnd-unavailable': `LND was not available. ${lndAdvice['lnd-unavailable']}`,
  'lnd-certificate-changed': `LND shows another certificate than the one that was trusted. ${lndAdvice['lnd-certificate-changed']}`,
  'lnd-key-refused': `LND refused the key (macaroon). ${lndAdvice['lnd-key-refused']}`,
  'no-route': 'the node found no route within its largest fee. Try again in a minute.',
  'too-little-balance': 'your node’s channels hold too little. Add funds to them, then send the rest.',
  'refused-by-node': 'the node refused it. Try again later.',
  'may-not-pay': 'your node is not allowed to make payments. Give it a macaroon that may pay.',
  'not-sent': 'the connection was down. Send the rest when the wallet is connected.',
  'key-refused': 'the node refused the API key. Enter the key again in Settings.'
}

/** Why the latest try to send the rest of a message sent nothing. */
export function restFailureText(code: SendFailureCode): string {
  return `The latest try sent nothing: ${restFailureMessage[code]}`
}

/** Of a message whose rest the person does not want to send. */
export function leftAloneText({ failed, total }: StoppedParts): string {
  return `${failed - 1} of ${total} parts arrived`
}

/** The wallet could not write that decision. */
export const LEAVE_FAILED = 'Not saved. The message stays as it was.'

/** Shown beside the button that completes such a message. */
export const SEND_REST_TEXT =
  'Your node does not send again what arrived, unless it lost its own records since then.'

/** Shown when the node took the message but does not report whether it left or arrived. */
export const HANDED_OVER = {
  title: 'Handed to your node',
  text: 'This node does not report whether the message left or arrived. It may have cost about this much.'
}

/** Shown beside the button that sends a message with an unknown outcome again. */
export function resendText({ nodeText }: Pick<Outgoing, 'nodeText'>): string {
  return nodeText === OTHER_CONTENT
    ? 'Your node refuses to send it again, because it knows it with another content. If you copy the text into a new message, it may arrive twice, and you pay twice.'
    : 'If you send it again, it may arrive twice, and you pay twice.'
}

/**
 * Below the text field: the size of the message, beside what fits in one payment or with the number of payments it is
 * sent in. `parts` is undefined for a DID, because it is not known how a node splits that. `size` is `bytes` in words.
 */
export function messageSizeText(bytes: number, parts: number | undefined, size: string): string {
  if (parts === undefined) return size
  if (parts === 1) return `${bytes} of ${BYTES_PER_SAT} bytes`
  return `${size} in ${parts} parts, each a payment with its own fee`
}
