import type { LndAccess } from '../../backends/lnd/lnd-access'
import type { HostPort } from '../../net/connect'
import { dial } from '../../net/socks'
import { tlsTrust } from '../../tls/trust'
import { trustForKey, type KeyHome } from '../details/key-home'
import { certificateProblem } from './certificate-verdict'
import { Stop, type CheckContext } from './context'
import { NotTls, performHandshake, type Handshake } from '../../tls/handshake'
import { askProtocol } from './protocol'
import { addressOf, findHost, findSocks, isOnion, reachProblem } from './reach'
import { Cancelled, TimedOut } from './within'

/** Values, and not the given details themselves: those may change during the check, which must judge what it connects to. */
export interface ReachTerms {
  readonly to: HostPort
  /** The certificate that was given, PEM; undefined: the system's CA store decides. */
  readonly cert: string | undefined
  /** Where the key belongs; undefined if the person gave it. */
  readonly home: KeyHome | undefined
  /** `host:port` of the SOCKS proxy for .onion addresses; undefined: the usual ports of this computer are tried. */
  readonly socks: string | undefined
  /** The fingerprint of the certificate that the wallet trusted until now. */
  readonly trusted: string | undefined
  /** The fingerprint of the certificate that the person trusts now. */
  readonly trust: string | undefined
  /** Takes the certificate, PEM, that the person trusts now. */
  readonly keepTrusted: (cert: string) => void
}

/** `cert`: the one that the server was judged by, PEM. */
interface Opened {
  readonly handshake: Handshake
  readonly cert: string | undefined
}

/** The steps `tor`, `name`, `port` and `certificate`. No key is sent. Rejects with Stop or Cancelled. */
export async function reachLnd(
  context: CheckContext,
  terms: ReachTerms
): Promise<Pick<LndAccess, 'address' | 'cert' | 'socks'>> {
  const { to } = terms
  const { progress } = context
  const socks = isOnion(to) ? await findTor(context, terms.socks) : undefined
  if (!isOnion(to)) await findName(context, to.host)
  progress.begin('port')
  const opened = await openTls(context, terms, socks)
  const cert = judgeCertificate(context, terms, opened)
  const { handshake } = opened
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
  return { address: addressOf(to), cert, socks }
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
  { to, cert: given, trust, keepTrusted }: ReachTerms,
  socks: string | undefined
): Promise<Opened> {
  const open = async (cert: string | undefined): Promise<Opened> => {
    try {
      const handshake = await context.within(async (signal) =>
        performHandshake(await dial(to, socks, signal), to.host, tlsTrust(cert), signal)
      )
      return { handshake, cert }
    } catch (error) {
      if (error instanceof Cancelled) throw error
      const problem = error instanceof NotTls ? 'not-tls' : reachProblem(error)
      context.progress.fail('port', problem)
      throw new Stop()
    }
  }
  const first = await open(given)
  const { shown, objection, socket } = first.handshake
  if (objection === undefined || shown.fingerprint256 !== trust) return first
  socket.destroy()
  const trusted = shown.toString()
  keepTrusted(trusted)
  return open(trusted)
}

/** Returns the certificate by which the connections with the key are judged. */
function judgeCertificate(
  context: CheckContext,
  terms: ReachTerms,
  { handshake, cert }: Opened
): string | undefined {
  const { home, trusted, to } = terms
  const socks = isOnion(to) ? terms.socks : undefined
  const trust = trustForKey(home, { address: addressOf(to), cert, shown: handshake.shown, socks })
  if (!trust.ok) {
    handshake.socket.destroy()
    context.progress.done('port', `${to.port}`)
    context.progress.fail('certificate', trust.error.code)
    throw new Stop()
  }
  const problem = certificateProblem(handshake, tlsTrust(cert), { isPinned: cert !== undefined, trusted })
  if (problem === undefined) return trust.value
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
