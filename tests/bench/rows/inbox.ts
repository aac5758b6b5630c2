import type { Page } from '@playwright/test'
import type { BenchRow } from '../row'
import { comparisonsOf, pairOf } from '../support/pair'
import { fillInbox, PLANTED, PLANTED_COUNT } from '../support/records'
import { timeInPage } from '../support/stopwatch'

const wallets = pairOf(fillInbox)
const AGAINST = 'with 100,000 messages, against 1,000'

/** Debounce of the search field, which is not work of the wallet. */
const TYPING_PAUSE_MS = 150

/** The list of conversations and the end of the newest one. */
async function open(page: Page): Promise<number> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor()
  const act = () => document.querySelector<HTMLElement>('a[href="#inbox"]')?.click()
  const shown = () =>
    document.querySelectorAll('.conv').length >= 10 &&
    document.querySelectorAll('.placed article').length >= 5
  return timeInPage(page, { act, shown }, undefined)
}

/** Number of older messages that are read and drawn while scrolling up through the longest conversation. */
const SCROLLED = 300

async function scroll(page: Page): Promise<number> {
  await open(page)
  await page.locator('.conv').first().waitFor()
  return timeInPage(page, { act: climb, shown: climbed }, SCROLLED)
}

/** Scrolls up by one step when the step before is drawn; records the seen messages on the thread. */
function climb(count: number): void {
  const thread = document.querySelector<HTMLElement>('.thread')
  if (thread === null) return
  const seen = new Set<string>()
  const step = () => {
    for (const article of thread.querySelectorAll('article')) seen.add(article.textContent ?? '')
    thread.dataset['seen'] = String(seen.size)
    if (seen.size >= count) return
    thread.scrollTop -= thread.clientHeight / 2
    requestAnimationFrame(step)
  }
  step()
}

const climbed = (count: number): boolean =>
  Number(document.querySelector<HTMLElement>('.thread')?.dataset['seen'] ?? 0) >= count

async function search(page: Page): Promise<number> {
  await open(page)
  const act = (text: string) => {
    const field = document.querySelector<HTMLInputElement>('input[type="search"]')
    if (field === null) return
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const shown = () => document.querySelectorAll('.found mark').length >= 5
  return (await timeInPage(page, { act, shown }, PLANTED)) - TYPING_PAUSE_MS
}

const comparison = comparisonsOf(wallets, AGAINST)

export const inbox: readonly BenchRow[] = [
  comparison('inbox-open', 'the inbox opened at the end of its newest conversation', open),
  comparison('inbox-scroll', `${SCROLLED} messages read upwards in the longest conversation`, scroll),
  comparison('inbox-search', `a search in the inbox that finds ${PLANTED_COUNT}`, search)
]
