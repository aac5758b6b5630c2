import type { MessageId, Millis, Pubkey } from '../../../src/shared/domain/ids'
import {
  PODCAST,
  type Conversation,
  type KnownSender,
  type MachineRun,
  type Message,
  type OfflineGap
} from '../../../src/shared/domain/message'
import { isClaimed, isProven, keyOf } from '../../../src/shared/domain/sender'
import { sat } from '../../../src/shared/money'
import { ok } from '../../../src/shared/result'
import { shortKey } from '../../../src/shared/short-key'
import type { SomeAnswers } from './fake-imp'
import { MIRA, NOW } from '../fixtures/samples'

/** A list of received messages, returned in windows as the contract defines them. */
export interface FakeInbox {
  readonly answers: Required<Pick<SomeAnswers, 'inbox'>>
  /** A message arrives. */
  readonly add: (message: Message) => void
  readonly readUpTo: ReadonlyMap<Pubkey, number>
}

export interface FakeInboxOptions {
  readonly messages: readonly Message[]
  readonly gaps?: readonly OfflineGap[]
  readonly petnames?: ReadonlyMap<Pubkey, string>
  readonly muted?: readonly Pubkey[]
  /** The key that a sender's key can be mistaken for. A claimed sender of a known key claims to be that one anyway. */
  readonly looksLike?: ReadonlyMap<Pubkey, Pubkey>
}

export function sampleMessage(patch: Partial<Message> = {}): Message {
  const seq = patch.seq ?? 1
  return {
    seq,
    id: `message-${seq}` as MessageId,
    from: MIRA,
    direction: 'in',
    kind: 'text',
    text: `Message ${seq}`,
    byteLength: 20,
    truncated: false,
    serviceType: 'message',
    amountSat: sat(1n),
    receivedAt: NOW - 1000 * 60 * 60 + seq * 1000,
    read: true,
    replyTo: undefined,
    invoices: [],
    outgoing: undefined,
    ...patch
  }
}

export function fakeInbox(options: FakeInboxOptions): FakeInbox {
  const all = [...options.messages]
  const petnames = new Map(options.petnames)
  const looksLike = new Map(options.looksLike)
  const muted = new Set(options.muted)
  const readUpTo = new Map<Pubkey, number>()

  const of = (pubkey: Pubkey): readonly Message[] => all.filter((message) => message.from === pubkey)
  const unreadOf = (pubkey: Pubkey): readonly Message[] =>
    of(pubkey).filter((message) => !message.read && message.seq > (readUpTo.get(pubkey) ?? 0))

  const nameOf = (pubkey: Pubkey): string =>
    petnames.get(pubkey) ?? petnames.get(keyOf(pubkey) as Pubkey) ?? ''
  const known = (pubkey: Pubkey): KnownSender => ({
    pubkey,
    name: nameOf(pubkey) || shortKey(keyOf(pubkey)),
    canOpen: isProven(pubkey) && of(pubkey).length > 0
  })
  function conversation(pubkey: Pubkey): Conversation {
    const said = of(pubkey)
    const last = [...said].reverse().find((message) => message.kind !== 'machine') ?? said.at(-1)
    const unread = unreadOf(pubkey)
    const machineCount = said.filter((message) => message.kind === 'machine').length
    const like = looksLike.get(pubkey)
    const claimed = keyOf(pubkey) as Pubkey
    return {
      ...(like === undefined ? {} : { looksLike: known(like) }),
      ...(isClaimed(pubkey) && (petnames.has(claimed) || of(claimed).length > 0)
        ? { claimsToBe: known(claimed) }
        : {}),
      pubkey,
      name: nameOf(pubkey),
      contact: petnames.has(pubkey) || said.some(({ direction }) => direction === 'out'),
      sender: {
        petname: petnames.get(pubkey) ?? '',
        muted: muted.has(pubkey),
        minSats: sat(1n)
      },
      lastSeq: said.at(-1)?.seq ?? 0,
      lastAt: said.at(-1)?.receivedAt ?? 0,
      lastLine: lineOf(last),
      lastKind: last?.kind ?? 'text',
      unread: unread.length,
      firstUnreadSeq: unread[0]?.seq,
      receivedSat: sat(
        said.reduce((sum, { direction, amountSat }) => sum + (direction === 'in' ? amountSat : 0n), 0n)
      ),
      machineCount
    }
  }
  const conversations = (): readonly Conversation[] =>
    [...new Set(all.map((message) => message.from))].map(conversation).sort((a, b) => b.lastSeq - a.lastSeq)

  return {
    readUpTo,
    add: (message) => all.push(message),
    answers: {
      inbox: {
        conversations: ({ limit, order, before, query }) => {
          const rank = ({ contact, lastSeq }: Pick<Conversation, 'contact' | 'lastSeq'>) =>
            (order === 'contacts-first' && contact ? Number.MAX_SAFE_INTEGER / 2 : 0) + lastSeq
          const ordered = [...conversations()].sort((a, b) => rank(b) - rank(a))
          const found = ordered.filter(
            (one) =>
              (before === undefined || rank(one) < rank(before)) &&
              (query === undefined ||
                `${one.sender.petname} ${one.pubkey}`.toLowerCase().includes(query.toLowerCase()))
          )
          return ok({ conversations: found.slice(0, limit), more: found.length > limit })
        },
        conversation: ({ pubkey }) => ok(of(pubkey).length === 0 ? undefined : conversation(pubkey)),
        thread: ({ pubkey, limit, at }) => {
          const entries = entriesOf(of(pubkey))
          const [from, to] = windowOf(entries, limit, at)
          const inside = entries.slice(from, to)
          const older = from > 0
          const newer = to < entries.length
          return ok({
            messages: inside.flatMap((entry) => ('message' in entry ? entry.message : [])),
            machine: inside.flatMap((entry) => ('run' in entry ? entry.run : [])),
            gaps: gapsBetween(
              options.gaps ?? [],
              older || at?.kind === 'after' ? (inside[0]?.firstAt ?? 0) : 0,
              newer ? (inside.at(-1)?.lastAt ?? 0) : Infinity
            ),
            older,
            newer
          })
        },
        machineRun: ({ pubkey, fromSeq, toSeq, limit }) => {
          const found = of(pubkey).filter(
            (message) => message.kind === 'machine' && message.seq >= fromSeq && message.seq <= toSeq
          )
          return ok(found.slice(0, limit))
        },
        search: ({ query, pubkey, limit, before }) => {
          const found = all
            .filter(
              (message) =>
                message.kind !== 'machine' &&
                (pubkey === undefined || message.from === pubkey) &&
                (before === undefined || message.seq < before) &&
                message.text.toLowerCase().includes(query.toLowerCase())
            )
            .reverse()
            .map((message) => ({
              seq: message.seq,
              from: message.from,
              name: nameOf(message.from),
              direction: message.direction,
              at: message.receivedAt,
              snippet: message.text
            }))
          return ok({ found: found.slice(0, limit), more: found.length > limit })
        },
        markRead: ({ pubkey, upToSeq }) => {
          readUpTo.set(pubkey, upToSeq)
          return ok(undefined)
        },
        setSender: (args) => {
          petnames.set(args.pubkey, args.petname)
          if (args.muted) muted.add(args.pubkey)
          else muted.delete(args.pubkey)
          return ok(undefined)
        },
        tellApart: ({ pubkey }) => {
          looksLike.delete(pubkey)
          return ok(undefined)
        }
      }
    }
  }
}

type At = { readonly kind: 'before' | 'after' | 'around'; readonly seq: number }

function windowOf(
  entries: readonly { readonly lastSeq: number }[],
  limit: number,
  at: At | undefined
): readonly [number, number] {
  const { length } = entries
  if (at === undefined) return [Math.max(0, length - limit), length]
  const here = entries.findIndex(({ lastSeq }) =>
    at.kind === 'after' ? lastSeq > at.seq : lastSeq >= at.seq
  )
  const index = here < 0 ? length : here
  if (at.kind === 'before') return [Math.max(0, index - limit), index]
  const from = at.kind === 'after' ? index : Math.max(0, index - Math.floor(limit / 2))
  return [from, Math.min(length, from + limit)]
}

/** Messages of people, and runs of machine messages, oldest first. */
function entriesOf(messages: readonly Message[]) {
  return [
    ...messages
      .filter(({ kind }) => kind !== 'machine')
      .map((message) => {
        const { seq, receivedAt } = message
        return { firstSeq: seq, lastSeq: seq, firstAt: receivedAt, lastAt: receivedAt, message }
      }),
    ...runsOf(messages).map((run) => ({ ...run, run }))
  ].sort((a, b) => a.firstSeq - b.firstSeq)
}

function runsOf(messages: readonly Message[]): readonly MachineRun[] {
  const runs: MachineRun[] = []
  let about: string | undefined
  for (const { kind, seq, receivedAt, amountSat, serviceType, text } of messages) {
    const last = runs.at(-1)
    const [title = ''] = serviceType === PODCAST ? text.split('\n') : []
    if (kind !== 'machine') about = undefined
    else if (about === title && last !== undefined) {
      const count = last.count + 1
      runs[runs.length - 1] = {
        ...last,
        lastSeq: seq,
        lastAt: receivedAt,
        count,
        amountSat: sat(last.amountSat + amountSat),
        ...(last.streamed === undefined ? {} : { streamed: { ...last.streamed, minutes: count } })
      }
    } else {
      const streamed = { podcast: title.replace(/^Streamed, /u, ''), minutes: undefined }
      runs.push({
        firstSeq: seq,
        lastSeq: seq,
        count: 1,
        firstAt: receivedAt,
        lastAt: receivedAt,
        amountSat,
        ...(serviceType === PODCAST ? { streamed } : {})
      })
      about = title
    }
  }
  return runs
}

function gapsBetween(gaps: readonly OfflineGap[], from: Millis, to: Millis): readonly OfflineGap[] {
  return gaps.filter((gap) => gap.to >= from && gap.from <= to)
}

function lineOf(last: Message | undefined): string {
  if (last?.kind === 'machine') return last.serviceType === PODCAST ? (last.text.split('\n', 1)[0] ?? '') : ''
  return last?.kind === 'binary' ? `Data, ${last.byteLength / 1000} KB, not text` : (last?.text ?? '')
}
