import type { ConnectionState } from '../../../src/shared/domain/connection'
import { NOW, savedNode } from '../../support/fixtures/samples'
import { sat } from '../../../src/shared/money'
import type { Scene, Scenes } from '../scene'

const chip = (connection: ConnectionState, state: Scene['state'] = {}): Scene => ({
  state: { connection, unread: 3, ...state },
  route: { screen: 'pay' },
  play: () => document.querySelector<HTMLElement>('nav button[aria-haspopup]')?.click()
})

export const scenes: Scenes = {
  'chip-ready': chip({ phase: 'ready', since: NOW - 1_200_000 }),
  'chip-connecting': chip({ phase: 'connecting', attempt: 1 }),
  'chip-reconnecting': chip({
    phase: 'backoff',
    attempt: 4,
    retryAt: NOW + 8000,
    failure: { code: 'refused' }
  }),
  'chip-plaintext': chip(
    { phase: 'ready', since: NOW - 1_200_000 },
    { node: savedNode({ address: 'mynode.lan:8881', security: { kind: 'plaintext' } }) }
  ),
  'chip-behind': chip(
    { phase: 'ready', since: NOW - 1_200_000 },
    {
      nodeFacts: {
        ...{ alias: 'alice', software: 'lnd 0.20.1-beta', syncedToChain: false },
        ...{ blockHeight: 911_748, newestBlockAt: NOW - 3 * 3_600_000 }
      }
    }
  ),
  'chip-other-nodes': chip(
    { phase: 'ready', since: NOW - 1_200_000 },
    {
      balanceSat: sat(1_240_500n),
      nodes: [
        savedNode(),
        savedNode({ id: 'n2', address: 'shop.example:8881' }),
        savedNode({ id: 'n3', demo: true })
      ]
    }
  ),
  'chip-key-refused': chip({ phase: 'blocked', failure: { code: 'key-refused' } }),
  'chip-needs-you': chip({
    phase: 'blocked',
    failure: {
      code: 'certificate-changed',
      fingerprint:
        '4F:1C:9A:E2:07:B8:33:5D:A1:6E:C4:90:2B:F7:58:DC:88:03:EF:41:7A:95:1D:B6:20:CE:69:F3:0A:54:BB:17',
      trustedFingerprint:
        '09:D3:6B:57:EA:21:F8:4C:93:7E:0D:B5:62:C8:1F:A4:36:EB:70:59:8A:14:CD:F2:47:3B:9E:60:D5:81:2C:AF'
    }
  })
}
