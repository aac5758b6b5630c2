import { expect, it } from 'vitest'
import { nodeLine } from '../../../../src/shared/copy/node-name'
import type { LndProfile } from '../../../../src/shared/domain/pairing'
import { savedLnd } from '../../../support/fixtures/sample-pairing'
import { savedNode } from '../../../support/fixtures/samples'

const line = (lnd: Partial<LndProfile>) => nodeLine(savedLnd('k1', lnd))

it('says below the name of a node where it is and what its key allows', () => {
  expect(line({ lndAddress: 'umbrel.local:10009' })).toBe('LND, Bitcoin mainnet, umbrel.local')
  expect(line({ rights: 'receive-only' })).toMatch(/^LND, Bitcoin mainnet, receive only, /u)
  expect(nodeLine(savedNode({ security: { kind: 'tls' } }))).toBe('TLS')
  expect(nodeLine(savedNode({ demo: true }))).toBe('On this computer, play money')
})

it('leaves out only the usual port, because another one tells two nodes apart', () => {
  expect(line({ lndAddress: '127.0.0.1:10010' })).toBe('LND, Bitcoin mainnet, 127.0.0.1:10010')
  expect(line({ lndAddress: '[::1]:10009' })).toBe('LND, Bitcoin mainnet, [::1]')
})

it('shortens an onion address to what fits in a row', () => {
  const onion = '7hq2kx4tqv2mvnd7zjw3pbqt5n6r4yqk5l3xgk2p7a2fxx3qhzn6v4ad.onion'
  expect(line({ lndAddress: `${onion}:10009` })).toBe('LND over Tor, Bitcoin mainnet, 7hq2…v4ad.onion')
  expect(line({ lndAddress: `${onion}:8080` })).toBe('LND over Tor, Bitcoin mainnet, 7hq2…v4ad.onion:8080')
})
