import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { DatabaseSync } from '@photostructure/sqlite'
import { onTestFinished } from 'vitest'
import type { Invoice } from '../../../../../src/node/backends/lnd/answers'
import { Journal } from '../../../../../src/node/backends/lnd/journal'
import { RECORD, signedBytes } from '../../../../../src/node/backends/lnd/keysend-records'
import { Mailbox } from '../../../../../src/node/backends/lnd/mailbox'
import type { NodeMessage } from '../../../../../src/node/messages'
import { msat } from '../../../../../src/shared/money'

export const key = (byte: number) => {
  const secret = new Uint8Array(32).fill(byte)
  return { secret, pubkey: Buffer.from(secp256k1.getPublicKey(secret, true)) }
}

export const [us, mira, jonas] = [key(1), key(2), key(3)]

export const hashOf = (index: number) => Buffer.from(sha256(Buffer.from(`payment ${index}`))).toString('hex')

export function mailbox() {
  const journal = new Journal(new DatabaseSync(':memory:'))
  onTestFinished(() => journal.close())
  const box = new Mailbox(journal, us.pubkey.toString('hex'))
  const live: NodeMessage[] = []
  const subscriber = (into: NodeMessage[]) => ({
    deliver: (message: NodeMessage) => void into.push(message),
    deliverRaw: () => undefined,
    end: () => undefined
  })
  box.subscribe(subscriber(live))
  const replay = (after: string) => {
    const messages: NodeMessage[] = []
    box.subscribe(subscriber(messages), after)()
    return messages
  }
  return { box, live, replay, journal }
}

export function keysend(index: number, records: readonly (readonly [bigint, Buffer])[]): Invoice {
  return {
    memo: '',
    r_preimage: '',
    r_hash: hashOf(index),
    value_msat: msat(1000n),
    creation_date: 1_700_000_000,
    settle_date: 1_700_000_000 + index,
    payment_request: '',
    expiry: 3600,
    add_index: BigInt(index),
    settle_index: BigInt(index),
    amt_paid_msat: msat(2000n),
    state: 'SETTLED',
    is_keysend: true,
    htlcs: [{ state: 'SETTLED', custom_records: new Map(records), amp: null }],
    amp_invoice_state: {}
  }
}

export function signed(text: string, by = mira, as = by, time = 1n): [bigint, Buffer][] {
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(time)
  const message = signedBytes(as.pubkey, us.pubkey, stamp, Buffer.from(text))
  const signature = secp256k1.sign(sha256(message), by.secret, { prehash: false, format: 'der' })
  return [
    [RECORD.text, Buffer.from(text)],
    [RECORD.signature, Buffer.from(signature)],
    [RECORD.sender, as.pubkey],
    [RECORD.time, stamp]
  ]
}
