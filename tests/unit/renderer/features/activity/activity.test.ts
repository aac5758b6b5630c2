import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../../../../src/shared/result'
import { fakeActivity, manyRows, sampleRow } from '../../../../support/fakes/fake-activity'
import { argsOf } from '../../show-app'
import { findDrawer, impOf, findRow, openActivity, paymentDetails } from './show-activity'

describe('the Activity screen', () => {
  it('explains an empty list and offers both ways to fill it', async () => {
    const app = await openActivity(impOf([]))
    await fireEvent.click(await screen.findByRole('button', { name: 'Pay an invoice' }))
    expect(app.router.route).toEqual({ screen: 'pay' })
  })

  it('shows a sign only if money moved', async () => {
    await openActivity(
      impOf([
        sampleRow({ key: 'p:1', title: 'Paid one' }),
        sampleRow({ key: 'p:2', title: 'Failed one', state: 'failed' }),
        sampleRow({ key: 'p:3', title: 'Unknown one', state: 'unknown' }),
        sampleRow({ key: 'i:4', title: 'Received one', kind: 'invoice', state: 'paid' })
      ])
    )
    expect((await findRow(/Paid one/u)).textContent).toContain('−2,500')
    expect((await findRow(/Received one/u)).textContent).toContain('+2,500')
    expect((await findRow(/Failed one.*Failed/u)).textContent).not.toMatch(/[+−]2,500/u)
    expect((await findRow(/Unknown one.*Outcome unknown/u)).textContent).not.toMatch(/[+−]2,500/u)
  })

  it('shows clearly that a proof does not match', async () => {
    await openActivity(impOf([sampleRow({ alarm: true })]))
    expect(within(await findRow(/Courier/u)).getByText('Proof does not match')).toBeTruthy()
  })

  it('counts the rows of every filter, and applies a filter on click', async () => {
    await openActivity(
      impOf([sampleRow({ key: 'p:1' }), sampleRow({ key: 'p:2', title: 'Stickers', state: 'failed' })])
    )
    await fireEvent.click(await screen.findByRole('button', { name: 'Failed 1' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: /Courier/u })).toBeNull())
    expect(await findRow(/Stickers/u)).toBeTruthy()
  })

  it('names the search that matches nothing, and offers to clear it', async () => {
    await openActivity(impOf([sampleRow({ title: 'Kochere' })]))
    await fireEvent.click(await screen.findByRole('button', { name: 'Failed 0' }))
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'kochere' } })
    expect(await screen.findByText('Nothing matches “kochere” in Failed')).toBeTruthy()
    expect(await screen.findByText('One entry matches in All.')).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Show all' }))
    expect(await findRow(/Kochere/u)).toBeTruthy()
  })

  it('renders only the visible rows of a hundred thousand', async () => {
    await openActivity(impOf(manyRows(100_000)))
    await findRow(/Payment 100000/u)
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(60)
  })

  it('moves through the rows with the keyboard and opens one with Enter', async () => {
    await openActivity(
      impOf(manyRows(30), paymentDetails({ state: 'succeeded', proof: 'verified', preimage: 'ab' }))
    )
    const first = await findRow(/Payment 30/u)
    first.focus()
    await fireEvent.keyDown(first, { key: 'ArrowDown' })
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Payment 29'))
    await fireEvent.click(document.activeElement ?? first)
    expect(await findDrawer()).toBeTruthy()
    await fireEvent.keyDown(document.activeElement ?? first, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull())
  })

  it('shows that the list could not be read, and retries', async () => {
    const imp = impOf([])
    imp.answer({ activity: { page: () => fail('internal' as never) } })
    await openActivity(imp)
    expect(await screen.findByText('The list could not be read')).toBeTruthy()
    imp.answer(fakeActivity([sampleRow()]).answers)
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await findRow(/Courier/u)).toBeTruthy()
  })
})

describe('an export of the activity list', () => {
  const choose = async (item: RegExp) => {
    await fireEvent.keyDown(await screen.findByRole('button', { name: 'Export' }), { key: 'Enter' })
    await fireEvent.click(await screen.findByRole('menuitem', { name: item }))
  }

  it('contains what the list shows', async () => {
    const imp = impOf([sampleRow({ title: 'Kochere' })])
    imp.answer({ activity: { export: () => ok(1) } })
    await openActivity(imp)
    await fireEvent.input(await screen.findByRole('searchbox'), { target: { value: 'kochere' } })
    await waitFor(() => expect(imp.calls.at(-1)?.args).toMatchObject({ query: 'kochere' }))
    await choose(/^CSV of what is shown/u)
    expect(argsOf(imp, 'activity.export')).toEqual([{ format: 'csv', filter: 'all', query: 'kochere' }])
    expect(await screen.findByText('One entry saved')).toBeTruthy()
  })

  it('shows its progress, continues while another screen is open, and can be cancelled', async () => {
    const imp = impOf([sampleRow()])
    let end: () => void = () => undefined
    imp.answer({
      activity: { export: () => new Promise((resolve) => (end = () => resolve(ok(undefined)))) }
    })
    const app = await openActivity(imp)
    await choose(/^JSON of everything/u)
    imp.emit('exporting', { done: 31_400, total: 100_000 })
    expect(await screen.findByText('31,400 of 100,000 saved')).toBeTruthy()
    app.router.go({ screen: 'pay' })
    app.router.go({ screen: 'activity' })
    await fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(argsOf(imp, 'activity.cancelExport')).toHaveLength(1)
    end()
    await waitFor(() => expect(screen.queryByText(/saved$/u)).toBeNull())
  })

  it('reports that the file could not be written and that no part of it remains', async () => {
    const imp = impOf([sampleRow()])
    imp.answer({ activity: { export: () => fail('write-failed') } })
    await openActivity(imp)
    await choose(/^CSV/u)
    expect(await screen.findByText('The file could not be written')).toBeTruthy()
    expect(screen.getByText(/No part of it is left/u)).toBeTruthy()
  })
})
