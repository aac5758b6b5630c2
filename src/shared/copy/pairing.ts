import type { ChainLag, PairingProblem } from '../domain/pairing'
import { lagSentence } from './chain-lag'
import { offlineChannelsMessage, type OfflineChannels } from './offline-channels'
import type { UserMessage } from './user-message'

/** The values that the texts about a check contain. */
export interface PairingContext {
  /** `host:port` of the gRPC port that is checked. */
  readonly address: string
  /** The name of the saved node that is paired again, or else the host. */
  readonly name: string
  /** The LND that answered: its alias, or its short key. */
  readonly answering: string
  /** The short key of the LND that answered, if `answering` is its alias. Anybody can take any alias. */
  readonly answeringKey: string | undefined
  /** `host:port` of the SOCKS proxy that was entered. */
  readonly socks: string | undefined
  /** How far LND is behind the chain. */
  readonly lag: ChainLag
  readonly channels: OfflineChannels
}

/**
 * What is wrong at a step of the check. The key is sent only after the certificate was accepted, and the check pays
 * nothing, so all steps before that share one sentence about the money.
 */
export const pairingProblemMessage: Record<PairingProblem, (context: PairingContext) => UserMessage> = {
  'no-tor': ({ socks }) =>
    socks === undefined
      ? {
          title: 'No Tor found on this computer',
          what: 'An .onion address can only be reached through Tor, and nothing answers on ports 9050 and 9150.',
          money: 'Nothing was sent.',
          next: 'Start Tor or Tor Browser, or enter the SOCKS address.'
        }
      : {
          title: `No Tor found at ${socks}`,
          what: 'An .onion address can only be reached through Tor.',
          money: 'Nothing was sent.',
          next: 'Start Tor, or enter another SOCKS address.'
        },
  'name-not-found': ({ address }) => ({
    title: `There is no computer called ${hostOf(address)}`,
    money: 'Nothing was sent.',
    next: 'Check the spelling, and that this computer is on the same network as the node. Names ending in .local work only on the home network.'
  }),
  refused: ({ address }) => ({
    title: `Nothing answers at ${address}`,
    what: 'The computer is there, but no program listens on this port.',
    money: 'Nothing was sent.',
    next: 'Check that LND is running, and that the port is right. LND uses 10009 unless it was changed.'
  }),
  'timed-out': ({ address }) => ({
    title: `No answer from ${address}`,
    what: 'Something may be there, but it did not respond.',
    money: 'Nothing was sent.',
    next: 'Check the address, and any firewall or VPN in between.'
  }),
  unreachable: ({ address }) => ({
    title: `${hostOf(address)} cannot be reached`,
    money: 'Nothing was sent.',
    next: 'Check that this computer is online and on the right network or VPN.'
  }),
  'rest-port': ({ address }) => ({
    title: 'This is LND’s REST port',
    what: `${address} is for REST, but the wallet uses gRPC.`,
    money: 'Your key was not sent.',
    next: 'gRPC is usually on port 10009.'
  }),
  'not-lnd': ({ address }) => ({
    title: 'This is not LND',
    what: `Something answers at ${address}, but it is not LND.`,
    money: 'Your key was not sent.',
    next: 'Check the address and the port.'
  }),
  'not-tls': ({ address }) => ({
    title: `${address} is not encrypted`,
    what: 'LND always uses TLS, and what answers here does not.',
    money: 'Your key was not sent.',
    next: 'Check the port. If a proxy is in between, let it pass the encrypted connection through.'
  }),
  'certificate-mismatch': () => ({
    title: 'The certificate is not the one you gave',
    what: 'The details may be old, or someone may be intercepting the connection.',
    money: 'Your key was not sent.',
    next: 'Copy the details from your node again. Trust the certificate shown only if its fingerprint matches the one on your node.'
  }),
  'certificate-changed': ({ name }) => ({
    title: 'The certificate is not the one you trusted',
    what: `LND renews its own about every 14 months. It can also mean that someone is intercepting the connection to ${name}.`,
    money: 'Your key was not sent.',
    next: 'Compare the new fingerprint with the one on your node before you trust it.'
  }),
  'certificate-expired': () => ({
    title: 'The certificate has expired',
    money: 'Your key was not sent.',
    next: 'Restart LND: it renews its own certificate when it starts. If the certificate is still valid, check this computer’s clock.'
  }),
  'certificate-untrusted': ({ address }) => ({
    title: 'The certificate is not known',
    what: `You gave no certificate, and no public authority signed the one that ${hostOf(address)} shows. LND signs its own, so this is normal.`,
    money: 'Your key was not sent.',
    next: 'Add LND’s tls.cert, or compare the fingerprint with the one on your node and trust it.'
  }),
  'key-elsewhere': () => ({
    title: 'The key is for another address',
    what: 'The wallet has this key for another address, and the certificate shown here does not prove that this is the same LND.',
    money: 'Your key was not sent.',
    next: 'Give a key for this address: an lndconnect link or admin.macaroon.'
  }),
  locked: () => ({
    title: 'LND is waiting for its password',
    what: 'It is running, but it is locked.',
    money: 'Your money is safe and cannot move until you unlock it.',
    next: 'Unlock it. The check then continues by itself.'
  }),
  starting: () => ({
    title: 'LND is still starting',
    money: 'Your money is safe.',
    next: 'Wait a moment. The check continues by itself.'
  }),
  'key-refused': () => ({
    title: 'LND refused the key',
    what: 'The key belongs to another LND, or it was revoked.',
    money: 'Nothing was paid or changed.',
    next: 'Copy the connection details from your node again.'
  }),
  'key-too-weak': () => ({
    title: 'This key allows too little',
    what: 'The wallet must at least see the node’s name and channels, and create invoices. With LND’s invoice.macaroon it can only create invoices.',
    money: 'Nothing was paid or changed.',
    next: 'Give the admin key. The wallet keeps only the rights it needs.'
  }),
  'key-cannot-pay': () => ({
    title: 'This key can receive, but not pay',
    what: 'It reads and creates invoices.',
    money: 'Your money is out of its reach.',
    next: 'Use it to receive only, or give the admin key. The wallet keeps only the rights it needs.'
  }),
  'another-node': ({ name, answering, answeringKey, address }) => ({
    title: `This is not ${name}`,
    what: `${answering}${answeringKey === undefined ? '' : `, ${answeringKey},`} answered at ${address}.`,
    money: 'Nothing was changed, and your records stay with the right node.',
    next: 'Copy the details from the right node, or add this one as a new node.'
  }),
  'another-network': ({ name }) => ({
    title: 'This LND is on another network',
    what: `It is not on the network that ${name} was on before.`,
    money: 'Nothing was changed, and your records stay with the right node.',
    next: 'Copy the details from the right node, or add this one as a new node.'
  }),
  'unknown-network': () => ({
    title: 'The wallet does not know this LND’s network',
    what: 'It knows Bitcoin mainnet, testnet, signet and regtest.',
    money: 'Nothing was paid or changed.',
    next: 'Connect an LND on one of these networks.'
  }),
  'behind-chain': ({ lag }) => ({
    title: 'LND is still catching up',
    what: lagSentence(lag),
    money: 'Waiting costs no money. Until then nothing can be paid, and new invoices may not work.',
    next: 'Connect anyway, or wait until it has caught up.'
  }),
  'keysend-off': () => ({
    title: 'Keysend is off, so messages cannot reach you',
    what: 'Paying and invoices work.',
    money: 'LND refuses what people send you now, and they keep their money.',
    next: 'Switch keysend on, restart LND and check again.'
  }),
  'keysend-not-known': () => ({
    title: 'Messages may not arrive',
    what: 'People write to you by keysend, and LND accepts that only if it is switched on. LND does not say whether it is.',
    money: 'Payments and invoices work either way.',
    next: 'If the inbox stays empty, check this setting on your node.'
  }),
  'no-channels': () => ({
    title: 'LND has no open channel',
    what: 'Lightning payments go through channels.',
    money: 'Nothing can be paid or received until one is open.',
    next: 'Connect anyway, and open a channel on your node.'
  }),
  'channels-offline': ({ channels }) => offlineChannelsMessage(channels)
}

/** The host of `host:port`; an IPv6 address keeps its brackets. */
export function hostOf(address: string): string {
  return address.replace(/:\d+$/u, '')
}
