import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { NO_CAPABILITIES, type NodeProfile, type SavedNode } from '../../shared/domain/node'
import { nodeName } from '../../shared/copy/node-name'
import { sat } from '../../shared/money'
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
import { findSameNode } from './same-node'
import { ShownCertificates } from './shown-certificates'
import { createRepair } from './repair-records'
import { background } from '../background'

/** The node's part of the state if there is no node. */
export const NO_NODE = {
  connection: { phase: 'idle' },
  node: undefined,
  nodes: [],
  identity: undefined,
  sameNode: undefined,
  capabilities: NO_CAPABILITIES,
  nodeFacts: undefined,
  balanceSat: undefined,
  receivableSat: undefined,
  oneClickSpentSat: sat(0n),
  unread: 0,
  storageUnavailable: false,
  recordsGone: undefined
} as const

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

  const savedNodes = (): readonly SavedNode[] =>
    nodes.all.map((node) => ({
      ...node,
      lastSpendable: balances.of(node.id),
      hasApiKey: secrets.has(node.id, 'api-key'),
      hasClientCertificate: secrets.has(node.id, 'client-certificate')
    }))
  hub.update({ nodes: savedNodes() })

  const otherJournals = new OtherJournals({
    userData,
    owners: () =>
      nodes.withRecords.map((node) => ({
        id: node.id,
        name: nodeName(node),
        saved: nodes.get(node.id) !== undefined
      }))
  })
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
    ...{ userData, secrets, start: prepared.start, hide, reportBug },
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
      hub.update({
        ...NO_NODE,
        ...session?.state,
        node,
        nodes: savedNodes(),
        recordsGone: gone,
        settings: settings.of(node?.id)
      })
      lookForSameNode()
    },
    repair: createRepair({
      ...{ userData, nodes, otherJournals, ask, log },
      startNewRecords: (profile) => {
        gone = profile
      },
      quit: () => app.quit()
    })
  })

  /** The active node with the name and the colour that the person has given it since. */
  const labelled = (node: NodeProfile | undefined): NodeProfile | undefined => {
    const saved = node === undefined ? undefined : nodes.get(node.id)
    return node === undefined || saved === undefined
      ? node
      : { ...node, givenName: saved.givenName, colour: saved.colour }
  }

  const lookForSameNode = (): void => {
    const { node, identity } = hub.state
    const same =
      node === undefined || identity === undefined
        ? undefined
        : findSameNode({ nodes, otherJournals }, node, identity.pubkey)
    hub.update({ sameNode: same })
  }

  active.events.on('state', (state) => {
    if (opened !== undefined) {
      nodes.connectionChanged(opened.id, state.connection)
      balances.follow(opened, state, Date.now())
    }
    const before = hub.state.identity?.pubkey
    hub.update(state)
    if (state.identity?.pubkey !== before) lookForSameNode()
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
      hub.update({ nodes: savedNodes(), node: labelled(hub.state.node) })
      lookForSameNode()
    },
    notSaved: () => tell(problems.notSaved)
  })

  const certificates = new ShownCertificates({
    active: () => nodes.active,
    manager: connecting,
    now: Date.now
  })
  const pairing = createLndPairing({
    ...{ start: startLndNode, prepared, hub, nodes, secrets, manager: connecting, hide, reportBug },
    ...{ window, trustShown: certificates.trustShown }
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
