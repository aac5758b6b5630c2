import type { PairingFailure, PairingProblem } from '../domain/pairing'
import type { UserMessage } from './user-message'

/** What the check is about, as far as it is known. */
export interface PairingContext {
  /** `host:port` of the gRPC port that is checked. */
  readonly address: string
  /** The saved node that is paired again, or the host. */
  readonly name: string
  /** The LND that answered: its alias, or its short key. */
  readonly answering: string
  /** Words for how far LND is behind: `1,204 blocks`. Undefined: not known. */
  readonly behind: string | undefined
}

/**
 * What is wrong at a step of the check. LND gets the key only after its certificate was accepted, and the check pays
 * nothing, so the sentence about the money is the same up to there.
 */
export const pairingProblemMessage: Record<PairingProblem, (context: PairingContext) => UserMessage> = {
  'no-tor': () => ({
    title: 'No Tor found on this computer',
    what: 'An .onion address can only be reached through Tor, and ports 9050 and 9150 are silent.',
    money: 'Nothing was sent.',
    next: 'Start Tor or Tor Browser, or enter the SOCKS address.'
  }),
  'name-not-found': ({ address }) => ({
    title: `There is no computer called ${hostOf(address)}`,
    money: 'Nothing was sent.',
    next: 'Check the spelling, and whether this computer is in the same network as the node. Names ending in .local work in the home network only.'
  }),
  refused: ({ address }) => ({
    title: `Nothing answers at ${address}`,
    what: 'The computer is there, but no program listens on this port.',
    money: 'Nothing was sent.',
    next: 'Check that LND is running, and that the port is right. LND uses 10009 unless it was changed.'
  }),
  'timed-out': ({ address }) => ({
    title: `No answer from ${address}`,
    what: 'Something may be there, but it stayed silent.',
    money: 'Nothing was sent.',
    next: 'Check the address, and whether a firewall or a VPN is in between.'
  }),
  unreachable: ({ address }) => ({
    title: `${hostOf(address)} cannot be reached`,
    money: 'Nothing was sent.',
    next: 'Check that this computer is online and in the right network or VPN.'
  }),
  'rest-port': ({ address }) => ({
    title: 'This is LND’s REST port',
    what: `${address} answers as REST, but the wallet speaks gRPC.`,
    money: 'Your key was not sent.',
    next: 'gRPC is usually on port 10009.'
  }),
  'not-lnd': ({ address }) => ({
    title: 'This is not LND',
    what: `Something answers at ${address}, but not as LND does.`,
    money: 'Your key was not sent.',
    next: 'Check the address and the port.'
  }),
  'not-tls': ({ address }) => ({
    title: `${address} does not encrypt`,
    what: 'LND always speaks TLS; what answers here does not.',
    money: 'Your key was not sent.',
    next: 'Check the port. If a proxy is in between, let it pass the encrypted connection through.'
  }),
  'certificate-mismatch': () => ({
    title: 'The certificate is not the one you gave',
    what: 'The details may be old, or someone is between you and your node.',
    money: 'Your key was not sent.',
    next: 'Copy the details from your node again. Trust the shown certificate only if its fingerprint matches the one on your node.'
  }),
  'certificate-changed': ({ name }) => ({
    title: 'The certificate is not the one you trusted',
    what: `LND renews its own about every 14 months. It can also mean that someone is between you and ${name}.`,
    money: 'Your key was not sent.',
    next: 'Compare the new fingerprint with the one on your node before you trust it.'
  }),
  'certificate-expired': () => ({
    title: 'The certificate has expired',
    money: 'Your key was not sent.',
    next: 'Restart LND; it renews its own certificate at the start. If the certificate is still valid, check the clock of this computer.'
  }),
  'certificate-untrusted': ({ address }) => ({
    title: 'The certificate is not known',
    what: `You gave no certificate, and no public authority signed the one that ${hostOf(address)} shows. LND signs its own, so this is normal.`,
    money: 'Your key was not sent.',
    next: 'Add LND’s tls.cert, or compare the fingerprint with the one on your node and trust it.'
  }),
  locked: () => ({
    title: 'LND is waiting for its password',
    what: 'It runs, but opens its wallet only with its own password.',
    money: 'Your money is safe and cannot move until then.',
    next: 'Unlock it; the check goes on by itself.'
  }),
  starting: () => ({
    title: 'LND is still starting',
    money: 'Your money is safe.',
    next: 'Wait a moment; the check goes on by itself.'
  }),
  'key-refused': () => ({
    title: 'LND refused the key',
    what: 'The key belongs to another LND, or it was revoked.',
    money: 'Nothing was paid or changed.',
    next: 'Copy the connection details from your node again.'
  }),
  'key-too-weak': () => ({
    title: 'This key allows too little',
    what: 'The wallet must at least see the node’s name and create invoices.',
    money: 'Nothing was paid or changed.',
    next: 'Give the admin key; the wallet keeps only the rights it needs.'
  }),
  'key-cannot-pay': () => ({
    title: 'This key can receive, but not pay',
    what: 'It reads and creates invoices, as invoice.macaroon does.',
    money: 'Your money is out of its reach.',
    next: 'Use it to receive only, or give the admin key; the wallet keeps only the rights it needs.'
  }),
  'another-node': ({ name, answering, address }) => ({
    title: `This is not ${name}`,
    what: `${answering} answered at ${address}.`,
    money: 'Nothing was changed, and your history stays with the right node.',
    next: 'Copy the details from the right node, or add this one as a node of its own.'
  }),
  'another-network': ({ name }) => ({
    title: 'This LND is on another network',
    what: `It is not on the network that ${name} was on before.`,
    money: 'Nothing was changed, and your history stays with the right node.',
    next: 'Copy the details from the right node, or add this one as a node of its own.'
  }),
  'behind-chain': ({ behind }) => ({
    title: 'LND is still catching up',
    what: behind === undefined ? 'It has not read the newest blocks yet.' : `It is ${behind} behind.`,
    money: 'No money is lost by waiting. Until then payments may fail and new invoices wait.',
    next: 'Connect anyway, or wait for it.'
  }),
  'keysend-off': () => ({
    title: 'Keysend is off, so messages cannot reach you',
    what: 'Paying and invoices work.',
    money: 'LND refuses what people send now, and their money stays with them.',
    next: 'Switch keysend on, restart LND and check again.'
  }),
  'keysend-not-known': () => ({
    title: 'Messages may not arrive',
    what: 'People write to you by keysend, and LND accepts that only if it is switched on. LND does not tell.',
    money: 'Payments and invoices work either way.',
    next: 'If the inbox stays empty, look here.'
  }),
  'no-channels': () => ({
    title: 'LND has no open channel',
    what: 'Lightning payments go through channels.',
    money: 'Nothing can be paid or received until one is open.',
    next: 'Connect anyway, and open a channel on your node.'
  })
}

/** The same in two or three words, beside the step, where the check tells no more. */
export const pairingProblemMark: Record<PairingProblem, string> = {
  'no-tor': 'not found',
  'name-not-found': 'not found',
  refused: 'refused',
  'timed-out': 'no answer',
  unreachable: 'not reachable',
  'rest-port': 'REST',
  'not-lnd': 'something else',
  'not-tls': 'not encrypted',
  'certificate-mismatch': 'another one',
  'certificate-changed': 'changed',
  'certificate-expired': 'expired',
  'certificate-untrusted': 'not known',
  locked: 'locked',
  starting: 'starting',
  'key-refused': 'refused',
  'key-too-weak': 'allows too little',
  'key-cannot-pay': 'cannot pay',
  'another-node': 'another node',
  'another-network': 'another network',
  'behind-chain': 'behind',
  'keysend-off': 'off',
  'keysend-not-known': 'not known',
  'no-channels': 'no channel'
}

/** Why no connection came of a check that was passed. */
export const pairingFailureMessage: Record<PairingFailure, UserMessage> = {
  'not-checked': {
    title: 'The check has to be passed first',
    money: 'No key was made.',
    next: 'Check again, then connect.'
  },
  'not-baked': {
    title: 'LND did not make a narrower key',
    what: 'The wallet asked LND for a key with fewer rights and got none that works.',
    money: 'Nothing was paid.',
    next: 'Keep the key that you gave, or give another one.'
  },
  'not-started': {
    title: 'The connection could not be started',
    what: 'The wallet could not start its part that speaks to LND.',
    money: 'Nothing was paid.',
    next: 'Retry. If it happens again, the log folder in Settings says more.'
  },
  'store-failed': {
    title: 'The connection could not be saved',
    money: 'Nothing was paid.',
    next: 'Check that the disk is not full, then retry.'
  },
  superseded: {
    title: 'You chose another node meanwhile',
    money: 'Nothing was paid.',
    next: 'Connect again if you want to use this one.'
  },
  'process-failed': {
    title: 'The part of the wallet that speaks to LND stopped',
    money: 'Nothing was paid, and what you gave is forgotten.',
    next: 'Give the connection details again.'
  }
}

/** The host of `host:port`; an IPv6 address keeps its brackets. */
export function hostOf(address: string): string {
  return address.replace(/:\d+$/u, '')
}
