import { describe, expect, it } from 'vitest'
import { describeError } from '../../../../src/main/log/redact'
import { SecretValues } from '../../../../src/main/log/secret-values'

const MACAROON = '0201036c6e6402f801030a10c1d2e3f40506'
/** No pattern of the redaction finds it. */
const KEY = 'umbrella tree 17 of.the.old-garden'.replaceAll(' ', '.')

describe('a secret that this run holds', () => {
  it.each([
    ['as it is', KEY],
    ['in hex', MACAROON],
    ['in upper-case hex', MACAROON.toUpperCase()],
    ['in base64', Buffer.from(MACAROON, 'hex').toString('base64')],
    ['in base64url', Buffer.from(MACAROON, 'hex').toString('base64url')]
  ])('is hidden %s', (_form, printed) => {
    const secrets = new SecretValues()
    secrets.add(KEY)
    secrets.add(MACAROON)
    expect(secrets.redact(`call to x:1 with ${printed} failed`)).toBe('call to x:1 with […] failed')
  })

  it('is hidden if it came in a link or with other text', () => {
    const secrets = new SecretValues()
    secrets.add(`lndconnect://node.example:10009?cert=MIICabcdefghijklm&macaroon=AgEDbG5kAvgBAwoQ_x`)
    expect(secrets.redact('parsing "AgEDbG5kAvgBAwoQ_x" and MIICabcdefghijklm')).toBe('parsing "[…]" and […]')
  })

  it('is hidden in the message and the stack of an error', () => {
    const secrets = new SecretValues()
    secrets.add(KEY)
    const error = new Error(`cannot read ${KEY}`)
    error.stack = `Error\n    at ${KEY} (/x/${KEY}:1:2)`
    expect(describeError(error, secrets)).not.toContain(KEY)
  })

  it('costs nothing that ordinary words need', () => {
    const secrets = new SecretValues()
    secrets.add('a short text: lnd on mainnet')
    expect(secrets.redact('lnd on mainnet, a short text')).toBe('lnd on mainnet, a short text')
  })
})
