import type { LndHost, PairingProblem } from '../domain/pairing'

export interface PairingHelp {
  readonly title: string
  /** One or two sentences for each system; text between backticks is typed or copied as it stands. */
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
      'Copy the gRPC link again in Connect wallet: it carries the certificate, so pairing with it compares.',
    start9:
      'Copy the address of gRPC (LND Connect) again: it carries the certificate, so pairing with it compares.',
    raspiblitz: 'Run `lndconnect -j` again and pair with the new link: it carries the certificate.',
    plain: `In LND’s folder, run ${FINGERPRINT_COMMAND}`
  }
}

const KEYSEND: PairingHelp = {
  title: 'How to switch it on',
  ways: {
    umbrel: 'Lightning Node app, Advanced settings, Receive Keysend Payments.',
    start9: 'LND service, action General Settings, keysend. It is on unless you changed it.',
    raspiblitz: 'SETTINGS, LND Accept Keysend.',
    plain: 'Write `accept-keysend=true` into lnd.conf, then restart LND.'
  }
}

const ADMIN_KEY: PairingHelp = {
  title: 'Where the admin key is',
  ways: {
    umbrel: 'The gRPC link in Connect wallet carries it; copy the link again.',
    start9: 'The address of gRPC (LND Connect) carries it; copy it again.',
    raspiblitz: '`lndconnect -j` gives the admin key unless told otherwise.',
    voltage: 'Download the admin macaroon of your node.',
    plain: '`admin.macaroon` in LND’s folder `data/chain/bitcoin/mainnet`'
  }
}

const LOOK_AT_NODE: PairingHelp = {
  title: 'How to fix it',
  ways: {
    umbrel: 'Open the Lightning Node app: LND runs while the app does.',
    start9: 'Check that the LND service is running.',
    raspiblitz: 'Log in by SSH; the status screen says whether LND is running.',
    voltage: 'Check that your node is running.',
    plain: '`lncli getinfo` on the node tells whether LND is running.'
  }
}

const NEW_DETAILS: PairingHelp = { title: 'Where to get them', ways: COPY_AGAIN }

/** Where connection details are found, before anything was given. */
export const whereToFind: PairingHelp = { title: 'Where to find it', ways: COPY_AGAIN }

/** How the known systems put a problem right; undefined where the problem has nothing to do with them. */
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
      raspiblitz: 'Use port 10009; `lndconnect -j` gives the whole link.',
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
  locked: {
    title: 'How to unlock it',
    ways: {
      umbrel: 'It unlocks itself; restart the Lightning Node app if it stays locked.',
      start9: 'It unlocks itself; restart the LND service if it stays locked.',
      raspiblitz: 'Enter password C when it asks for it after you log in by SSH.',
      voltage: 'Unlock it on the page of your node.',
      plain: '`lncli unlock`'
    }
  },
  starting: undefined,
  'key-refused': NEW_DETAILS,
  'key-too-weak': ADMIN_KEY,
  'key-cannot-pay': ADMIN_KEY,
  'another-node': NEW_DETAILS,
  'another-network': NEW_DETAILS,
  'behind-chain': {
    title: 'Where to look',
    ways: {
      umbrel: 'The Bitcoin Node app has to reach 100 % first.',
      start9: 'The health check Network and Graph Sync of the LND service has to say Synced.',
      raspiblitz: 'The status screen says how far the chain is.',
      voltage: 'The page of your node says how far the chain is.',
      plain: '`lncli getinfo`: `synced_to_chain` must say true.'
    }
  },
  'keysend-off': KEYSEND,
  'keysend-not-known': KEYSEND,
  'no-channels': undefined
}

const ORDER: readonly LndHost[] = ['umbrel', 'start9', 'raspiblitz', 'voltage', 'plain']

/** The ways of a help text in their order, that of the recognised system first. */
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
