import type { ConnectionState } from '../../../src/shared/domain/connection'
import { NOW } from '../../support/samples'
import type { Scene, Scenes } from '../scene'

const chip = (connection: ConnectionState): Scene => ({
  state: { connection, unread: 3 },
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
  'chip-needs-you': chip({
    phase: 'blocked',
    failure: {
      code: 'certificate-changed',
      fingerprint:
        '4F:1C:9A:E2:07:B8:33:5D:A1:6E:C4:90:2B:F7:58:DC:88:03:EF:41:7A:95:1D:B6:20:CE:69:F3:0A:54:BB:17'
    }
  })
}
