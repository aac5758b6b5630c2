import { NETWORKS, type Network } from '../../shared/domain/network'
import type { Millis, Pubkey } from '../../shared/domain/ids'
import type { Database } from './database'

export interface NodeIdentity {
  readonly pubkey: Pubkey
  readonly network: Network
}

/** The public key of the node that this database belongs to. Stored once, never replaced. */
export class IdentityRepository {
  private readonly select
  private readonly insert
  private readonly selectNamed
  private readonly insertNamed

  constructor(database: Database) {
    this.select = database.prepare('SELECT pubkey, network FROM identity WHERE id = 1')
    this.insert = database.prepare(
      'INSERT INTO identity (id, pubkey, network, learned_at) VALUES (1, ?, ?, ?)'
    )
    this.selectNamed = database.prepare('SELECT pubkey FROM named_key WHERE id = 1')
    this.insertNamed = database.prepare('INSERT INTO named_key (id, pubkey, learned_at) VALUES (1, ?, ?)')
  }

  get(): NodeIdentity | undefined {
    const row = this.select.one()
    if (row === undefined) return undefined
    return { pubkey: row.text('pubkey') as Pubkey, network: row.oneOf('network', NETWORKS) }
  }

  learn(identity: NodeIdentity, now: Millis): void {
    this.insert.run(identity.pubkey, identity.network, now)
  }

  /**
   * The key that the node signs its invoices with, or else the first one that it reported. Undefined: neither is known.
   */
  key(): Pubkey | undefined {
    return this.get()?.pubkey ?? (this.selectNamed.one()?.text('pubkey') as Pubkey | undefined)
  }

  /** Stores a key that the node reported and has not signed anything with. */
  learnNamed(pubkey: Pubkey, now: Millis): void {
    this.insertNamed.run(pubkey, now)
  }
}
