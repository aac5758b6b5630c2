import type { ConnectFailureCode } from '../domain/connection'

/** The steps of a connection test, in their order. */
export const CONNECT_STEPS = ['address', 'tls', 'certificate', 'key', 'node'] as const
export type ConnectStep = (typeof CONNECT_STEPS)[number]

export const connectStepWords: Record<ConnectStep, string> = {
  address: 'Address answers',
  tls: 'TLS',
  certificate: 'Certificate trusted',
  key: 'API key',
  node: 'IMP node'
}

/** The step at which the test stopped, and the two words beside it. */
export const failedStep: Record<ConnectFailureCode, { readonly step: ConnectStep; readonly mark: string }> = {
  'bad-address': { step: 'address', mark: 'Not an address' },
  'name-not-found': { step: 'address', mark: 'Name not found' },
  'not-this-computer': { step: 'address', mark: 'Another computer' },
  refused: { step: 'address', mark: 'No answer' },
  'timed-out': { step: 'address', mark: 'No answer' },
  unreachable: { step: 'address', mark: 'Not reachable' },
  superseded: { step: 'node', mark: 'Not used' },
  lost: { step: 'node', mark: 'Connection lost' },
  'not-tls': { step: 'tls', mark: 'Not TLS' },
  'tls-required': { step: 'tls', mark: 'TLS required' },
  'certificate-untrusted': { step: 'certificate', mark: 'Not trusted' },
  'certificate-changed': { step: 'certificate', mark: 'Changed' },
  'certificate-expired': { step: 'certificate', mark: 'Expired' },
  'certificate-wrong-host': { step: 'certificate', mark: 'Another name' },
  'client-certificate-refused': { step: 'certificate', mark: 'Yours was refused' },
  'key-missing': { step: 'key', mark: 'Missing' },
  'key-refused': { step: 'key', mark: 'Refused' },
  'not-an-imp-node': { step: 'node', mark: 'Something else' },
  'wrong-node': { step: 'node', mark: 'Another node' },
  'lnd-unreachable': { step: 'node', mark: 'LND not reachable' },
  'lnd-locked': { step: 'node', mark: 'LND locked' },
  'lnd-starting': { step: 'node', mark: 'LND starting' },
  'lnd-behind-chain': { step: 'node', mark: 'LND catching up' },
  'lnd-certificate-changed': { step: 'certificate', mark: 'Changed' },
  'lnd-key-refused': { step: 'key', mark: 'Refused' },
  'lnd-key-missing': { step: 'key', mark: 'Missing' },
  'lnd-permission-missing': { step: 'key', mark: 'Allows too little' },
  'lnd-process-failed': { step: 'node', mark: 'Stopped' }
}
