import type { Page } from '@playwright/test'
import { median, type BenchRow } from '../row'
import { longestTask, LONG_TASK_MS } from '../support/long-tasks'
import { comparisonsOf, pairOf } from '../support/pair'
import { fillActivity, PLANTED, PLANTED_COUNT } from '../support/records'
import { timeInPage } from '../support/stopwatch'

const wallets = pairOf(fillActivity)
const AGAINST = 'with 100,000 entries, against 1,000'

/** Debounce of the search field, which is not work of the wallet. */
const TYPING_PAUSE_MS = 150

async function leave(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { name: 'Settings', exact: true }).waitFor()
}

async function open(page: Page): Promise<number> {
  await leave(page)
  const act = () => document.querySelector<HTMLElement>('a[href="#activity"]')?.click()
  return timeInPage(page, { act, shown: rowsShown }, undefined)
}

/** Whether the rows at the top of the visible part are loaded. */
function rowsShown(): boolean {
  const list = document.querySelector('.act-list')?.getBoundingClientRect()
  if (list === undefined) return false
  const rows = [...document.querySelectorAll('.act-list [data-row]')].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return bottom > list.top && top < list.bottom
  })
  return rows.length >= 5 && rows.every((row) => row.textContent?.trim() !== 'Loading')
}

/** Starts from a list that was just opened, because loaded parts are cached for a while. */
async function jump(page: Page): Promise<number> {
  await open(page)
  const act = () => {
    const list = document.querySelector('.act-list')
    if (list !== null) list.scrollTop = list.scrollHeight / 2
  }
  return timeInPage(page, { act, shown: middleShown }, undefined)
}

function middleShown(): boolean {
  const scroller = document.querySelector('.act-list')
  const list = scroller?.getBoundingClientRect()
  if (scroller === null || list === undefined || scroller.scrollTop < scroller.scrollHeight / 4) return false
  const rows = [...document.querySelectorAll('.act-list [data-row]')].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return bottom > list.top && top < list.bottom
  })
  return rows.length >= 5 && rows.every((row) => row.textContent?.trim() !== 'Loading')
}

async function search(page: Page): Promise<number> {
  await open(page)
  const act = (text: string) => {
    const field = document.querySelector<HTMLInputElement>('input[type="search"]')
    if (field === null) return
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const shown = (text: string) => {
    const rows = [...document.querySelectorAll('.act-list [data-row]')]
    return rows.length >= 5 && rows.every((row) => row.textContent?.includes(text))
  }
  return (await timeInPage(page, { act, shown }, PLANTED)) - TYPING_PAUSE_MS
}

const comparison = comparisonsOf(wallets, AGAINST)

/** Number of passes. The median counts, so that a single garbage collection does not matter. */
const PASSES = 3
const WHEELS = 300
const WHEEL_PX = 900

const scroll: BenchRow = {
  id: 'activity-scroll',
  what: 'longest task of the page while 100,000 entries are scrolled, against a long task',
  unit: 'ms',
  limit: 1,
  better: 'lower',
  run: (context) =>
    wallets(context, async ({ many }) => {
      const longest: number[] = []
      for (let pass = 1; pass <= PASSES; pass += 1) {
        await open(many)
        await many.locator('.act-list').hover()
        const ms = await longestTask(many, async () => {
          for (let wheel = 0; wheel < WHEELS; wheel += 1) await many.mouse.wheel(0, WHEEL_PX)
        })
        context.progress(`pass ${pass} of ${PASSES}: ${ms.toFixed(1)} ms`)
        longest.push(ms)
      }
      return { measured: median(longest), floor: LONG_TASK_MS }
    })
}

export const activity: readonly BenchRow[] = [
  comparison('activity-open', 'first window of Activity', open),
  comparison('activity-jump', 'a jump to the middle of Activity', jump),
  comparison('activity-search', `a search in Activity that finds ${PLANTED_COUNT}`, search),
  scroll
]
