import { describe, expect, it } from 'vitest'
import { INVOICE_ERROR_CODES } from '../../../../src/shared/bolt11'
import { amountErrorWords } from '../../../../src/shared/words/amount'
import {
  CONNECT_STEPS,
  connectFailureShort,
  connectFailureWords,
  failedStep
} from '../../../../src/shared/words/connection'
import { demoNodeWords } from '../../../../src/shared/words/demo-node'
import { createInvoiceWords, invoiceErrorWords } from '../../../../src/shared/words/invoice'
import { ipcErrorWords } from '../../../../src/shared/words/ipc'
import { payRefusalWords, payWarningWords } from '../../../../src/shared/words/pay'
import {
  checkProblemText,
  paymentFailureWords,
  paymentUnknownWords
} from '../../../../src/shared/words/payment'
import { notWritingWords } from '../../../../src/shared/words/records'
import { body, type Words } from '../../../../src/shared/words/words'

const context = { amount: '2,500 sats', payee: 'Ostkurier' }
const each = <Context>(
  record: Record<string, (context: Context) => Words>,
  about: Context
): [string, Words][] => Object.entries(record).map(([code, words]) => [code, words(about)])

const errors: [string, Words][] = [
  ...each(connectFailureWords, { address: '127.0.0.1:8881' }),
  ...each(payRefusalWords, context),
  ...each(paymentFailureWords, context),
  ...each(paymentUnknownWords, context),
  ...Object.entries(createInvoiceWords),
  ...Object.entries(ipcErrorWords),
  ['demo-node-failed', demoNodeWords],
  ['not-writing', notWritingWords]
]

describe.each(errors)('the words for %s', (_code, words) => {
  it('are a short title and whole sentences, without shouting', () => {
    expect(words.title).toMatch(/^\S.{3,70}[^.!?]$/u)
    expect(body(words)).toMatch(/^[A-Z“0-9a-z].*\.$/su)
    expect(words.title + body(words)).not.toMatch(/!|undefined/u)
  })

  it('say what it means for the money', () => {
    expect(words.money).toMatch(/\.$/u)
  })
})

it('never call an unknown outcome failed, and say how much to count as spent', () => {
  for (const [, words] of each(paymentUnknownWords, context)) {
    expect(words.title + body(words)).not.toMatch(/failed\b(?!\.)|not paid/iu)
    expect(body(words)).toContain('Count 2,500 sats as spent')
  }
})

it('promise that no money left only where that is certain', () => {
  for (const [, words] of each(paymentFailureWords, context))
    expect(words.money).toBe('No money left your wallet.')
})

it('name a step of the test for every way in which a connection fails', () => {
  for (const code of Object.keys(connectFailureWords) as (keyof typeof failedStep)[]) {
    expect(CONNECT_STEPS).toContain(failedStep[code].step)
    expect(connectFailureShort[code].length).toBeLessThan(30)
  }
})

it('end every sentence at a field with what to do or what is so', () => {
  const sentences = [
    ...INVOICE_ERROR_CODES.map((code) => invoiceErrorWords[code]),
    ...Object.values(amountErrorWords).flatMap((words) => [words('sats'), words('btc')])
  ]
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/u)
})

it('name sender and payee where they differ', () => {
  const words = payWarningWords['payee-not-sender']({
    ...context,
    sender: 'Mira',
    timeLeft: '',
    looksLike: '',
    hintedFee: ''
  })
  expect(words.text).toBe('Mira sent this invoice. The money goes to Ostkurier.')
})

it('tell why a check brought nothing new, be it the node or the wallet itself', () => {
  expect(checkProblemText('node-silent')).toBe('No answer from the node. Check again in a while.')
  expect(checkProblemText('internal')).toBe(
    'Something went wrong inside the wallet. The log folder in Settings says more.'
  )
})
