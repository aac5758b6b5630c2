import type { NodeProfile } from '../domain/node'
import type { LndProfile } from '../domain/pairing'
import { middleOut, shortKey } from '../short-key'
import { securityMessage } from './connection'
import { networkWords } from './invoice'
import { isOnion } from './pairing-steps'
import { looksEmpty, visibleLine } from '../visible-text'

type NamedLnd = Pick<LndProfile, 'alias' | 'pubkey' | 'network'>
type Named = Pick<NodeProfile, 'demo' | 'address' | 'givenName'> & { readonly lnd?: NamedLnd | undefined }

/** The name of a node within a sentence: the one that the person gave it, the alias of an LND, or the address of an IMP node. */
export function nodeName({ demo, address, lnd, givenName }: Named): string {
  if (lnd !== undefined) return withNetwork(givenName ?? lndName(lnd), lnd)
  return givenName ?? (demo ? 'the demo node' : address)
}

/** The name that the node has by itself, whatever the person calls it. */
export function ownName({ demo, address, lnd }: Named): string {
  if (lnd !== undefined) return lndName(lnd)
  return demo ? 'Demo node' : address
}

/** The same name at the start of a line. */
export function nodeTitle(node: Named): string {
  return node.demo && node.givenName === undefined ? 'Demo node' : nodeName(node)
}

/** The line below the name of a saved node, which tells nodes with similar names apart. */
export function nodeLine({ demo, lnd, security }: Pick<NodeProfile, 'demo' | 'lnd' | 'security'>): string {
  if (demo) return 'On this computer, play money'
  return lnd === undefined ? securityMessage[security.kind] : lndLine(lnd)
}

/** LND's own port, which tells no two nodes apart. */
const USUAL_PORT = /:10009$/u

/** The network, what the wallet's key allows, and where the LND is: `LND, Bitcoin mainnet, receive only, till.example`. */
function lndLine({ network, rights, lndAddress }: LndProfile): string {
  const onion = isOnion(lndAddress)
  const address = lndAddress.replace(USUAL_PORT, '')
  const where = onion ? middleOut(address, 4, address.length - address.lastIndexOf('.onion') + 4) : address
  const limit = rights === 'receive-only' ? ', receive only' : ''
  return `LND${onion ? ' over Tor' : ''}, ${networkWords[network]}${limit}, ${where}`
}

/** The alias or short key. */
function lndName({ alias, pubkey }: NamedLnd): string {
  return looksEmpty(alias) ? shortKey(pubkey) : visibleLine(alias)
}

/** Names the network if it is a test network, whose money is not real. */
function withNetwork(name: string, { network }: NamedLnd): string {
  return network === 'mainnet' ? name : `${name} (${network})`
}
