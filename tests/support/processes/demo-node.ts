import { createServer } from 'node:net'
import { onTestFinished } from 'vitest'
import { startDemoNode, type DemoNode, type DemoNodeOptions } from '../../../src/node/backends/demo'

/** Starts a demo node in this process, and stops it after the test. */
export async function demoNode(options: DemoNodeOptions = {}): Promise<DemoNode> {
  const node = await startDemoNode(options)
  onTestFinished(() => node.stop())
  return node
}

/** An address of this computer on which no program listens. */
export async function deadAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `127.0.0.1:${address.port}`
}
