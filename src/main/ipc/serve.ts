import type { CallSpec } from '../../shared/ipc/spec'
import { fail, type Result } from '../../shared/result'
import type { CurrentSession, Session } from '../wallet/api'

/** A handler as main serves it: the contract's failures, or that no node is in use. */
type Serve<Spec> =
  Spec extends CallSpec<infer Args, infer Value, infer Code>
    ? (args: Args) => Result<Value, Code | 'no-node'> | Promise<Result<Value, Code | 'no-node'>>
    : never

export type Served<Noun> = { readonly [Action in keyof Noun]: Serve<Noun[Action]> }
export type AllServed<C> = { readonly [Noun in keyof C]: Served<C[Noun]> }

/** Hands a call to the session in use. */
export function withSession<Args, Answer>(
  current: CurrentSession,
  call: (session: Session, args: Args) => Answer
) {
  return (args: Args): Answer | { readonly ok: false; readonly error: { readonly code: 'no-node' } } => {
    const session = current()
    return session === undefined ? fail('no-node') : call(session, args)
  }
}
