import { createHash, randomBytes } from 'node:crypto'
import { RECORD, signedBytes, timeRecord } from '../../src/node/backends/lnd/keysend-records'
import type { TestLnd } from './test-lnd'

export type Records = readonly (readonly [bigint, Buffer])[]

/** Pays a keysend with custom records, like other wallets. Resolves with the payment hash. */
export async function sendKeysend(from: TestLnd, to: string, records: Records, sats = 1): Promise<string> {
  const preimage = randomBytes(32)
  const hash = createHash('sha256').update(preimage).digest()
  const all = [[RECORD.preimage, preimage] as const, ...records]
  const { status } = await from.last('routerrpc.Router/SendPaymentV2', {
    dest: Buffer.from(to, 'hex'),
    amt: String(sats),
    payment_hash: hash,
    final_cltv_delta: 80,
    timeout_seconds: 30,
    fee_limit_sat: '10',
    max_parts: 1,
    dest_custom_records: Object.fromEntries(all.map(([type, value]) => [type.toString(), value]))
  })
  if (status !== 'SUCCEEDED') throw new Error(`the keysend ended as ${status}`)
  return hash.toString('hex')
}

/** whatsat's four records, signed by the LND's identity key. `time`: as the sending program writes it. */
export async function signedText(
  from: TestLnd,
  to: string,
  text: Buffer,
  time = timeRecord(Date.now())
): Promise<Records> {
  const sender = Buffer.from(await from.pubkey(), 'hex')
  const { signature } = await from.call('signrpc.Signer/SignMessage', {
    msg: signedBytes(sender, Buffer.from(to, 'hex'), time, text),
    key_loc: { key_family: 6, key_index: 0 }
  })
  return [
    [RECORD.text, text],
    [RECORD.signature, Buffer.from(signature)],
    [RECORD.sender, sender],
    [RECORD.time, time]
  ]
}
