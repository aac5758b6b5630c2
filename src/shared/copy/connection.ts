import type { ConnectFailureCode } from '../domain/connection'
import type { ChainLag } from '../domain/pairing'
import type { Capabilities, Security } from '../domain/node'
import { lagSentence } from './chain-lag'
import type { UserMessage } from './user-message'

/** The values that the texts about a failed attempt contain. */
export interface ConnectContext {
  readonly address: string
  /** The name of the node, for a sentence. */
  readonly name: string
  /** How far LND is behind the chain, if that is why. */
  readonly lag?: ChainLag | undefined
}

/** Why the wallet could not connect. Connecting pays nothing, so the money is never at stake here. */
export const connectFailureMessage: Record<ConnectFailureCode, (context: ConnectContext) => UserMessage> = {
  'bad-address': ({ address }) => ({
    title: 'This is not a node address',
    what: address === '' ? 'The field is empty.' : `The wallet cannot read “${address}”.`,
    money: 'Nothing was sent.',
    next: 'Enter a host and port, for example 127.0.0.1:8881, or unix:/path/to/socket.'
  }),
  'name-not-found': ({ address }) => ({
    title: `There is no computer called ${address}`,
    money: 'Nothing was sent.',
    next: 'Check the spelling, and that your network or VPN is up.'
  }),
  'not-this-computer': ({ address }) => ({
    title: `${address} leads to another computer`,
    what: 'The name should mean this computer, but the system resolves it to another one.',
    money: 'Nothing was sent.',
    next: 'Enter 127.0.0.1 and the port instead.'
  }),
  refused: ({ address }) => ({
    title: `Nothing answers at ${address}`,
    money: 'Nothing was sent.',
    next: 'The node may not be running, or it listens on another port. Start it, or check the address.'
  }),
  'timed-out': ({ address }) => ({
    title: `No answer from ${address}`,
    what: 'Something may be there, but it did not respond.',
    money: 'Nothing was sent.',
    next: 'Check the address, and any firewall or tunnel in between.'
  }),
  'not-tls': () => ({
    title: 'The node does not use TLS',
    what: 'It answered in plain text, so the wallet stopped.',
    money: 'Nothing was sent.',
    next: 'If the node is on this computer, choose “This computer”.'
  }),
  'tls-required': () => ({
    title: 'The node requires TLS',
    what: 'It refused an unencrypted connection.',
    money: 'Nothing was sent.',
    next: 'Choose “TLS”, or “TLS with a certificate” if the node signed its own certificate.'
  }),
  'certificate-untrusted': ({ address }) => ({
    title: 'The certificate is not trusted',
    what: `${address} answered with a certificate that no public authority signed.`,
    money: 'Nothing was sent.',
    next: 'Compare its fingerprint with the one on your node.'
  }),
  'certificate-changed': ({ address }) => ({
    title: 'The certificate changed',
    what: `${address} shows a different certificate from the one you trusted. The node may have renewed it, or someone may be intercepting the connection.`,
    money: 'Nothing was sent.',
    next: 'Compare the new fingerprint with the one on your node before you trust it.'
  }),
  'certificate-expired': () => ({
    title: 'The certificate has expired',
    money: 'Nothing was sent.',
    next: 'Renew it on the node. If it is still valid, check this computer’s clock.'
  }),
  'certificate-wrong-host': ({ address }) => ({
    title: 'The certificate is for another name',
    what: `It does not name ${address}.`,
    money: 'Nothing was sent.',
    next: 'Use the name in the certificate, or compare and trust its fingerprint.'
  }),
  'client-certificate-refused': () => ({
    title: 'The node requires a client certificate',
    what: 'It did not accept this wallet’s certificate, or the wallet has none.',
    money: 'Nothing was sent.',
    next: 'Add the certificate and key that the node’s operator made for this wallet.'
  }),
  'key-missing': () => ({
    title: 'The node requires an API key',
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
    next: 'Port 10009 is usually LND’s own. An IMP node usually listens on 8881.'
  }),
  'wrong-node': ({ address }) => ({
    title: 'This is a different node',
    what: `The node at ${address} has a different key or network from the one you first connected to.`,
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
    next: 'Check the network. The wallet keeps trying.'
  }),
  superseded: ({ address }) => ({
    title: 'You chose another node in the meantime',
    what: `${address} answered, but the wallet does not use it.`,
    money: 'Nothing was sent.',
    next: 'Connect again if you want to use this one.'
  }),
  'lnd-unreachable': ({ address, name }) => ({
    title: `${name} does not answer`,
    what: `The wallet cannot reach it at ${address}.`,
    money: 'Your money is not affected.',
    next: 'Check that LND is running and that the network is up. The wallet keeps trying.'
  }),
  'lnd-locked': ({ name }) => ({
    title: `${name} is locked`,
    what: 'LND is running and waiting for its password.',
    money: 'Your money is not affected. Nothing can be paid or received until it is unlocked.',
    next: 'Unlock it with “lncli unlock” or in your node’s own interface. The wallet then connects by itself.'
  }),
  'lnd-starting': ({ name }) => ({
    title: `${name} is starting`,
    money: 'Your money is not affected.',
    next: 'Wait a moment. The wallet connects by itself when LND is ready.'
  }),
  'lnd-behind-chain': ({ name, lag = {} }) => ({
    title: `${name} is behind the blockchain`,
    what: lagSentence(lag),
    money: 'Your money is not affected. Nothing can be paid until LND has caught up.',
    next: 'Wait until it has caught up. If that takes hours, check your Bitcoin node.'
  }),
  'lnd-certificate-changed': ({ address, name }) => ({
    title: `${name} shows a new certificate`,
    what: `${address} shows a different certificate from the one you trusted. LND renews its own about every 14 months, or someone may be intercepting the connection.`,
    money: 'Nothing was sent, and no payment can leave until you decide.',
    next: 'Compare the new fingerprint with the one on your node before you trust the new certificate.'
  }),
  'lnd-key-refused': ({ name }) => ({
    title: `${name} refused the wallet’s key`,
    what: 'The key (macaroon) was revoked, or LND was set up again.',
    money: 'Your money is not affected. Your records stay.',
    next: 'Pair this LND again. The wallet then makes a new key.'
  }),
  'lnd-key-missing': ({ name }) => ({
    title: `The wallet no longer has the key to ${name}`,
    what: 'The system’s keychain did not return it, or there is no keychain that the wallet can trust with it.',
    money: 'Your money is not affected. Your records stay.',
    next: 'Unlock the keychain and retry, or pair this LND again.'
  }),
  'lnd-permission-missing': () => ({
    title: 'The wallet’s key allows too little',
    what: 'LND accepted the key (macaroon) but refused something that the wallet needs.',
    money: 'Nothing was paid.',
    next: 'Pair this LND again. The wallet then makes a new key.'
  }),
  'lnd-process-failed': ({ name }) => ({
    title: `The connection to ${name} is being restarted`,
    what: 'The part of the wallet that talks to LND stopped.',
    money: 'Your money is not affected. The wallet asks LND about payments that were under way.',
    next: 'The wallet restarts it by itself.'
  })
}

/** How the connection to a saved node is secured, in the list of saved nodes. */
export const securityMessage: Record<Security['kind'], string> = {
  loopback: 'This computer',
  tls: 'TLS',
  'tls-certificate': 'TLS with a certificate you gave',
  'tls-pinned': 'TLS with a certificate you trusted',
  plaintext: 'Unencrypted'
}

/** What some nodes can do beyond paying, creating invoices and receiving messages. */
export const capabilityMessage: Record<Exclude<keyof Capabilities, 'limitsMessageFees'>, string> = {
  sendMessage: 'Send messages',
  getChannels: 'Report its approximate balance',
  listPayments: 'List its payments',
  listInvoices: 'List its first invoices',
  extension: 'Report fees, outcomes and paid invoices at once'
}

/** Shown while the wallet reconnects by itself. */
export const RECONNECTING_TEXT = 'Messages sent to you meanwhile may not arrive. Your money is not affected.'

/** The failure in two or three words, for the connection status, the tray and Settings. */
export const connectFailureShort: Record<ConnectFailureCode, string> = {
  'bad-address': 'address cannot be used',
  'name-not-found': 'name not found',
  'not-this-computer': 'leads to another computer',
  refused: 'nothing answers',
  'timed-out': 'no answer',
  'not-tls': 'does not use TLS',
  'tls-required': 'requires TLS',
  'certificate-untrusted': 'certificate not trusted',
  'certificate-changed': 'certificate changed',
  'certificate-expired': 'certificate expired',
  'certificate-wrong-host': 'certificate for another name',
  'client-certificate-refused': 'client certificate refused',
  'key-missing': 'API key missing',
  'key-refused': 'API key refused',
  'not-an-imp-node': 'not an IMP node',
  'wrong-node': 'another node answered',
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
