import { expect, it, onTestFinished } from 'vitest'
import { LndClient } from '../../../src/node/backends/lnd/lnd-client'
import { PrivateChannels } from '../../../src/node/backends/lnd/private-channels'
import { runScriptedLnd } from '../../support/fakes/scripted-lnd'

it('LND is asked once a minute whether its channels are announced', async () => {
  const lnd = await runScriptedLnd()
  let channels: object[] = []
  lnd.script['lnrpc.Lightning/GetNodeInfo'] = () => ({ channels })
  const client = new LndClient(() => ({
    address: lnd.address,
    cert: lnd.certificate.cert,
    macaroon: lnd.admin
  }))
  onTestFinished(() => client.close())
  let now = 1_000_000
  const privateChannels = new PrivateChannels(client, lnd.pubkey, () => now)
  const asked = () => lnd.callsOf('lnrpc.Lightning/GetNodeInfo').length

  expect(await privateChannels.only()).toEqual({ ok: true, value: true })
  channels = [{ channel_id: '1' }]
  now += 59_000
  expect(await privateChannels.only()).toEqual({ ok: true, value: true })
  expect(asked()).toBe(1)
  now += 1_000
  expect(await privateChannels.only()).toEqual({ ok: true, value: false })
  // The clock of the computer was set back.
  now -= 3_600_000
  expect(await privateChannels.only()).toEqual({ ok: true, value: false })
  expect(asked()).toBe(3)
})
