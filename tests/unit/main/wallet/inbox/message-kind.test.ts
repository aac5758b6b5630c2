import { describe, expect, it } from 'vitest'
import { messageKind } from '../../../../../src/main/wallet/inbox/message-kind'
import { makeInvoice } from '../../../../support/fixtures/make-invoice'

describe('the kind of a message', () => {
  it.each([
    'Hello',
    '',
    'ping',
    'lnbc is how an invoice begins',
    '{"order": 12, "note": "two zines"}',
    'He said: "come at eight", and "bring \\"the book\\""',
    'https://example.org/?q=%7B%22a%22%7D',
    'x'.repeat(5_000)
  ])('is text: %s', (text) => {
    expect(messageKind(text, 'message')).toBe('text')
  })

  it('is invoice if the text contains an invoice anywhere', () => {
    const { text } = makeInvoice()
    for (const message of [text, `Please pay\n${text}\nthanks`, text.toUpperCase(), `lightning:${text}`]) {
      expect(messageKind(message, 'message')).toBe('invoice')
    }
  })

  it('is text if the invoice in it is damaged', () => {
    expect(messageKind(makeInvoice().text.slice(0, -1), 'message')).toBe('text')
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
  ])('is machine: %s', (text) => {
    expect(messageKind(text, 'message')).toBe('machine')
  })

  it.each(['vpn', 'socket', 'sign', 'federate', 'VPN'])(
    'is machine for everything of the service %s',
    (service) => {
      expect(messageKind('Hello', service)).toBe('machine')
      expect(messageKind(undefined, service)).toBe('machine')
    }
  )

  it('does not depend on an unknown service', () => {
    expect(messageKind('Hello', 'something-new')).toBe('text')
  })

  it('is binary if the data is not UTF-8', () => {
    expect(messageKind(undefined, 'message')).toBe('binary')
  })
})
