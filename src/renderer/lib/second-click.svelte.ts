import { ARM_AFTER_MS } from './armed-button.svelte'

/** A question in place of a button: asked by one click, answered by a second one that is not the same double click. */
export class SecondClick {
  asked = $state(false)
  armed = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined

  ask(): void {
    this.asked = true
    this.armed = false
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.armed = true), ARM_AFTER_MS)
  }

  readonly cancel = (): void => {
    clearTimeout(this.#timer)
    this.asked = false
    this.armed = false
  }
}
