import { COMMANDS } from './commands'

const OPTIONS = `An IMP node on this computer, with play money.

Usage: npm run demo-node -- [options]
       npm run demo-node -- COMMAND [--control ADDRESS] [options]

Options
  --grpc ADDRESS       gRPC, default 127.0.0.1:8881; port 0 takes any free port
  --http ADDRESS       HTTP gateway, default 127.0.0.1:8882
  --control ADDRESS    control service, default 127.0.0.1:8883
  --generation 1|2     IMP v0.1 (default) or the open-source daemon 0.4
  --no-messaging       the node cannot send messages
  --no-extension       only the original API
  --api-key KEY        require this key in the metadata x-api-key of every call except Subscribe
  --tls                use TLS with a new self-signed certificate
  --tls-cert FILE --tls-key FILE [--tls-client-ca FILE]
                       use TLS with this certificate, and require a client certificate of this CA
  --behaviour demo|quiet
                       peers act by themselves (default) or only on command
  --pays-after MS      peers pay each new invoice that has an amount after this time
  --payment-ms MS      how long a payment is in flight
  --message-fee MSAT   fee of each payment of a message, default 0
  --expiry SECONDS     expiry of the node's invoices, default 3600
  --data-field string|bytes
                       type of the field data in generation 1; over HTTP bytes are base64;
                       nodes with the extension use string
  --seed TEXT          use the same keys, preimages and ids in every run
  --state FILE         keep the ledger in this file between runs
  --exit-with-parent   stop when standard input closes

Commands for a running node`

export function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length))
  const commands = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`
  )
  return `${[OPTIONS, ...commands].join('\n')}\n`
}
