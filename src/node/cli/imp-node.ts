import { createRequire } from 'node:module'
import { setTimeout as delay } from 'node:timers/promises'
import type { BackendFailure } from '../backend'
import { startImpNode, StartError, type ImpNodeParts } from '../start-imp-node'
import { AddressError } from '../net/listen-address'
import { openDatabaseWith } from './open-database'
import { readOptions, UsageError } from './options'
import { endOnBug } from '../end-on-bug'

const USAGE = `An IMP node in front of your LND.

Usage: npm run imp-node -- --lnd 'lndconnect://…'
       npm run imp-node -- --lnd-dir DIR [--lnd-address HOST:PORT] [--network NAME]
       npm run imp-node -- --lnd-address HOST:PORT --tls-cert FILE --macaroon FILE|HEX

LND
  --lnd LINK              an lndconnect link
  --lnd-dir DIR           LND's folder, for example ~/.lnd; the node finds certificate and macaroon in it
  --lnd-address HOST:PORT LND's gRPC port, default 127.0.0.1:10009
  --tls-cert FILE         LND's certificate; not needed if the system trusts it
  --macaroon FILE|HEX     a macaroon with the rights that this node needs
  --socks HOST:PORT       a SOCKS5 proxy for the connection to LND; an .onion address needs Tor's, 127.0.0.1:9050
  --network NAME          mainnet, testnet, signet or regtest: refuse an LND on another network

Node
  --grpc ADDRESS          default 127.0.0.1:8881
  --http ADDRESS          default 127.0.0.1:8882
  --data DIR              folder for received messages, default ~/.imp-node
  --api-key KEY           require this key in the metadata x-api-key of every call
  --listen-tls-cert FILE --listen-tls-key FILE
                          certificate and key of this node; needed, with --api-key, to listen beyond this computer
  --fee-limit SATS        largest fee of a payment, default 1% of its amount or 10 sats, whichever is more
`

/** Interval of the checks whether LND has been unlocked. Milliseconds. */
const UNLOCK_CHECK_MS = 2_000

const printLine = (text: string) => process.stderr.write(`${text}\n`)

/** Returns a function that prints a line when LND fails and a line when it is back, but none for repeated failures. */
function createFailureLog(): (failure: BackendFailure | undefined) => void {
  let last: string | undefined
  return (failure) => {
    if (failure?.code === last) return
    last = failure?.code
    printLine(failure === undefined ? 'LND is back.' : `${failure.detail ?? failure.code}. Trying again.`)
  }
}

/** Starts the node. Waits for an LND that is locked or starting, because the options are right. */
async function startWhenUnlocked(parts: ImpNodeParts & Required<Pick<ImpNodeParts, 'onFailure'>>) {
  for (;;) {
    try {
      return await startImpNode(parts)
    } catch (error) {
      if (!(error instanceof StartError) || (error.code !== 'locked' && error.code !== 'starting'))
        throw error
      parts.onFailure({ code: error.code, detail: error.message })
      await delay(UNLOCK_CHECK_MS)
    }
  }
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE)
    return
  }
  try {
    const node = await startWhenUnlocked({
      ...readOptions(args),
      openDatabase: openDatabaseWith(createRequire(__filename)),
      onFailure: createFailureLog()
    })
    const end = () => {
      node
        .stop()
        .then(() => process.exit(0))
        .catch(endOnBug)
    }
    process.once('SIGTERM', end)
    process.once('SIGINT', end)
    const { grpc, http } = node.addresses
    const { alias, network, software } = node.info
    process.stdout.write(
      `IMP node of ${alias} (${software}, ${network}). gRPC ${grpc}, HTTP ${http ?? 'off'}.\n`
    )
  } catch (error) {
    const usage = error instanceof UsageError || error instanceof AddressError
    const message = error instanceof Error ? error.message : String(error)
    printLine(error instanceof StartError ? `The node cannot start: ${message}` : message)
    if (usage) printLine('Use --help to list the options.')
    process.exitCode = usage ? 2 : 1
  }
}

main(process.argv.slice(2)).catch(endOnBug)
