import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { status } from '@grpc/grpc-js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payFailure, sendFailure } from '../../../../../src/main/node-client/status-mapping'
import { isLibraryText, readCallError } from '../../../../../src/main/node-client/grpc/call-error'
import { sat } from '../../../../../src/shared/money'

const source = dirname(createRequire(import.meta.url).resolve('@grpc/grpc-js'))

/** The source files whose texts can end a client's call. */
const FILES =
  /^(?:call|client|client-interceptors|compression-filter|internal-channel|load-balancing-call|picker|resolving-call|resolver-dns|retrying-call|subchannel-call)\.js$/u

/** The constant beginning of every text that grpc-js gives a failed call. */
function libraryTexts(): string[] {
  return readdirSync(source)
    .filter((name) => FILES.test(name))
    .flatMap((name) => {
      const code = readFileSync(join(source, name), 'utf8')
      const found = code.matchAll(
        /(?:\bdetails(?::| =)|cancelWithStatus\([^,]+,|reject\(new Error\()\s*(?:'([^']+)'|`([^`$]+))/gu
      )
      return [...found].map((match) => match[1] ?? match[2] ?? '')
    })
}

describe('the error of a failed call', () => {
  it('is attributed to the library for every text that the installed grpc-js creates', () => {
    const texts = libraryTexts()
    expect(texts.length).toBeGreaterThan(20)
    const missed = texts.filter((text) => !isLibraryText(`${text}x`) && !isLibraryText(text))
    expect(missed).toEqual([])
  })

  it('is attributed to the node if it came with a status and is not a text of the library', () => {
    const error = Object.assign(new Error('2 UNKNOWN: Failed payment'), {
      code: 2,
      details: 'Failed payment'
    })
    expect(readCallError(error, true)).toEqual({
      code: status.UNKNOWN,
      text: 'Failed payment',
      said: 'node',
      departed: true
    })
  })

  it('is read for any field values, which then prove nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record(
            {
              code: fc.oneof(fc.anything(), fc.integer(), fc.constantFrom('2', 2.5, -1, 17, 99, NaN)),
              details: fc.oneof(fc.anything(), fc.constant('Failed payment')),
              message: fc.anything(),
              metadata: fc.anything()
            },
            { requiredKeys: [] }
          )
        ),
        (error) => {
          const read = readCallError(error, true)
          expect(typeof read.text).toBe('string')
          expect(status[read.code]).toBeDefined()
          const answer = payFailure(read)
          if (answer.kind === 'failed') expect(error).toMatchObject({ code: 2, details: 'Failed payment' })
          expect(sendFailure(read, sat(1n), false).kind).toBe('unknown')
        }
      ),
      { numRuns: 2000 }
    )
  })

  it('is not lost if reading a field throws', () => {
    const hostile = {
      get code(): unknown {
        throw new Error('no')
      }
    }
    expect(readCallError(hostile, true)).toMatchObject({ code: status.INTERNAL, said: 'connection' })
    expect(readCallError(Object.create(null), true)).toMatchObject({ said: 'connection' })
  })
})
