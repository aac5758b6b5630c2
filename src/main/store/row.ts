/** One row of a result. The file may contain anything, so each value is checked when it is read. */
export class Row {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  private isNull(name: string): boolean {
    return this.values[name] === null
  }

  text(name: string): string {
    const value = this.values[name]
    return typeof value === 'string' ? value : this.unexpected(name)
  }

  optionalText(name: string): string | undefined {
    return this.isNull(name) ? undefined : this.text(name)
  }

  /** An integer of any size, up to int64. */
  big(name: string): bigint {
    const value = this.values[name]
    return typeof value === 'bigint' ? value : this.unexpected(name)
  }

  /** A count, a time or a row number; never an amount. */
  int(name: string): number {
    const value = Number(this.big(name))
    return Number.isSafeInteger(value) ? value : this.unexpected(name)
  }

  optionalBig(name: string): bigint | undefined {
    return this.isNull(name) ? undefined : this.big(name)
  }

  optionalInt(name: string): number | undefined {
    return this.isNull(name) ? undefined : this.int(name)
  }

  flag(name: string): boolean {
    return this.big(name) !== 0n
  }

  private bytes(name: string): Uint8Array {
    const value = this.values[name]
    return value instanceof Uint8Array ? value : this.unexpected(name)
  }

  optionalBytes(name: string): Uint8Array | undefined {
    return this.isNull(name) ? undefined : this.bytes(name)
  }

  oneOf<const T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.text(name)
    return allowed.find((candidate) => candidate === value) ?? this.unexpected(name)
  }

  optionalOneOf<const T extends string>(name: string, allowed: readonly T[]): T | undefined {
    return this.isNull(name) ? undefined : this.oneOf(name, allowed)
  }

  private unexpected(name: string): never {
    throw new Error(`the database holds an unexpected ${typeof this.values[name]} as ${name}`)
  }
}
