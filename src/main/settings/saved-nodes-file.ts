import * as v from 'valibot'
import { BLOCKING_FAILURES } from '../../shared/domain/connection'
import { MAX_NODE_NAME, NODE_COLOURS } from '../../shared/domain/node'
import { NETWORKS } from '../../shared/domain/network'
import type { LndProfile } from '../../shared/domain/pairing'
import { millis, nodeId, security } from '../../shared/ipc/schemas'

/** The schemas of nodes.json. Fields that earlier versions did not write are optional. */

const address = v.pipe(v.string(), v.minLength(1), v.maxLength(1000))

/** Missing in files of earlier versions. An unreadable date is not worth losing a node. */
const since = v.fallback(v.optional(millis), undefined)

const LndIdentity = v.object({
  pubkey: v.pipe(v.string(), v.regex(/^0[23][0-9a-f]{64}$/u)),
  alias: v.pipe(v.string(), v.maxLength(1000)),
  network: v.picklist(NETWORKS)
})
const Lnd = v.pipe(
  v.object({
    ...LndIdentity.entries,
    rights: v.picklist(['pay-and-receive', 'receive-only']),
    lndAddress: address,
    certificate: v.optional(v.pipe(v.string(), v.maxLength(100_000))),
    socks: v.optional(address),
    rootKeyId: v.optional(v.pipe(v.string(), v.regex(/^\d{1,20}$/u))),
    keySince: since,
    certificateSince: since
  }),
  // JSON leaves out what is undefined.
  v.transform(({ certificate, socks, rootKeyId, ...rest }): LndProfile => ({
    ...rest,
    certificate,
    socks,
    rootKeyId
  }))
)

export const Profile = v.object({
  id: nodeId,
  address,
  security,
  demo: v.boolean(),
  /** Missing in files of versions that could not pair an LND. */
  lnd: v.optional(Lnd),
  // None of these is worth losing a node.
  givenName: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(MAX_NODE_NAME))), undefined),
  colour: v.fallback(v.optional(v.picklist(NODE_COLOURS)), undefined),
  lastFailure: v.fallback(v.optional(v.picklist(BLOCKING_FAILURES)), undefined)
})

/** A forgotten node whose database was kept; a later connection to it finds the records again. */
const ForgottenNode = v.object({
  ...v.pick(Profile, ['id', 'address', 'demo']).entries,
  lnd: v.optional(LndIdentity)
})
export type ForgottenNode = v.InferOutput<typeof ForgottenNode>

export const NodesFile = v.object({
  nodes: v.array(v.unknown()),
  active: v.optional(v.string()),
  forgotten: v.optional(v.array(ForgottenNode), []),
  /**
   * Nodes whose records were never opened. All others, including those that an earlier version saved, have had records;
   * if their file is missing, they are lost.
   */
  withoutRecords: v.optional(v.array(v.string()), []),
  /** Pairs of nodes with the same key whose records the person keeps apart. */
  keptApart: v.optional(v.array(v.tuple([v.string(), v.string()])), [])
})
