import { once } from 'node:events'
import { createSocket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '../support/drivers/app'
import { startThirdPartyServer } from '../support/processes/third-party-server'

/** Allowed URLs in Chromium's network log: the page's own files, and the invalid address for dictionaries. */
const OWN = /^(?:app:\/\/wallet\/|devtools:|data:|blob:|https:\/\/(?:00\.00|0\.0\.0\.0)\/)/u

/** Every URL in a network log of Chromium (`--log-net-log`), in any event. */
function urlsIn(netLog: string): string[] {
  const urls = [...readFileSync(netLog, 'utf8').matchAll(/"(?:url|original_url|location|uri)":"([^"]+)"/gu)]
  return [...new Set(urls.map(([, url = '']) => url))]
}

test('A new profile makes no network requests, neither by Chromium itself nor through a proxy from the environment', async ({
  launchWallet,
  dataDir
}) => {
  const proxy = await startThirdPartyServer()
  const netLog = join(dataDir, 'net-log.json')
  const environment = Object.fromEntries(
    ['http_proxy', 'https_proxy', 'all_proxy'].map((name) => [name, proxy.url])
  )
  const wallet = await launchWallet({
    dataDir,
    args: [`--log-net-log=${netLog}`],
    env: { ...environment, no_proxy: '' }
  })
  await expect(wallet.page.getByRole('main')).toBeVisible()
  await wallet.page.reload()
  await expect(wallet.page.getByRole('main')).toBeVisible()
  await wallet.close()
  const urls = urlsIn(netLog)
  // The log exists and was written to its end.
  expect(readFileSync(netLog, 'utf8')).toContain('"constants"')
  expect(urls.filter((url) => !OWN.test(url))).toEqual([])
  expect(proxy.visits).toEqual([])
  proxy.stop()
})

test('WebRTC in a compromised page sends nothing, neither UDP nor TCP', async ({ launchWallet, dataDir }) => {
  const received: string[] = []
  const udp = createSocket('udp4', () => received.push('udp'))
  udp.bind(0, '127.0.0.1')
  await once(udp, 'listening')
  const tcp = createServer((socket) => {
    received.push('tcp')
    socket.destroy()
  })
  tcp.listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  const { page } = await launchWallet({ dataDir })
  const ports = { udp: udp.address().port, tcp: (tcp.address() as AddressInfo).port }
  // ICE gathering ends when every server was tried.
  const state = await page.evaluate(async ({ udp, tcp }) => {
    const login = { username: 'a secret', credential: 'x' }
    const connection = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:127.0.0.1:${udp}` },
        { urls: `turn:127.0.0.1:${udp}?transport=udp`, ...login },
        { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, ...login },
        { urls: `turns:127.0.0.1:${tcp}?transport=tcp`, ...login }
      ]
    })
    connection.createDataChannel('out')
    const gathered = new Promise<string>((resolve) => {
      connection.addEventListener('icegatheringstatechange', () => {
        if (connection.iceGatheringState === 'complete') resolve('complete')
      })
    })
    await connection.setLocalDescription(await connection.createOffer())
    return await gathered
  }, ports)
  expect(state).toBe('complete')
  expect(received).toEqual([])
  udp.close()
  tcp.close()
})
