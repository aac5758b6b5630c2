import { describe, expect, it } from 'vitest'
import { DepartureGuard } from '../../../../../src/main/node-client/grpc/departure-guard'

const CALL = { method_name: 'PayInvoice', service_url: 'https://node/lightning.Lightning' }

describe('DepartureGuard', () => {
  it('is unused until the library asks for it, which it does right before a request leaves', async () => {
    const ticket = new DepartureGuard()
    const { credentials } = ticket
    expect(ticket.used).toBe(false)
    await credentials.generateMetadata(CALL)
    expect(ticket.used).toBe(true)
  })

  it('lets a request leave once and never again', async () => {
    const ticket = new DepartureGuard()
    const { credentials } = ticket
    await credentials.generateMetadata(CALL)
    await expect(credentials.generateMetadata(CALL)).rejects.toThrow()
    expect(ticket.used).toBe(true)
  })
})
