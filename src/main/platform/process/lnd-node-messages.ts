import * as v from 'valibot'
import { NETWORKS } from '../../../shared/domain/network'
import {
  KEY_LIMITS,
  KEY_SCOPES,
  LND_DETAILS_FAILURES,
  LND_DETAILS_FORMS,
  LND_HOSTS,
  PAIRING_PROBLEMS,
  PAIRING_STEP_STATES,
  PAIRING_STEPS
} from '../../../shared/domain/pairing'
import { sat } from '../../../shared/money'
import {
  LND_STATUSES,
  LndAccessSchema,
  type LndProcessAnswers,
  type LndProcessRequest
} from '../../../shared/lnd-process'

/** Schemas for the messages of the LND node's process. It parses data of other computers, so main does not trust it. */

const short = v.pipe(v.string(), v.maxLength(1000))
const fingerprint = v.pipe(v.string(), v.maxLength(200))
const satAmount = v.pipe(v.bigint(), v.transform(sat))

const Details = v.object({
  form: v.picklist(LND_DETAILS_FORMS),
  address: v.undefinedable(short),
  fingerprint: v.undefinedable(fingerprint),
  inLink: v.boolean(),
  key: v.undefinedable(
    v.object({
      scope: v.undefinedable(v.picklist(KEY_SCOPES)),
      limits: v.pipe(v.array(v.picklist(KEY_LIMITS)), v.maxLength(KEY_LIMITS.length))
    })
  ),
  host: v.undefinedable(v.picklist(LND_HOSTS))
})

const Given = v.variant('ok', [
  v.object({ ok: v.literal(true), key: v.boolean(), details: Details }),
  v.object({
    ok: v.literal(false),
    key: v.boolean(),
    code: v.picklist(LND_DETAILS_FAILURES),
    details: v.exactOptional(Details)
  })
])

const pubkey = v.pipe(v.string(), v.regex(/^0[23][0-9a-f]{64}$/u))

/** An estimate that LND's answers lead to. */
const lag = v.object({ blocks: v.exactOptional(v.number()), remainingMs: v.exactOptional(v.number()) })

const Rights = v.object({
  info: v.boolean(),
  receive: v.boolean(),
  pay: v.boolean(),
  sign: v.boolean(),
  bake: v.boolean()
})
const answered = v.exactOptional(v.boolean())
const RightsSoFar = v.object({
  info: answered,
  receive: answered,
  pay: answered,
  sign: answered,
  bake: answered
})

const Check = v.object({
  running: v.boolean(),
  steps: v.pipe(
    v.array(
      v.object({
        id: v.picklist(PAIRING_STEPS),
        state: v.picklist(PAIRING_STEP_STATES),
        detail: v.exactOptional(short),
        problem: v.exactOptional(v.picklist(PAIRING_PROBLEMS))
      })
    ),
    v.maxLength(PAIRING_STEPS.length)
  ),
  findings: v.object({
    pubkey: v.exactOptional(pubkey),
    alias: v.exactOptional(short),
    network: v.exactOptional(v.picklist(NETWORKS)),
    version: v.exactOptional(short),
    rights: v.exactOptional(Rights),
    rightsSoFar: v.exactOptional(RightsSoFar),
    lag: v.exactOptional(lag),
    keysendAt: v.exactOptional(v.number()),
    channels: v.exactOptional(
      v.object({
        open: v.number(),
        active: v.number(),
        offlineSat: satAmount,
        offlinePeer: v.exactOptional(short)
      })
    ),
    canSendSat: v.exactOptional(satAmount),
    canReceiveSat: v.exactOptional(satAmount),
    certificateUntil: v.exactOptional(v.number()),
    shownFingerprint: v.exactOptional(fingerprint),
    shownValidFrom: v.exactOptional(v.number()),
    trustedFingerprint: v.exactOptional(fingerprint)
  }),
  retryAt: v.exactOptional(v.number())
})

const Status = v.object({
  event: v.literal('status'),
  status: v.picklist(LND_STATUSES),
  detail: v.optional(short),
  shown: v.optional(v.object({ fingerprint, pem: v.pipe(v.string(), v.maxLength(100_000)) })),
  retryAt: v.optional(v.number()),
  lag: v.optional(lag)
})
export type LndNodeStatus = v.InferOutput<typeof Status>
export type LndNodeCheck = v.InferOutput<typeof Check>

export const LndNodeMessage = v.variant('event', [
  v.object({ event: v.literal('ready') }),
  v.object({ event: v.literal('answer'), id: v.number(), answer: v.unknown() }),
  v.object({ event: v.literal('check'), check: Check }),
  Status
])

const nothing = v.undefined()
const failed = <const Codes extends readonly string[]>(codes: Codes) =>
  v.object({ ok: v.literal(false), code: v.picklist(codes), detail: v.exactOptional(short) })

/** The answers by the kind of their request. */
export const ANSWERS = {
  'give-text': Given,
  'give-files': Given,
  'give-folder': v.undefinedable(Given),
  'give-access': Given,
  'set-address': Given,
  forget: nothing,
  'find-local': v.pipe(
    v.array(v.object({ folder: v.string(), address: short, network: v.picklist(NETWORKS) })),
    v.maxLength(100)
  ),
  check: Check,
  'cancel-check': nothing,
  'make-key': v.variant('ok', [
    v.object({ ok: v.literal(true), access: LndAccessSchema, rootKeyId: v.undefinedable(short) }),
    failed(['not-checked', 'not-baked'])
  ]),
  'revoke-key': v.boolean(),
  serve: v.variant('ok', [
    v.object({ ok: v.literal(true), grpc: v.pipe(short, v.minLength(1)) }),
    failed(['not-started'])
  ]),
  stop: nothing
} as const satisfies { [K in LndProcessRequest['kind']]: v.GenericSchema<unknown, LndProcessAnswers[K]> }

export type LndNodeAnswer<Kind extends LndProcessRequest['kind']> = v.InferOutput<(typeof ANSWERS)[Kind]>
