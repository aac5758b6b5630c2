import type { ConnectFailureCode, ConnectionState } from '../domain/connection'
import type { Capabilities, Security } from '../domain/node'
import type { UserMessage } from './user-message'

/** What the failing attempt was about. */
export interface ConnectContext {
  readonly address: string
}

/** Why a connection did not come about. Nothing is paid by connecting, so the money is never at stake here. */
export const connectFailureMessage: Record<ConnectFailureCode, (context: ConnectContext) => UserMessage> = {
  'bad-address': ({ address }) => ({
    title: 'This is not a node address',
    what: address === '' ? 'The field is empty.' : `“${address}” cannot be read as one.`,
    money: 'Nothing was sent.',
    next: 'Write host and port, for example 127.0.0.1:8881, or unix:/path/to/socket.'
  }),
  'name-not-found': ({ address }) => ({
    title: `There is no computer called ${address}`,
    money: 'Nothing was sent.',
    next: 'Check the spelling, or whether the network or VPN you reach it through is up.'
  }),
  'not-this-computer': ({ address }) => ({
    title: `${address} leads to another computer`,
    what: 'The name stands for this computer, but the system found it elsewhere.',
    money: 'Nothing was sent.',
    next: 'Write 127.0.0.1 and the port instead.'
  }),
  refused: ({ address }) => ({
    title: `Nothing answers at ${address}`,
    money: 'Nothing was sent.',
    next: 'The node may not be running, or listens elsewhere: start it, or check the address.'
  }),
  'timed-out': ({ address }) => ({
    title: `No answer from ${address}`,
    what: 'Something may be there, but it stayed silent.',
    money: 'Nothing was sent.',
    next: 'Check the address, and whether a firewall or a tunnel stands in between.'
  }),
  'not-tls': () => ({
    title: 'The node does not speak TLS',
    what: 'It answered in plain text, so the wallet stopped.',
    money: 'Nothing was sent.',
    next: 'If the node is on this computer, choose “This computer”.'
  }),
  'tls-required': () => ({
    title: 'The node wants TLS',
    what: 'It refused an unencrypted connection.',
    money: 'Nothing was sent.',
    next: 'Choose “TLS”, or “TLS with a certificate” if it signed its own.'
  }),
  'certificate-untrusted': ({ address }) => ({
    title: 'The certificate is not trusted',
    what: `${address} answered with a certificate that no public authority signed.`,
    money: 'Nothing was sent.',
    next: 'Compare this with the fingerprint on your node.'
  }),
  'certificate-changed': ({ address }) => ({
    title: 'The certificate changed',
    what: `${address} shows another certificate than the one you trusted. You may have renewed it, or somebody stands in between.`,
    money: 'Nothing was sent.',
    next: 'Compare the new fingerprint with the one on your node before you trust it.'
  }),
  'certificate-expired': () => ({
    title: 'The certificate has expired',
    money: 'Nothing was sent.',
    next: 'Renew it on the node. If it is still valid, check the clock of this computer.'
  }),
  'certificate-wrong-host': ({ address }) => ({
    title: 'The certificate is for another name',
    what: `It does not name ${address}.`,
    money: 'Nothing was sent.',
    next: 'Use the name in the certificate, or compare and trust its fingerprint.'
  }),
  'client-certificate-refused': () => ({
    title: 'The node wants to know this wallet’s certificate',
    what: 'It asked for a client certificate and did not accept what the wallet showed, or that it showed none.',
    money: 'Nothing was sent.',
    next: 'Give the certificate and key that the node’s operator made for this wallet.'
  }),
  'key-missing': () => ({
    title: 'The node asks for an API key',
    money: 'The address is right, and nothing was paid.',
    next: 'Copy the key from your node’s settings into the field “API key”.'
  }),
  'key-refused': () => ({
    title: 'The node refused the API key',
    money: 'The address is right, and nothing was paid.',
    next: 'Copy the key again from your node’s settings.'
  }),
  'not-an-imp-node': () => ({
    title: 'This is not an IMP node',
    what: 'Something answered, but it does not speak IMP.',
    money: 'Nothing was paid.',
    next: 'Port 10009 is usually LND’s own; the IMP node listens on 8881.'
  }),
  'wrong-node': ({ address }) => ({
    title: 'This is another node than before',
    what: `What answers at ${address} signs with another key or is on another network than the node you connected first.`,
    money: 'Payments and invoices are stopped, so none can go to the wrong place.',
    next: 'Check the tunnel or the address. If you changed the node on purpose, forget it in Settings, erase its records and connect again.'
  }),
  lost: ({ address }) => ({
    title: 'The connection was lost',
    what: `${address} stopped answering.`,
    money: 'Your money is not affected.',
    next: 'The wallet reconnects by itself.'
  }),
  unreachable: ({ address }) => ({
    title: `${address} cannot be reached`,
    money: 'Your money is not affected.',
    next: 'Check the network; the wallet keeps trying.'
  }),
  superseded: ({ address }) => ({
    title: 'You chose another node meanwhile',
    what: `${address} answered, but it was not taken into use.`,
    money: 'Nothing was sent.',
    next: 'Connect again if you want to use this one.'
  }),
  'lnd-unreachable': ({ address }) => ({
    title: 'Your LND does not answer',
    what: `The wallet cannot reach it at ${address}.`,
    money: 'Your money is not affected.',
    next: 'Check that LND runs and that the network is up. The wallet keeps trying.'
  }),
  'lnd-locked': () => ({
    title: 'Your LND is locked',
    what: 'It was started and waits for its password.',
    money: 'Your money is not affected. Nothing can be paid or received until it is unlocked.',
    next: 'Unlock it with “lncli unlock” or in your node’s own interface. The wallet connects by itself then.'
  }),
  'lnd-starting': () => ({
    title: 'Your LND is starting',
    money: 'Your money is not affected.',
    next: 'Wait a moment. The wallet connects by itself when LND is ready.'
  }),
  'lnd-behind-chain': () => ({
    title: 'Your LND is not in step with the blockchain',
    what: 'It still reads blocks that it missed.',
    money: 'Your money is not affected. Nothing can be paid until LND has caught up.',
    next: 'Wait for it. If this lasts for hours, look at your Bitcoin node.'
  }),
  'lnd-certificate-changed': ({ address }) => ({
    title: 'Your LND shows another certificate',
    what: `${address} shows another certificate than the one you trusted. LND renews its own about every 14 months, or somebody stands in between.`,
    money: 'Nothing was sent.',
    next: 'Compare the new fingerprint with the one on your node before you trust the new certificate.'
  }),
  'lnd-key-refused': () => ({
    title: 'Your LND refused the wallet’s key',
    what: 'The key (macaroon) was revoked, or LND was set up anew.',
    money: 'Your money is not affected. Your records stay.',
    next: 'Pair this LND again: the wallet makes a new key.'
  }),
  'lnd-key-missing': () => ({
    title: 'The wallet no longer has the key to your LND',
    what: 'The system’s keychain did not give it, or there is no keychain that the wallet can trust to keep it.',
    money: 'Your money is not affected. Your records stay.',
    next: 'Unlock the keychain and retry, or pair this LND again.'
  }),
  'lnd-permission-missing': () => ({
    title: 'The wallet’s key does not allow enough',
    what: 'LND accepted the key (macaroon) but refused something that the wallet needs.',
    money: 'Nothing was paid.',
    next: 'Pair this LND again: the wallet makes a new key.'
  }),
  'lnd-process-failed': () => ({
    title: 'The connection to your LND is being restarted',
    what: 'The part of the wallet that speaks to LND stopped.',
    money: 'Your money is not affected. The wallet asks LND about payments that were under way.',
    next: 'The wallet restarts it by itself.'
  })
}

/** How a node is spoken to, in the list of the saved ones. */
export const securityMessage: Record<Security['kind'], string> = {
  loopback: 'This computer',
  tls: 'TLS',
  'tls-certificate': 'TLS with a certificate you gave',
  'tls-pinned': 'TLS with a certificate you trusted',
  plaintext: 'Unencrypted'
}

/** What nodes offer beyond paying, receiving and messages that arrive. */
export const capabilityMessage: Record<keyof Capabilities, string> = {
  sendMessage: 'Send messages',
  getChannels: 'Say about how much can be spent',
  listPayments: 'Report the payments in its list',
  listInvoices: 'List its first invoices',
  extension: 'Tell fees, outcomes and paid invoices at once'
}

/** While the wallet tries again by itself. */
export const RECONNECTING_TEXT = 'Messages sent now may be missing later. Your money is not affected.'

/** The same in two or three words, for the connection chip. */
export const connectFailureShort: Record<ConnectFailureCode, string> = {
  'bad-address': 'address not usable',
  'name-not-found': 'name not found',
  'not-this-computer': 'another computer',
  refused: 'nothing answers',
  'timed-out': 'no answer',
  'not-tls': 'no TLS there',
  'tls-required': 'TLS required',
  'certificate-untrusted': 'certificate not trusted',
  'certificate-changed': 'certificate changed',
  'certificate-expired': 'certificate expired',
  'certificate-wrong-host': 'certificate of another name',
  'client-certificate-refused': 'client certificate refused',
  'key-missing': 'API key missing',
  'key-refused': 'API key refused',
  'not-an-imp-node': 'not an IMP node',
  'wrong-node': 'another node',
  lost: 'connection lost',
  unreachable: 'cannot be reached',
  superseded: 'another node was chosen',
  'lnd-unreachable': 'LND does not answer',
  'lnd-locked': 'LND is locked',
  'lnd-starting': 'LND is starting',
  'lnd-behind-chain': 'LND is catching up',
  'lnd-certificate-changed': 'certificate changed',
  'lnd-key-refused': 'key refused',
  'lnd-key-missing': 'key missing',
  'lnd-permission-missing': 'key allows too little',
  'lnd-process-failed': 'restarting'
}

/** The one word for a connection, the same everywhere: chip, tray, settings. */
export function connectionWord(phase: ConnectionState['phase']): string {
  switch (phase) {
    case 'idle':
      return 'Not connected'
    case 'connecting':
    case 'syncing':
      return 'Connecting'
    case 'ready':
      return 'Connected'
    case 'backoff':
      return 'Reconnecting'
    case 'blocked':
      return 'Action needed'
  }
}
