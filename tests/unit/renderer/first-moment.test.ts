import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import App from '../../../src/renderer/App.svelte'
import { AppModel } from '../../../src/renderer/lib/app.svelte'
import { ok } from '../../../src/shared/result'
import { fakeImp, type FakeImp } from '../../support/fakes/fake-imp'
import { NOW, sampleCard, sampleState, savedNode } from '../../support/fixtures/samples'
import { argsOf } from './show-app'

/** Every part of the page that is loaded on demand waits here until the test lets it load or fail. */
const parts = vi.hoisted(() => {
  let waiting: { resolve: () => void; reject: (error: Error) => void }[] = []
  return {
    wait: () => new Promise<void>((resolve, reject) => waiting.push({ resolve, reject })),
    reset: () => (waiting = []),
    count: () => waiting.length,
    come: () => {
      for (const part of waiting.splice(0)) part.resolve()
    },
    fail: () => {
      for (const part of waiting.splice(0)) part.reject(new Error('the file is gone'))
    }
  }
})
vi.mock(import('../../../src/renderer/lib/lazy-part.svelte'), async (original) => {
  const { LazyPart } = await original()
  class LatePart<T> extends LazyPart<T> {
    constructor(read: () => Promise<{ readonly default: T }>) {
      super(async () => {
        await parts.wait()
        return await read()
      })
    }
  }
  return { LazyPart: LatePart }
})
beforeEach(() => {
  parts.reset()
  // The sample invoice expires.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterEach(() => {
  vi.useRealTimers()
})

const PAY = { name: 'Pay 2,500 sats' }
const payable = () =>
  fakeImp(sampleState(), { pay: { inspect: () => ok({ kind: 'cards', cards: [sampleCard()] }) } })
const transfer = { files: [], getData: () => ' lnbc25u1p4s90f ' }

/** Shows the frame without the parts that are loaded on demand. */
async function showFrame(fake: FakeImp): Promise<HTMLElement> {
  render(App, { props: { app: new AppModel(fake.api) } })
  const frame = await screen.findByRole('navigation', { name: 'Main' })
  await waitFor(() => {
    expect(parts.count()).toBeGreaterThan(0)
  })
  expect(screen.queryByRole('heading', { level: 1 })).toBeNull()
  return frame
}
const heading = async () => (await screen.findByRole('heading', { level: 1 })).textContent

describe('input before the screens are loaded', () => {
  it('opens Pay with a pasted text', async () => {
    const fake = payable()
    await showFrame(fake)
    await fireEvent.paste(document.body, { clipboardData: transfer })
    parts.come()
    await screen.findByRole('button', PAY)
    expect(argsOf(fake, 'pay.inspect')).toContainEqual({ text: 'lnbc25u1p4s90f', messageId: undefined })
    expect(argsOf(fake, 'pay.send')).toEqual([])
  })

  it('opens Pay with a dropped text', async () => {
    await showFrame(payable())
    await fireEvent.drop(document.body, { dataTransfer: transfer })
    parts.come()
    await screen.findByRole('button', PAY)
  })

  it('opens Pay with a text pasted before main has answered', async () => {
    const fake = payable()
    render(App, { props: { app: new AppModel(fake.api) } })
    await fireEvent.paste(document.body, { clipboardData: transfer })
    await waitFor(() => {
      expect(parts.count()).toBeGreaterThan(0)
    })
    parts.come()
    await screen.findByRole('button', PAY)
  })

  it('opens Pay with a link', async () => {
    const fake = payable()
    await showFrame(fake)
    fake.emit('open', { to: 'pay', text: 'lightning:lnbc25u1p4s90f' })
    parts.come()
    await screen.findByRole('button', PAY)
  })

  it.each([
    ['2', 'Pay'],
    ['4', 'Activity'],
    ['n', 'Receive'],
    [',', 'Settings']
  ])('switches with Ctrl+%s to %s', async (key, name) => {
    await showFrame(payable())
    await fireEvent.keyDown(document.body, { key, ctrlKey: true })
    parts.come()
    expect(await heading()).toBe(name)
  })

  it('focuses the search field with Ctrl+F', async () => {
    await showFrame(payable())
    await fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true })
    parts.come()
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('searchbox'))
    })
  })

  it('opens the connection status that was clicked, on the same button', async () => {
    const frame = await showFrame(payable())
    const chip = within(frame).getByRole('button')
    await fireEvent.click(chip)
    expect(screen.queryByText(/Connected since/u)).toBeNull()
    parts.come()
    await screen.findByText(/Connected since/u)
    expect(within(frame).getByRole('button', { hidden: true })).toBe(chip)
  })
})

describe('a part of the page that cannot be loaded', () => {
  const FAILED = 'This part of the wallet could not be loaded'

  it('is replaced by a message with a retry, in place of the screens', async () => {
    await showFrame(payable())
    await fireEvent.paste(document.body, { clipboardData: transfer })
    parts.fail()
    await screen.findByText(FAILED)
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    parts.fail()
    await screen.findByText(/start it again/u)
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    parts.come()
    await screen.findByRole('button', PAY)
    expect(screen.queryByText(FAILED)).toBeNull()
  })

  it('is reported at the connection status, where it was clicked', async () => {
    const frame = await showFrame(payable())
    await fireEvent.click(within(frame).getByRole('button', { name: /Connected/u }))
    await waitFor(() => {
      expect(parts.count()).toBe(2)
    })
    parts.fail()
    expect(await screen.findAllByText(FAILED)).toHaveLength(2)
  })

  it('is reported in the list of saved nodes', async () => {
    const nodes = [savedNode()]
    render(App, { props: { app: new AppModel(fakeImp(sampleState({ node: undefined, nodes })).api) } })
    await screen.findByText('Your nodes')
    await waitFor(() => {
      expect(parts.count()).toBeGreaterThan(1)
    })
    parts.fail()
    await screen.findByText(FAILED)
  })
})
