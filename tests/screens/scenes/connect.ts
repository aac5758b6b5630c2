import type { ConnectFailure } from '../../../src/shared/domain/connection'
import { ok } from '../../../src/shared/result'
import type { Scene, Scenes } from '../scene'

const firstRun = { node: undefined, connection: { phase: 'idle' as const } }

function failing(failure: ConnectFailure, security?: string, address = 'mynode.lan:8881'): Scene {
  return {
    state: firstRun,
    route: { screen: 'inbox' },
    answers: { connection: { connect: () => ok({ kind: 'failed', failure }) } },
    play: async ({ click, fill }) => {
      await click('Enter an address')
      await fill('Node address', address)
      if (security !== undefined) {
        document.querySelector<HTMLInputElement>(`input[value="${security}"]`)?.click()
      }
      await click('Connect')
    }
  }
}

export const scenes: Scenes = {
  'connect-client-certificate': failing({ code: 'client-certificate-refused' }, 'tls'),
  connect: { state: firstRun, route: { screen: 'inbox' }, play: ({ click }) => click('Enter an address') },
  'connect-bad-address': failing({ code: 'bad-address' }, undefined, 'my node'),
  'connect-no-answer': failing({ code: 'refused' }, undefined, '127.0.0.1:8881'),
  'connect-not-tls': failing({ code: 'not-tls' }, 'tls'),
  'connect-untrusted': failing(
    {
      code: 'certificate-untrusted',
      fingerprint:
        '4F:1C:9A:E2:07:B8:33:5D:A1:6E:C4:90:2B:F7:58:DC:88:03:EF:41:7A:95:1D:B6:20:CE:69:F3:0A:54:BB:17'
    },
    'certificate'
  ),
  'connect-key-refused': failing({ code: 'key-refused' }, 'tls'),
  'connect-not-imp': failing({ code: 'not-an-imp-node' }, 'tls'),
  'connect-plaintext': {
    state: firstRun,
    route: { screen: 'inbox' },
    play: async ({ click }) => {
      await click('Enter an address')
      document.querySelector<HTMLInputElement>('input[value="plaintext"]')?.click()
    }
  }
}
