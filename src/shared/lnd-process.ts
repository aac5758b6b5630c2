import * as v from 'valibot'
import { NETWORKS } from './domain/network'
import type { ChainLag, LndDetails, LndDetailsFailure, PairingCheck } from './domain/pairing'

/**
 * The messages between main and the LND node's utility process. Credentials are passed only in these messages, never as
 * arguments, in the environment or in a file.
 */

/**
 * Electron's arguments for the process. A young generation of 1 MB is collected more often and saves 16 MiB. The next two
 * make V8 collect what the start left before the heap has grown, which saves 2 MiB. With the last one V8 collects and
 * shrinks the heap once the process has been quiet for 1 s, which saves another 3 MiB; with V8's own 8 s this had not
 * happened after half a minute. None of them slows down calls or signature checks measurably.
 */
export const LND_NODE_ARGUMENTS = [
  '--js-flags=--max-semi-space-size=1 --initial-heap-size=4 --optimize-for-size --gc-memory-reducer-start-delay-ms=1000'
] as const

/** The address, certificate and macaroon to reach one LND. Secret. */
export const LndAccessSchema = v.object({
  /** `host:port` of the gRPC port. */
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  /** PEM; undefined: the system's CA store decides. */
  cert: v.optional(v.pipe(v.string(), v.maxLength(100_000))),
  /** Hex. */
  macaroon: v.pipe(v.string(), v.regex(/^[0-9a-f]+$/u), v.maxLength(20_000)),
  /** `host:port` of a SOCKS5 proxy; for .onion addresses. */
  socks: v.optional(v.pipe(v.string(), v.maxLength(1000)))
})
export type WalletLndAccess = v.InferOutput<typeof LndAccessSchema>

/** A file that the person chose or dropped. The limit is small, because connection details are small. */
const GivenFile = v.object({
  name: v.pipe(v.string(), v.maxLength(1000)),
  bytes: v.pipe(v.instance(Uint8Array), v.maxLength(200_000))
})

/** Requests from main to the process. The answer repeats the `id`. */
export const LndProcessRequestSchema = v.variant('kind', [
  /** Reads connection details and adds them to those that were given before. Sends nothing. */
  v.object({ id: v.number(), kind: v.literal('give-text'), text: v.pipe(v.string(), v.maxLength(200_000)) }),
  v.object({ id: v.number(), kind: v.literal('give-files'), files: v.array(GivenFile) }),
  v.object({ id: v.number(), kind: v.literal('give-folder'), folder: v.string() }),
  v.object({ id: v.number(), kind: v.literal('give-access'), access: LndAccessSchema }),
  v.object({ id: v.number(), kind: v.literal('set-address'), address: v.string() }),
  v.object({ id: v.number(), kind: v.literal('forget') }),
  v.object({ id: v.number(), kind: v.literal('find-local') }),
  /**
   * Runs the ordered check with the given details; posts `check` events until it ends. `expect`: the LND that must answer.
   * `trusted`: the fingerprint of the certificate that the wallet trusted for it until now.
   */
  v.object({
    id: v.number(),
    kind: v.literal('check'),
    socks: v.optional(v.string()),
    expect: v.optional(v.object({ pubkey: v.string(), network: v.picklist(NETWORKS) })),
    trusted: v.optional(v.string()),
    /** The person compared the fingerprints and trusts this one, upper-case hex pairs. */
    trust: v.optional(v.string())
  }),
  v.object({ id: v.number(), kind: v.literal('cancel-check') }),
  /** Makes a key for the wallet, or keeps the given one. Tries the key before it answers. */
  v.object({
    id: v.number(),
    kind: v.literal('make-key'),
    rights: v.picklist(['pay-and-receive', 'receive-only']),
    keepGiven: v.boolean()
  }),
  /**
   * Revokes the wallet's key of an earlier pairing, with the given key that made the new one. Sent once the new key is
   * stored; the given key is forgotten then.
   */
  v.object({
    id: v.number(),
    kind: v.literal('revoke-key'),
    /** Never 0, the root key id of the admin macaroon. */
    rootKeyId: v.pipe(v.string(), v.regex(/^[1-9]\d{0,19}$/u))
  }),
  /** Serves the IMP API in front of this LND until the process ends. Posts `status` events. */
  v.object({
    id: v.number(),
    kind: v.literal('serve'),
    access: LndAccessSchema,
    expect: v.object({ pubkey: v.string(), network: v.picklist(NETWORKS) }),
    /** `unix:/path` or `127.0.0.1:0`. */
    listen: v.string(),
    apiKey: v.pipe(v.string(), v.minLength(32)),
    dataFolder: v.string()
  }),
  v.object({ id: v.number(), kind: v.literal('stop') })
])
export type LndProcessRequest = v.InferOutput<typeof LndProcessRequestSchema>

/** Why the served LND cannot be used now; `ok` if it can. */
export const LND_STATUSES = [
  'ok',
  'unreachable',
  'locked',
  'starting',
  'behind-chain',
  'certificate-changed',
  'credentials-refused',
  'permission-missing',
  'wrong-node'
] as const
export type LndStatus = (typeof LND_STATUSES)[number]

/** Messages from the process to main: one answer for each request, and events in between. */
export type LndProcessMessage =
  | { readonly event: 'ready' }
  | { readonly event: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly event: 'check'; readonly check: PairingCheck }
  | {
      readonly event: 'status'
      readonly status: LndStatus
      readonly detail?: string
      /** The certificate that LND showed, if it is not the trusted one, so that the person can trust it. */
      readonly shown?: { readonly fingerprint: string; readonly pem: string }
      /** Time of the next attempt, in milliseconds since 1970. Sent once after each failed attempt. */
      readonly retryAt?: number
      /** With `behind-chain`. */
      readonly lag?: ChainLag
    }

/** The answers by kind of request. Main parses them with `LndProcessAnswers`. */
export interface LndProcessAnswers {
  readonly 'give-text': GivenAnswer
  readonly 'give-files': GivenAnswer
  /** Undefined: other details were given, or all were forgotten, while the folder was read. They stay as they are. */
  readonly 'give-folder': GivenAnswer | undefined
  readonly 'give-access': GivenAnswer
  readonly 'set-address': GivenAnswer
  readonly forget: undefined
  readonly 'find-local': readonly {
    readonly folder: string
    readonly address: string
    readonly network: string
  }[]
  readonly check: PairingCheck
  readonly 'cancel-check': undefined
  readonly 'make-key':
    | { readonly ok: true; readonly access: WalletLndAccess; readonly rootKeyId: string | undefined }
    | { readonly ok: false; readonly code: 'not-checked' | 'not-baked'; readonly detail?: string }
  /** Whether LND confirmed that the key is revoked. */
  readonly 'revoke-key': boolean
  readonly serve:
    | { readonly ok: true; readonly grpc: string }
    | { readonly ok: false; readonly code: 'not-started'; readonly detail?: string }
  readonly stop: undefined
}

/** `ok`: what was given now could be read; more may be missing. `key`: it contained a macaroon. */
export type GivenAnswer = { readonly key: boolean } & (
  | { readonly ok: true; readonly details: LndDetails }
  | { readonly ok: false; readonly code: LndDetailsFailure; readonly details?: LndDetails }
)
