import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/**
 * A connected socket as a stream that Node's TLS does not take for a socket. TLS directly over a socket loses a write
 * that fails at once, as the first one after a reset does. HTTP/2 waits for that write for ever: it neither reads nor
 * learns that the connection is gone, and every call over it hangs (nodejs/node#55804, #61304).
 *
 * The wallet has a copy, because the two share no code that needs Node.
 */
export class PlainStream extends Duplex {
  readonly #socket: Socket

  constructor(socket: Socket) {
    super()
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) socket.pause()
    })
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => this.destroy())
    // The peer may have closed the connection before this line.
    if (socket.destroyed) this.destroy()
    else if (socket.readableEnded) this.push(null)
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done)
  }

  override _final(done: () => void): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }
}
