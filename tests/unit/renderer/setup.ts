import { configure } from '@testing-library/svelte'
import { afterEach, vi } from 'vitest'

// jsdom marks every event as untrusted. These tests treat each as caused by a person.
vi.mock('../../../src/renderer/lib/by-person', () => ({ isByPerson: () => true }))

// Tests wait for conditions, never for times, so a slow machine only takes longer.
configure({ asyncUtilTimeout: 20_000 })

/**
 * jsdom lays nothing out. The page's virtual lists ask how large they and their rows are: every scrolling region is
 * 800 × 600 here, and every row of a list is 50 high.
 */
const REGION = { width: 800, height: 600 }
const ROW = { width: 800, height: 50 }

class ImmediateResizeObserver implements ResizeObserver {
  readonly #callback: ResizeObserverCallback
  #stopped = false

  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback
  }

  observe(target: Element): void {
    const size = target instanceof HTMLElement && target.style.position === 'absolute' ? ROW : REGION
    const contentRect = new DOMRect(0, 0, size.width, size.height)
    const entry = {
      target,
      contentRect,
      borderBoxSize: [],
      contentBoxSize: [],
      devicePixelContentBoxSize: []
    }
    queueMicrotask(() => {
      if (!this.#stopped) this.#callback([entry], this)
    })
  }

  unobserve(): void {
    // No element changes its size here, so there is no further call.
  }

  disconnect(): void {
    this.#stopped = true
  }
}

window.ResizeObserver = ImmediateResizeObserver
Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
  get(this: HTMLElement) {
    return this.parentElement
  }
})
Element.prototype.scrollTo = function (this: Element, options?: ScrollToOptions | number) {
  if (typeof options === 'object') this.scrollTop = options.top ?? this.scrollTop
  this.dispatchEvent(new Event('scroll'))
}
Element.prototype.scrollIntoView = () => undefined
// A window with the focus. jsdom reports that only while an element has the focus.
Document.prototype.hasFocus = () => true
// Nothing is laid out, so nothing covers anything.
document.elementFromPoint = () => null

afterEach(() => {
  document.body.replaceChildren()
})
