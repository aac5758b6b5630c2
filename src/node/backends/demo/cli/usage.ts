import { COMMANDS } from './commands'

const OPTIONS = `An IMP node on this computer, with play money.

Usage: npm run demo-node -- [options]
       npm run demo-node -- COMMAND [--control ADDRESS] [options]

Options
  --grpc ADDRESS       gRPC, default 127.0.0.1:8881; port 0 takes any that is free
  --http ADDRESS       HTTP bindings, default 127.0.0.1:8882
  --control ADDRESS    control service, default 127.0.0.1:8883
  --generation 1|2     IMP v0.1 (default) or the open-source daemon 0.4
  --no-messaging       it sends no messages
  --no-extension       only what the nodes of the field serve
  --api-key KEY        calls must carry it as x-api-key, except Subscribe
  --tls                with a self-signed certificate made at the start
  --tls-cert FILE --tls-key FILE [--tls-client-ca FILE]
                       with your own, and with one that clients must show
  --behaviour demo|quiet
                       peers act by themselves (default), or only on command
  --pays-after MS      peers pay each new invoice that has an amount
  --payment-ms MS      how long a payment is in flight
  --expiry SECONDS     of the node's invoices, default 3600
  --data-field string|bytes
                       how generation 1 declares data: over HTTP as text, or as base64,
                       which nodes with the extension never do
  --seed TEXT          the same keys, preimages and ids in every run
  --state FILE         keep the ledger from run to run
  --exit-with-parent   end when standard input closes

Commands to a running node`

export function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length))
  const commands = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`
  )
  return `${[OPTIONS, ...commands].join('\n')}\n`
}
