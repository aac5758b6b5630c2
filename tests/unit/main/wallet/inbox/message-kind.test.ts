import { describe, expect, it } from 'vitest'
import { classify } from '../../../../../src/main/wallet/inbox/message-kind'
import { makeInvoice } from '../../../../support/make-invoice'

describe('what a message is to a person', () => {
  it.each([
    'Hello',
    '',
    'ping',
    'lnbc is how an invoice begins',
    '{"order": 12, "note": "two zines"}',
    'He said: "come at eight", and "bring \\"the book\\""',
    'https://example.org/?q=%7B%22a%22%7D',
    'x'.repeat(5_000)
  ])('text: %s', (text) => {
    expect(classify(text, 'message')).toBe('text')
  })

  it('is an invoice with an invoice anywhere in it', () => {
    const { text } = makeInvoice()
    for (const message of [text, `Please pay\n${text}\nthanks`, text.toUpperCase(), `lightning:${text}`]) {
      expect(classify(message, 'message')).toBe('invoice')
    }
  })

  it('is text when the invoice in it is damaged', () => {
    expect(classify(makeInvoice().text.slice(0, -1), 'message')).toBe('text')
  })

  it.each([
    'rppacketcontent{"a":1}',
    '"rppacketcontent1234',
    'rppacketend',
    'keepalive',
    '"keep-alive"',
    'heartbeat',
    '{\\"from\\":\\"a\\"',
    '"{\\"type\\":\\"x\\"}"',
    '"[\\"a\\"]"',
    '\\"key\\":\\"value\\",'.repeat(60),
    '{"type":"offer","sdp":"v=0"}',
    '{"candidate":"candidate:1 1 UDP"}',
    '{"type":"PING"}'
  ])('machine chatter: %s', (text) => {
    expect(classify(text, 'message')).toBe('machine')
  })

  it.each(['vpn', 'socket', 'sign', 'federate', 'VPN'])(
    'everything of the service %s is machine chatter',
    (service) => {
      expect(classify('Hello', service)).toBe('machine')
      expect(classify(undefined, service)).toBe('machine')
    }
  )

  it('says nothing about a service it does not know', () => {
    expect(classify('Hello', 'something-new')).toBe('text')
  })

  it('is binary where the data is not UTF-8', () => {
    expect(classify(undefined, 'message')).toBe('binary')
  })

  it('takes no longer for a hostile text than its length allows', () => {
    const started = performance.now()
    for (const part of ['\\"', '"', '{', 'ln', 'lnbc1', ' ', '\n']) classify(part.repeat(200_000), 'message')
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
