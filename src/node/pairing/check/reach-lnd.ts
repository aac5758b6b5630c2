import type { LndAccess } from '../../backends/lnd/lnd-access'
import type { HostPort } from '../../net/connect'
import { dial } from '../../net/socks'
import { tlsTrust } from '../../tls/trust'
import type { GivenDetails } from '../details/given'
import { certificateProblem } from './certificate-verdict'
import { Stop, type CheckContext } from './context'
import { NotTls, performHandshake, type Handshake } from '../../tls/handshake'
import { askProtocol } from './protocol'
import { addressOf, findHost, findSocks, isOnion, reachProblem } from './reach'
import { Cancelled, TimedOut } from './within'

export interface ReachTerms {
  readonly to: HostPort
  readonly given: GivenDetails
  /** `host:port` of the SOCKS proxy for .onion addresses; undefined: the usual ports of this computer are tried. */
  readonly socks: string | undefined
  /** The fingerprint of the certificate that the wallet trusted until now. */
  readonly trusted: string | undefined
  /** The fingerprint of the certificate that the person trusts now. */
  readonly trust: string | undefined
}

/** The steps `tor`, `name`, `port` and `certificate`. No key is sent. Rejects with Stop or Cancelled. */
export async function reachLnd(
  context: CheckContext,
  terms: ReachTerms
): Promise<Pick<LndAccess, 'address' | 'cert' | 'socks'>> {
  const { to, given } = terms
  const { progress } = context
  const socks = isOnion(to) ? await findTor(context, terms.socks) : undefined
  if (!isOnion(to)) await findName(context, to.host)
  progress.begin('port')
  const handshake = await openTls(context, terms, socks)
  judgeCertificate(context, terms, handshake)
  const protocol = await inTime(
    context.within((signal) => askProtocol(handshake, addressOf(to), signal)),
    'other'
  )
  if (protocol !== 'grpc') {
    if (protocol === 'rest') progress.fail('port', 'rest-port', `${to.port}, REST`)
    else progress.fail('port', 'not-lnd')
    throw new Stop()
  }
  progress.done('port', `${to.port}, gRPC`)
  const until = timeOf(handshake.shown.validTo)
  if (until !== undefined) progress.learn({ certificateUntil: until })
  progress.done('certificate', handshake.protocol)
  return { address: addressOf(to), cert: given.pieces.cert, socks }
}

async function findTor(context: CheckContext, given: string | undefined): Promise<string> {
  context.progress.begin('tor')
  const socks = await inTime(
    context.within((signal) => findSocks(given, signal)),
    undefined
  )
  if (socks === undefined) {
    context.progress.fail('tor', 'no-tor')
    throw new Stop()
  }
  context.progress.done('tor', socks)
  return socks
}

async function findName(context: CheckContext, host: string): Promise<void> {
  context.progress.begin('name')
  const found = await inTime(
    context.within(() => findHost(host)),
    undefined
  )
  if (found === undefined) {
    context.progress.fail('name', 'name-not-found')
    throw new Stop()
  }
  context.progress.done('name', found)
}

/** Opens a TLS connection to LND. If the person trusts the presented certificate now, it replaces the given one. */
async function openTls(
  context: CheckContext,
  { to, given, trust }: ReachTerms,
  socks: string | undefined
): Promise<Handshake> {
  const open = async () => {
    try {
      return await context.within(async (signal) =>
        performHandshake(await dial(to, socks, signal), to.host, tlsTrust(given.pieces.cert), signal)
      )
    } catch (error) {
      if (error instanceof Cancelled) throw error
      const problem = error instanceof NotTls ? 'not-tls' : reachProblem(error)
      context.progress.fail('port', problem)
      throw new Stop()
    }
  }
  const handshake = await open()
  const { shown, objection, socket } = handshake
  if (objection === undefined || shown.fingerprint256 !== trust) return handshake
  socket.destroy()
  given.trust(shown.toString())
  return open()
}

function judgeCertificate(context: CheckContext, terms: ReachTerms, handshake: Handshake): void {
  const { given, trusted, to } = terms
  const { cert } = given.pieces
  if (!given.mayKeyGo(isOnion(to) ? terms.socks : undefined)) {
    handshake.socket.destroy()
    context.progress.done('port', `${to.port}`)
    context.progress.fail('certificate', 'key-elsewhere')
    throw new Stop()
  }
  const problem = certificateProblem(handshake, tlsTrust(cert), { isPinned: cert !== undefined, trusted })
  if (problem === undefined) return
  handshake.socket.destroy()
  context.progress.done('port', `${to.port}`)
  const from = timeOf(handshake.shown.validFrom)
  context.progress.learn({
    shownFingerprint: handshake.shown.fingerprint256,
    ...(from === undefined ? {} : { shownValidFrom: from }),
    ...(trusted === undefined ? {} : { trustedFingerprint: trusted })
  })
  context.progress.fail('certificate', problem)
  throw new Stop()
}

/** `date`: as X509Certificate gives it. Returns milliseconds since 1970. */
function timeOf(date: string): number | undefined {
  const at = Date.parse(date)
  return Number.isNaN(at) ? undefined : at
}

/** Returns `otherwise` if the step takes too long. */
async function inTime<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof TimedOut) return otherwise
    throw error
  }
}
