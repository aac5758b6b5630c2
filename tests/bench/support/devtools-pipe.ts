import type { Readable, Writable } from 'node:stream'
import * as v from 'valibot'

const Message = v.looseObject({
  id: v.optional(v.number()),
  method: v.optional(v.string()),
  params: v.optional(v.unknown()),
  result: v.optional(v.unknown()),
  error: v.optional(v.looseObject({ message: v.string() }))
})
const Attached = v.looseObject({
  sessionId: v.string(),
  targetInfo: v.looseObject({ type: v.string() })
})
const Evaluated = v.looseObject({
  result: v.looseObject({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(v.looseObject({ text: v.string() }))
})

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/**
 * The DevTools protocol over `--remote-debugging-pipe` (https://chromedevtools.github.io/devtools-protocol/): JSON,
 * each message ended by a zero byte. Playwright reaches Electron only through a debugger in the main process, which
 * stops the program while it starts; this looks at the page alone.
 */
export class DevtoolsPipe {
  readonly #to: Writable
  readonly #waiting = new Map<number, Waiting>()
  readonly #pages: string[] = []
  #pageCame: (() => void) | undefined
  #lastId = 0
  #rest = ''

  constructor(to: Writable, from: Readable) {
    this.#to = to
    // `closed` below reports this: the pipe breaks when the program ends.
    to.on('error', () => undefined)
    from.setEncoding('utf8')
    from.on('data', (text: string) => this.#take(text))
    from.on('close', () => this.#closed())
  }

  /** Waits for the program's first page; resolves with the session that talks to it. */
  async firstPage(): Promise<string> {
    await this.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true
    })
    if (this.#pages.length === 0) await new Promise<void>((resolve) => (this.#pageCame = resolve))
    const [session] = this.#pages
    if (session === undefined) throw new Error('no page')
    return session
  }

  /** The value of an expression in a page; undefined if it is not a JSON value. */
  async evaluate(session: string, expression: string): Promise<unknown> {
    const answer = await this.send('Runtime.evaluate', { expression, returnByValue: true }, session)
    const { result, exceptionDetails } = v.parse(Evaluated, answer)
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
    return result.value
  }

  send(method: string, params: object, sessionId?: string): Promise<unknown> {
    const id = ++this.#lastId
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    this.#to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return answer
  }

  #take(text: string): void {
    const messages = (this.#rest + text).split('\0')
    this.#rest = messages.pop() ?? ''
    for (const message of messages) this.#handle(v.parse(Message, JSON.parse(message)))
  }

  #handle({ id, method, params, result, error }: v.InferOutput<typeof Message>): void {
    if (method === 'Target.attachedToTarget') {
      const { sessionId, targetInfo } = v.parse(Attached, params)
      if (targetInfo.type !== 'page') return
      this.#pages.push(sessionId)
      this.#pageCame?.()
    }
    if (id === undefined) return
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error === undefined) waiting?.resolve(result)
    else waiting?.reject(new Error(error.message))
  }

  #closed(): void {
    for (const { reject } of this.#waiting.values())
      reject(new Error('the program closed its debugging pipe'))
    this.#waiting.clear()
  }
}
