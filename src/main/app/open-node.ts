import type { ConnectionState } from '../../shared/domain/connection'
import type { NodeId } from '../../shared/domain/ids'
import type { NodeProfile } from '../../shared/domain/node'
import type { LndProfile } from '../../shared/domain/pairing'
import type { Settings } from '../../shared/domain/settings'
import type { Result } from '../../shared/result'
import type { ReportBug } from '../background'
import type { ConnectionListener } from '../node-client/api'
import { createNodeConnection } from '../node-client/connection'
import type { Log } from '../log/log'
import type { SavedNodes } from '../settings/saved-nodes'
import type { Secrets } from '../settings/secrets'
import type { StoreOpenCode } from '../store/open'
import { limitsOf } from '../../shared/policy/spending'
import type { Emit } from '../emitter'
import type { Session, SessionEvents } from '../wallet/api'
import { systemClock } from '../clock'
import { openSession } from '../wallet/session'
import { ServedLndConnection } from './served-lnd-connection'
import { readCredentials } from './node-credentials'
import type { OtherJournals } from './other-journals'
import { recordsFile } from './node-records'
import { RejectedFrames } from './rejected-frames'
import { ServedLnd, type ServedLndDeps } from './served-lnd'

export interface OpenNodeDeps {
  readonly userData: string
  readonly secrets: Pick<Secrets, 'get'>
  readonly settings: (node: NodeId) => Settings
  readonly nodes: Pick<SavedNodes, 'hasRecords' | 'recordsOpened'>
  readonly otherJournals: Pick<OtherJournals, 'except' | 'release'>
  /** How the IMP node of a saved LND is run. */
  readonly serving: (of: { readonly id: NodeId; readonly lnd: LndProfile }) => ServedLndDeps
  readonly log: Log
}

export { probeNode } from '../node-client/probe'

/** Opens a saved node: its records, its connection with its key, and the current limits. */
export function openNode(
  { userData, secrets, settings, nodes, otherJournals, serving, log }: OpenNodeDeps,
  profile: NodeProfile,
  emit: Emit<SessionEvents>
): Result<Session, StoreOpenCode> {
  otherJournals.release(profile.id)
  const tools = { clock: systemClock, random: Math.random, reportBug: reportTo(log) }
  const opened = openSession({
    dbFile: recordsFile(userData, profile.id),
    recordsExpected: nodes.hasRecords(profile.id),
    otherAttempts: otherJournals.except(profile.id),
    network: profile.demo ? 'regtest' : profile.lnd?.network,
    connect: (connection, sink) => {
      const listener = logged(connection, log)
      const { lnd } = profile
      if (lnd === undefined)
        return createNodeConnection({
          profile,
          ...readCredentials(secrets, profile.id),
          sink,
          listener,
          ...tools
        })
      return new ServedLndConnection({
        serve: (changed) => new ServedLnd(serving({ id: profile.id, lnd }), changed),
        connect: ({ address, apiKey }, inner) =>
          createNodeConnection({
            profile: { address, security: { kind: 'loopback' } },
            apiKey,
            sink,
            listener: inner,
            ...tools
          }),
        listener,
        reportBug: tools.reportBug
      })
    },
    limits: () => limitsOf(settings(profile.id)),
    emit,
    ...tools
  })
  // If it cannot be written, it is recorded at the next opening.
  if (opened.ok) nodes.recordsOpened(profile.id)
  return opened
}

const reportTo =
  (log: Log): ReportBug =>
  (where, error) => {
    log.error('bug', error, { where })
  }

/** Logs the states of the connection: phases and codes, without address and content. */
function logged(listener: ConnectionListener, log: Log): ConnectionListener {
  const rejected = new RejectedFrames(log, systemClock)
  return {
    stateChanged: (state) => {
      log.info('connection', connectionFacts(state))
      listener.stateChanged(state)
    },
    nodeNamed: (info) => listener.nodeNamed(info),
    streamOpened: () => listener.streamOpened(),
    streamReplays: () => listener.streamReplays(),
    streamLost: (reason, aliveAt) => {
      rejected.flush()
      log.info('stream-lost', { reason })
      listener.streamLost(reason, aliveAt)
    },
    capabilitiesChanged: (capabilities) => listener.capabilitiesChanged(capabilities),
    frameRejected: (reason, byteLength) => {
      rejected.add(reason)
      listener.frameRejected(reason, byteLength)
    }
  }
}

function connectionFacts(state: ConnectionState) {
  const { phase } = state
  if (phase === 'blocked' || phase === 'backoff') return { phase, failure: state.failure.code }
  return { phase }
}
