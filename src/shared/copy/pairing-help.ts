import type { LndHost, PairingProblem } from '../domain/pairing'

export interface PairingHelp {
  readonly title: string
  /** One or two sentences for each system. Text between backticks is shown as code. */
  readonly ways: Readonly<Partial<Record<LndHost, string>>>
}

export const lndHostName: Record<LndHost, string> = {
  umbrel: 'Umbrel',
  start9: 'Start9',
  raspiblitz: 'RaspiBlitz',
  voltage: 'Voltage',
  plain: 'Plain LND'
}

/**
 * Menus are named as the systems name them: Umbrel's Lightning Node app, the interfaces and actions of Start9's LND
 * service, RaspiBlitz' scripts and settings. Voltage's pages change, so none of its menus is named.
 */
const COPY_AGAIN: PairingHelp['ways'] = {
  umbrel: 'In the Lightning Node app, open Connect wallet and choose gRPC (Local Network).',
  start9: 'In the LND service, copy the address of the interface gRPC (LND Connect).',
  raspiblitz: 'Run `lndconnect -j` in a terminal and copy the whole link.',
  voltage: 'Use the gRPC address of your node and download its admin macaroon.',
  plain: 'Use `tls.cert` in LND’s folder and `admin.macaroon` in its folder `data/chain/bitcoin/mainnet`.'
}

const FINGERPRINT_COMMAND = '`openssl x509 -in tls.cert -noout -fingerprint -sha256`'

const COMPARE: PairingHelp = {
  title: 'How to compare',
  ways: {
    umbrel:
      'In Connect wallet, copy the gRPC link again and pair with it: the link contains the certificate.',
    start9: 'Copy the address of gRPC (LND Connect) again and pair with it: it contains the certificate.',
    raspiblitz: 'Run `lndconnect -j` again and pair with the new link: it contains the certificate.',
    plain: `In LND’s folder, run ${FINGERPRINT_COMMAND}`
  }
}

const KEYSEND: PairingHelp = {
  title: 'How to switch it on',
  ways: {
    umbrel: 'In the Lightning Node app, open Advanced settings and switch on Receive Keysend Payments.',
    start9:
      'In the LND service, run the action General Settings and switch on keysend. It is on unless you changed it.',
    raspiblitz: 'In the menu SETTINGS, switch on LND Accept Keysend.',
    plain: 'Add `accept-keysend=true` to lnd.conf, then restart LND.'
  }
}

const ADMIN_KEY: PairingHelp = {
  title: 'Where the admin key is',
  ways: {
    umbrel: 'The gRPC link in Connect wallet contains it. Copy the link again.',
    start9: 'The address of gRPC (LND Connect) contains it. Copy it again.',
    raspiblitz: '`lndconnect -j` gives the admin key by default.',
    voltage: 'Download the admin macaroon of your node.',
    plain: '`admin.macaroon` in LND’s folder `data/chain/bitcoin/mainnet`'
  }
}

const LOOK_AT_NODE: PairingHelp = {
  title: 'How to fix it',
  ways: {
    umbrel: 'Open the Lightning Node app: LND runs while the app does.',
    start9: 'Check that the LND service is running.',
    raspiblitz: 'Log in by SSH. The status screen says whether LND is running.',
    voltage: 'Check that your node is running.',
    plain: 'Run `lncli getinfo` on the node. If it answers, LND is running.'
  }
}

const NEW_DETAILS: PairingHelp = { title: 'Where to get them', ways: COPY_AGAIN }

/** Where a person finds the connection details. */
export const whereToFind: PairingHelp = { title: 'Where to find it', ways: COPY_AGAIN }

/** How to fix a problem on each known system. Undefined if the fix does not depend on the system. */
export const pairingHelp: Record<PairingProblem, PairingHelp | undefined> = {
  'no-tor': undefined,
  'name-not-found': NEW_DETAILS,
  refused: LOOK_AT_NODE,
  'timed-out': LOOK_AT_NODE,
  unreachable: LOOK_AT_NODE,
  'rest-port': {
    title: 'How to fix it',
    ways: {
      umbrel: 'In Connect wallet, choose gRPC (Local Network).',
      start9: 'Copy the address of gRPC (LND Connect), not of REST (LND Connect).',
      raspiblitz: 'Use port 10009. `lndconnect -j` gives the whole link.',
      voltage: 'Use port 10009 of your node.',
      plain: '`rpclisten` in lnd.conf names the port.'
    }
  },
  'not-lnd': NEW_DETAILS,
  'not-tls': NEW_DETAILS,
  'certificate-mismatch': COMPARE,
  'certificate-changed': COMPARE,
  'certificate-expired': undefined,
  'certificate-untrusted': COMPARE,
  'key-elsewhere': NEW_DETAILS,
  locked: {
    title: 'How to unlock it',
    ways: {
      umbrel: 'It unlocks itself. If it stays locked, restart the Lightning Node app.',
      start9: 'It unlocks itself. If it stays locked, restart the LND service.',
      raspiblitz: 'Log in by SSH and enter password C when it asks for it.',
      voltage: 'Unlock it on your node’s page.',
      plain: 'Run `lncli unlock` on the node.'
    }
  },
  starting: undefined,
  'key-refused': NEW_DETAILS,
  'key-too-weak': ADMIN_KEY,
  'key-cannot-pay': ADMIN_KEY,
  'another-node': NEW_DETAILS,
  'another-network': NEW_DETAILS,
  'unknown-network': undefined,
  'behind-chain': {
    title: 'Where to look',
    ways: {
      umbrel: 'The Bitcoin Node app has to reach 100% first.',
      start9: 'In the LND service, the health check Network and Graph Sync has to say Synced.',
      raspiblitz: 'The status screen shows how far it is.',
      voltage: 'Your node’s page shows how far it is.',
      plain: 'Run `lncli getinfo` on the node: `synced_to_chain` has to be true.'
    }
  },
  'keysend-off': KEYSEND,
  'keysend-not-known': KEYSEND,
  'no-channels': undefined,
  'channels-offline': undefined
}

const ORDER: readonly LndHost[] = ['umbrel', 'start9', 'raspiblitz', 'voltage', 'plain']

/** The sentences of a help text in order, the one for the recognised system first. */
export function waysInOrder(
  help: PairingHelp,
  host: LndHost | undefined
): readonly { readonly host: LndHost; readonly text: string }[] {
  const order = host === undefined ? ORDER : [host, ...ORDER.filter((other) => other !== host)]
  return order.flatMap((each) => {
    const text = help.ways[each]
    return text === undefined ? [] : [{ host: each, text }]
  })
}
