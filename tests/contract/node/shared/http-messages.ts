/** The lines of `GET /v1/subscribe`. The response begins with the first line. */
export class HttpMessages {
  readonly #abort = new AbortController()
  readonly #response: Promise<Response>
  readonly #lines: AsyncGenerator<string>

  /** `headers` as HTTP has them: metadata with the prefix `Grpc-Metadata-`. */
  constructor(address: string, headers: Readonly<Record<string, string>> = {}) {
    const response = fetch(`http://${address}/v1/subscribe`, { headers, signal: this.#abort.signal })
    this.#response = response
    // A test that ends before the first message closes the stream.
    response.catch(() => undefined)
    this.#lines = lines(response)
  }

  async next(): Promise<unknown> {
    const { value, done } = await this.#lines.next()
    return done === true ? 'end' : JSON.parse(value)
  }

  /** Resolves with the next line that contains this text. */
  async find(text: string): Promise<unknown> {
    for (;;) {
      const line = await this.next()
      if (line === 'end' || JSON.stringify(line).includes(text)) return line
    }
  }

  async header(name: string): Promise<string | null> {
    return (await this.#response).headers.get(name)
  }

  close(): void {
    this.#abort.abort()
  }
}

async function* lines(response: Promise<Response>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of (await response).body ?? []) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  return undefined
}
