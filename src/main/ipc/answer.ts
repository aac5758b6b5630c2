import * as v from 'valibot'
import { fail, type Result } from '../../shared/result'

/** A call of the contract: its argument schema and its handler, with matching types. */
export interface Callee<Args> {
  readonly args: v.GenericSchema<unknown, Args>
  readonly handle: (args: Args) => Result<unknown, string> | Promise<Result<unknown, string>>
}

/**
 * Parses the renderer's arguments, calls the handler, and turns an exception into a coded failure. Nothing is thrown
 * across IPC, because an exception would carry internal text and paths into the page.
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
