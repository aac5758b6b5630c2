import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const MAX_BYTES = 1_000_000

interface Open {
  readonly descriptor: number
  bytes: number
}

/** Appends to a file with one system call per line, and starts a new file when it is full. Never throws. */
export class LogFile {
  #open: Open | undefined

  constructor(private readonly file: string) {}

  write(text: string): void {
    try {
      if (this.#open !== undefined && this.#open.bytes > MAX_BYTES) this.#rotate(this.#open)
      this.#open ??= this.#openFile()
      this.#open.bytes += writeSync(this.#open.descriptor, text)
    } catch {
      // Disk full or read-only. Errors that matter to the person are shown where data would be lost. The next line
      // tries again.
      this.#close()
    }
  }

  #openFile(): Open {
    mkdirSync(dirname(this.file), { recursive: true })
    const open = this.#append()
    if (open.bytes <= MAX_BYTES) return open
    this.#rotate(open)
    return this.#append()
  }

  #append(): Open {
    const descriptor = openSync(this.file, 'a', 0o600)
    return { descriptor, bytes: fstatSync(descriptor).size }
  }

  #rotate({ descriptor }: Open): void {
    this.#open = undefined
    closeSync(descriptor)
    renameSync(this.file, `${this.file}.old`)
  }

  #close(): void {
    const { descriptor } = this.#open ?? {}
    this.#open = undefined
    try {
      if (descriptor !== undefined) closeSync(descriptor)
    } catch {
      // The descriptor is given up either way.
    }
  }
}
