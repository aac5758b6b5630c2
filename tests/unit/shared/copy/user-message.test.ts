import { describe, expect, it } from 'vitest'
import { INVOICE_ERROR_CODES } from '../../../../src/shared/domain/invoice-error'
import { amountErrorMessage } from '../../../../src/shared/copy/amount'
import { connectFailureShort, connectFailureMessage } from '../../../../src/shared/copy/connection'
import { CONNECT_STEPS, failedStep } from '../../../../src/shared/copy/connect-steps'
import { demoNodeMessage } from '../../../../src/shared/copy/demo-node'
import { createInvoiceMessage, invoiceErrorMessage } from '../../../../src/shared/copy/invoice'
import { ipcErrorMessage } from '../../../../src/shared/copy/ipc'
import { detailsImageMessage, lndDetailsFailureMessage } from '../../../../src/shared/copy/lnd-details'
import { pairingProblemMessage } from '../../../../src/shared/copy/pairing'
import { pairingFailureMessage } from '../../../../src/shared/copy/pairing-failure'
import { payRefusalMessage } from '../../../../src/shared/copy/pay'
import { payWarningMessage } from '../../../../src/shared/copy/pay-warning'
import {
  checkProblemText,
  paymentFailureMessage,
  paymentUnknownMessage
} from '../../../../src/shared/copy/payment'
import { settingsProblemMessage } from '../../../../src/shared/copy/settings'
import { storageUnavailableWords } from '../../../../src/shared/copy/records'
import { body, type UserMessage } from '../../../../src/shared/copy/user-message'

const context = { amount: '2,500 sats', payee: 'Ostkurier' }
const each = <Context>(
  record: Record<string, (context: Context) => UserMessage>,
  about: Context
): [string, UserMessage][] => Object.entries(record).map(([code, words]) => [code, words(about)])

const errors: [string, UserMessage][] = [
  ...each(connectFailureMessage, { address: '127.0.0.1:8881', name: 'kitchen' }),
  ...each(payRefusalMessage, context),
  ...each(paymentFailureMessage, context),
  ...each(paymentUnknownMessage, context),
  ...Object.entries(createInvoiceMessage),
  ...Object.entries(ipcErrorMessage),
  ...Object.entries(settingsProblemMessage),
  ...each(pairingProblemMessage, {
    address: 'umbrel.local:10009',
    name: 'kitchen',
    answering: 'alice',
    answeringKey: '02c4…91be',
    socks: undefined,
    lag: {},
    channels: { open: 3, active: 2, offline: '5 sats', offlinePeer: undefined }
  }),
  ...Object.entries(pairingFailureMessage),
  ...Object.entries(lndDetailsFailureMessage),
  ...Object.entries(detailsImageMessage),
  ['demo-node-failed', demoNodeMessage],
  ['not-writing', storageUnavailableWords]
]

describe.each(errors)('the message %s', (_code, words) => {
  it('has a short title and whole sentences without exclamation marks', () => {
    expect(words.title).toMatch(/^\S.{3,70}[^.!?]$/u)
    expect(body(words)).toMatch(/^[A-Z“0-9a-z].*\.$/su)
    expect(words.title + body(words)).not.toMatch(/!|undefined/u)
  })

  it('says what it means for the money', () => {
    expect(words.money).toMatch(/\.$/u)
  })
})

it('The message about an unknown outcome never says failed, and says how much to count as spent', () => {
  for (const [, words] of each(paymentUnknownMessage, context)) {
    expect(words.title + body(words)).not.toMatch(/failed\b(?!\.)|not paid/iu)
    expect(body(words)).toContain('Count 2,500 sats as spent')
  }
})

it('A message promises that no money left only if that is certain', () => {
  for (const [, words] of each(paymentFailureMessage, context))
    expect(words.money).toBe('No money left your wallet.')
})

it('The message of every connection failure names a step of the test', () => {
  for (const code of Object.keys(connectFailureMessage) as (keyof typeof failedStep)[]) {
    expect(CONNECT_STEPS).toContain(failedStep[code].step)
    expect(connectFailureShort[code].length).toBeLessThan(30)
  }
})

it('Every sentence at a field says what to do or what is the case', () => {
  const sentences = [
    ...INVOICE_ERROR_CODES.map((code) => invoiceErrorMessage[code]),
    ...Object.values(amountErrorMessage).flatMap((words) => [words('sats'), words('btc')])
  ]
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/u)
})

it('A warning about sender and payee names both if they differ', () => {
  const words = payWarningMessage['payee-not-sender']({
    ...context,
    sender: 'Mira',
    timeLeft: '',
    looksLike: '',
    hintedFee: ''
  })
  expect(words.text).toBe('Mira sent this invoice. The money goes to Ostkurier.')
})

it('The message of a failed check says whether the node or the wallet brought no result', () => {
  expect(checkProblemText('node-silent')).toBe('No answer from the node. Check again in a while.')
  expect(checkProblemText('internal')).toBe(
    'Something went wrong inside the wallet. The log folder in Settings has the details.'
  )
})
