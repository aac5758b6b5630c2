import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import type { NodeProfile } from '../../shared/domain/node'
import { nodeName } from '../../shared/copy/node-name'
import { fail, ok } from '../../shared/result'
import type { ReportBug } from '../background'
import type { Ask } from '../platform/dialogs/ask'
import { socketPlaces } from '../platform/files/socket-folder'
import { DemoNodeProcess } from '../platform/process/demo-node-process'
import { PreparedLndNode } from '../platform/process/prepared-lnd-node'
import { lndNodeStarter } from '../platform/process/start-lnd-node'
import { NetworkWatch } from '../platform/system/network-watch'
import * as problems from '../platform/dialogs/problem-dialogs'
import type { StateHub } from '../ipc/state-hub'
import type { Log } from '../log/log'
import { ActiveSession } from './active-session'
import { createLndPairing } from './create-lnd-pairing'
import { lndServing } from './lnd-serving'
import { NodeManager } from './node-manager'
import { OtherJournals } from './other-journals'
import { eraseRecords, keepRecordsAside, recordsFile } from './node-records'
import { systemClock } from '../clock'
import type { createProfileFiles } from './create-profile-files'
import { ShownCertificates } from './shown-certificates'
import { ShownNodes } from './shown-nodes'
import { createRepair } from './repair-records'
import { background } from '../background'

/** gRPC and SQLite are half of the program, so they are loaded while the window opens. */
const nodeClient = () => import('./open-node')

export interface NodeParts {
  readonly userData: string
  readonly demoNodeModule: string
  readonly lndNodeModule: string
  readonly window: () => BrowserWindow | undefined
  /** Makes the log redact a secret. */
  readonly hide: (secret: string) => void
  readonly files: Pick<ReturnType<typeof createProfileFiles>, 'settings' | 'nodes' | 'balances' | 'secrets'>
  readonly hub: StateHub
  readonly ask: Ask
  /** Shows a problem without a choice, and does not wait for the person. */
  readonly tell: (problem: problems.Problem<string>) => void
  readonly log: Log
}

/** Creates the node manager and everything of the active node. */
export function createNodeManager(parts: NodeParts) {
  const { userData, demoNodeModule, lndNodeModule, window, files, hide, hub, ask, tell, log } = parts
  const { settings, nodes, balances, secrets } = files
  let closing = false

  const otherJournals = new OtherJournals({
    userData,
    owners: () =>
      nodes.withRecords.map((node) => ({
        id: node.id,
        name: nodeName(node),
        saved: nodes.get(node.id) !== undefined
      }))
  })
  const shown = new ShownNodes({ hub, nodes, balances, secrets, settings, otherJournals })
  /** The node whose records are gone, once the person chose to begin new ones. */
  let gone: NodeProfile | undefined
  /** The node of the session that emits events, which it does before it is shown as the active one. */
  let opened: NodeProfile | undefined

  const reportBug: ReportBug = (where, error) => {
    log.error('bug', error, { where })
  }
  const startLndNode = lndNodeStarter(lndNodeModule)
  const prepared = new PreparedLndNode(startLndNode, nodeClient, reportBug)
  const windows = process.platform === 'win32'
  const serving = lndServing({
    userData,
    secrets,
    start: prepared.start,
    hide,
    reportBug,
    socketPlaces: windows ? [] : socketPlaces(userData, process.env.XDG_RUNTIME_DIR, tmpdir()),
    certificateShown: (node, shown) => {
      certificates.note(node, shown)
    }
  })

  const active = new ActiveSession({
    open: async (profile, emit) => {
      const { openNode } = await nodeClient()
      gone = undefined
      opened = profile
      return openNode(
        { userData, secrets, settings: (node) => settings.of(node), nodes, otherJournals, serving, log },
        profile,
        emit
      )
    },
    switched: (node, session) => {
      balances.ended(Date.now())
      shown.switched(node, session?.state, gone)
    },
    repair: createRepair({
      userData,
      nodes,
      otherJournals,
      ask,
      log,
      startNewRecords: (profile) => {
        gone = profile
      },
      quit: () => app.quit()
    })
  })

  active.events.on('state', (state) => {
    if (opened !== undefined) {
      nodes.connectionChanged(opened.id, state.connection)
      balances.follow(opened, state, Date.now())
    }
    shown.stateChanged(state)
  })
  active.events.on('changed', (change) => hub.changed(change))

  const demoNode = new DemoNodeProcess({
    module: demoNodeModule,
    stateFile: join(userData, 'demo-node.json'),
    lost: () => {
      if (!closing) resume(undefined)
    }
  })

  const connecting: NodeManager = new NodeManager({
    probe: async ({ address, security, apiKey, clientCertificate }) => {
      const { probeNode } = await nodeClient()
      const probed = await probeNode({ profile: { address, security }, apiKey, clientCertificate })
      return probed.ok ? { kind: 'connected' } : { kind: 'failed', failure: probed.error }
    },
    nodes,
    secrets,
    active,
    demoNode,
    records: {
      erase: (node) => {
        const kept = otherJournals.keepHashes({ id: node.id, name: nodeName(node) })
        return kept.ok ? eraseRecords(userData, node.id) : fail('erase-failed', kept.error.detail)
      },
      unsettled: (id) =>
        hub.state.node?.id === id && active.session !== undefined
          ? ok(active.session.unsettled())
          : otherJournals.unsettled(id),
      isGone: (id) => gone?.id === id,
      setAside: (id) => {
        try {
          keepRecordsAside(recordsFile(userData, id))
          return ok(undefined)
        } catch (error) {
          log.error('records-not-moved', error)
          return fail('store-failed')
        }
      }
    },
    settings,
    balances: {
      forget: (id) => {
        balances.forget(id, Date.now())
      }
    },
    sameNode: () => hub.state.sameNode,
    listChanged: () => {
      shown.listChanged()
    },
    notSaved: () => tell(problems.notSaved)
  })

  const certificates = new ShownCertificates({
    active: () => nodes.active,
    manager: connecting,
    now: Date.now
  })
  const pairing = createLndPairing({
    start: startLndNode,
    prepared,
    hub,
    nodes,
    secrets,
    manager: connecting,
    hide,
    reportBug,
    window,
    trustShown: certificates.trustShown
  })

  /** `given`: an address that replaces the saved choice. */
  const resume = (given: string | undefined): void => {
    const done = connecting.resume(given).then((resumed) => {
      if (resumed.ok) return
      const badAddress = resumed.error.code === 'bad-address'
      tell(badAddress ? problems.badGivenAddress(given ?? '') : problems.demoNodeFailed)
    })
    background(done, (error) => {
      log.error('node-not-opened', error)
      tell(problems.nodeNotOpened)
    })
  }

  /**
   * The computer woke up, or its network changed. A connection that is blocked as `wrong-node` waits for the person.
   */
  const lookAgain = () => {
    const { connection } = hub.state
    if (connection.phase === 'blocked' && connection.failure.code === 'wrong-node') return
    active.session?.retryNow()
  }
  const network = new NetworkWatch({ clock: systemClock, interfaces: networkInterfaces, changed: lookAgain })
  network.start()

  return {
    events: active.events,
    connecting,
    pairing,
    resume,
    session: () => active.session,
    lookAgain,
    close: async () => {
      closing = true
      network.stop()
      pairing.close()
      await active.leave()
      otherJournals.close()
      demoNode.stop()
    }
  }
}
