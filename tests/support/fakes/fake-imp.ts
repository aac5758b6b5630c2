import type { AppState } from '../../../src/shared/domain/app-state'
import type { ContractCalls, Events, ImpApi } from '../../../src/shared/ipc/contract'
import type { Handlers } from '../../../src/shared/ipc/spec'
import { msat } from '../../../src/shared/money'
import { fail, ok } from '../../../src/shared/result'

type Answers = Handlers<ContractCalls>
/** The answers that a test replaces. All other calls answer like a wallet without records. */
export type SomeAnswers = { readonly [Noun in keyof Answers]?: Partial<Answers[Noun]> }

export interface RecordedCall {
  /** `pay.send` */
  readonly name: string
  readonly args: unknown
}

/** Replaces `window.imp`. Typed by the contract, so that a changed call does not compile here. */
export interface FakeImp {
  readonly api: ImpApi
  readonly calls: readonly RecordedCall[]
  readonly emit: <E extends keyof Events>(event: E, payload: Events[E]) => void
  /** Gives the page a new state, with the next revision. */
  readonly setState: (patch: Partial<Omit<AppState, 'revision'>>) => void
  /** Emits changed rows to the page, with the next revision. */
  readonly setChanged: (change: Partial<Omit<Events['changed'], 'revision'>>) => void
  /** Changes answers from here on. */
  readonly answer: (answers: SomeAnswers) => void
}

export function fakeImp(state: AppState, answers: SomeAnswers = {}): FakeImp {
  let current = state
  let overrides: readonly SomeAnswers[] = [answers]
  const calls: RecordedCall[] = []
  const listeners = new Map<string, Set<(payload: never) => void>>()

  const empty: Answers = {
    app: {
      snapshot: () => ok(current),
      copyText: () => ok(undefined),
      openDataFolder: () => ok(undefined),
      openLogFolder: () => ok(undefined),
      licences: () => ok([]),
      openChromiumLicences: () => ok(undefined)
    },
    updates: {
      check: () => ok(undefined),
      restart: () => fail('no-update')
    },
    connection: {
      connect: () => ok({ kind: 'connected' }),
      startDemoNode: () => ok(undefined),
      retryNow: () => ok(undefined),
      refresh: () => ok({ lastMessageAt: undefined }),
      use: () => ok(undefined),
      label: () => ok(undefined),
      leave: () => ok(undefined),
      unsettled: () => ok({ sending: 0, unknown: 0, amountMsat: msat(0n), messages: 0 }),
      startNewRecords: () => ok(undefined),
      useRecords: () => ok(undefined),
      keepApart: () => ok(undefined),
      forget: () => ok(undefined)
    },
    pairing: {
      begin: () => ok(undefined),
      end: () => ok(undefined),
      findLocal: () => ok([]),
      useFound: () => ok(true),
      giveText: () => ok(undefined),
      giveClipboard: () => ok(undefined),
      giveFiles: () => ok(undefined),
      chooseFiles: () => ok(false),
      chooseFolder: () => ok(false),
      giveFolder: () => ok(undefined),
      setAddress: () => ok(undefined),
      clearClipboard: () => ok(undefined),
      setSocks: () => ok(undefined),
      forgetDetails: () => ok(undefined),
      check: () => ok(undefined),
      addAsNew: () => ok(undefined),
      cancelCheck: () => ok(undefined),
      connect: () => fail('not-checked'),
      trustShown: () => ok(undefined)
    },
    invoices: {
      create: () => fail('not-connected'),
      get: () => fail('not-found'),
      recent: () => ok([]),
      check: () => fail('not-found'),
      saveQr: () => ok(true),
      copyQr: () => ok(undefined)
    },
    pay: {
      inspect: () => ok({ kind: 'nothing' }),
      estimateFee: () => ok(undefined),
      inspectClipboard: () => ok({ text: '', view: { kind: 'empty' } }),
      send: () => fail('not-connected'),
      checkAgain: () => fail('not-found'),
      get: () => fail('not-found')
    },
    inbox: {
      conversations: () => ok({ conversations: [], more: false }),
      conversation: () => ok(undefined),
      thread: () => ok({ messages: [], machine: [], gaps: [], older: false, newer: false }),
      machineRun: () => ok([]),
      search: () => ok({ found: [], more: false }),
      markRead: () => ok(undefined),
      markAllRead: () => ok(undefined),
      setSender: () => ok(undefined),
      tellApart: () => ok(undefined),
      send: () => fail('not-connected'),
      requestPayment: () => fail('not-connected'),
      resend: () => fail('not-found'),
      estimateFee: () => ok(undefined),
      leaveRest: () => ok(undefined),
      saveData: () => ok(true)
    },
    activity: {
      page: () => ok({ rows: [], days: [], next: undefined }),
      anchors: () => ok({ count: 0, cursors: [] }),
      totals: () =>
        ok({
          count: 0,
          sentMsat: msat(0n),
          receivedMsat: msat(0n),
          counts: { all: 0, sent: 0, received: 0, waiting: 0, unknown: 0, failed: 0 }
        }),
      details: () => fail('not-found'),
      export: () => ok(undefined),
      exportAll: () => ok(undefined),
      cancelExport: () => ok(undefined),
      saveProof: () => ok(true),
      setNote: () => ok(undefined)
    },
    settings: {
      change: (patch) => {
        current = { ...current, settings: { ...current.settings, ...definedOf(patch) } }
        return ok(current.settings)
      }
    }
  }

  const invoke = async (noun: string, action: string, args: unknown) => {
    calls.push({ name: `${noun}.${action}`, args })
    const handler = [...overrides, empty]
      .map((one) => handlerOf(one, noun, action))
      .find((one) => one !== undefined)
    if (handler === undefined) throw new Error(`no answer for ${noun}.${action}`)
    return await handler(args)
  }
  const nouns = Object.entries(empty).map(([noun, actions]) => [
    noun,
    Object.fromEntries(
      Object.keys(actions).map((action) => [action, (args?: unknown) => invoke(noun, action, args)])
    )
  ])
  const on: ImpApi['on'] = (event, listener) => {
    const set = listeners.get(event) ?? new Set()
    listeners.set(event, set.add(listener))
    return () => set.delete(listener)
  }
  const emit: FakeImp['emit'] = (event, payload) => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never)
  }

  return {
    // Built from the object that the compiler has checked against the contract.
    api: { ...Object.fromEntries(nouns), on } as ImpApi,
    calls,
    emit,
    setState: (patch) => {
      current = { ...current, ...patch, revision: current.revision + 1 }
      emit('state', current)
    },
    setChanged: (change) => {
      current = { ...current, revision: current.revision + 1 }
      emit('changed', {
        conversations: [],
        messages: [],
        payments: [],
        invoices: [],
        ...change,
        revision: current.revision
      })
    },
    answer: (more) => {
      overrides = [more, ...overrides]
    }
  }
}

function handlerOf(answers: object, noun: string, action: string): ((args: unknown) => unknown) | undefined {
  const actions: unknown = Reflect.get(answers, noun)
  if (typeof actions !== 'object' || actions === null) return undefined
  const handler: unknown = Reflect.get(actions, action)
  return typeof handler === 'function' ? (handler as (args: unknown) => unknown) : undefined
}

function definedOf<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never
}
