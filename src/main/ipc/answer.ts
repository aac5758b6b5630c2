import * as v from 'valibot'
import { fail, type Result } from '../../shared/result'

/** A call of the contract with its schema and its handler, typed where both were written. */
export interface Callee<Args> {
  readonly args: v.GenericSchema<unknown, Args>
  readonly handle: (args: Args) => Result<unknown, string> | Promise<Result<unknown, string>>
}

/**
 * Parses what the renderer sent, calls the handler, and turns a bug in it into a coded failure: nothing is ever thrown
 * across the border, where it would carry main's words and paths into the page.
 */
export async function answer<Args>(
  callee: Callee<Args>,
  sent: unknown,
  onBug: (error: unknown) => void
): Promise<Result<unknown, string>> {
  try {
    const parsed = v.safeParse(callee.args, sent, { abortEarly: true })
    if (!parsed.success) return fail('bad-arguments', v.getDotPath(parsed.issues[0]) ?? 'arguments')
    return await callee.handle(parsed.output)
  } catch (error) {
    onBug(error)
    return fail('internal')
  }
}
