import { describe, expect, it } from 'vitest'
import { DepartureGuard } from '../../../../../src/main/node-client/grpc/departure-guard'

const CALL = { method_name: 'PayInvoice', service_url: 'https://node/lightning.Lightning' }

describe('DepartureGuard', () => {
  it('is unused until the library requests the metadata, directly before a request leaves', async () => {
    const guard = new DepartureGuard()
    const { credentials } = guard
    expect(guard.used).toBe(false)
    await credentials.generateMetadata(CALL)
    expect(guard.used).toBe(true)
  })

  it('lets a request leave only once', async () => {
    const guard = new DepartureGuard()
    const { credentials } = guard
    await credentials.generateMetadata(CALL)
    await expect(credentials.generateMetadata(CALL)).rejects.toThrow()
    expect(guard.used).toBe(true)
  })
})
