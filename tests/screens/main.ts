import '@fontsource-variable/inter/wght.css'
import '../../src/renderer/styles/tokens.css'
import '../../src/renderer/styles/base.css'
import '../../src/renderer/styles/layout.css'
import { mount } from 'svelte'
import App from '../../src/renderer/App.svelte'
// The window loads these on demand. A scene needs them at once.
import '../../src/renderer/frame/ConnectionPopover.svelte'
import '../../src/renderer/features/pairing/Pairing.svelte'
import '../../src/renderer/features/connect/ImpNode.svelte'
import '../../src/renderer/frame/Screens.svelte'
import { AppModel } from '../../src/renderer/lib/app.svelte'
import { fakeImp } from '../support/fakes/fake-imp'
import { sampleState } from '../support/fixtures/samples'
import type { Scene } from './scene'

/** Every file in scenes/ adds its scenes; `?scene=NAME` shows one, and the page's title says when it is ready. */
const files = import.meta.glob<{ scenes: Record<string, Scene> }>('./scenes/*.ts', { eager: true })
const scenes = Object.assign({}, ...Object.values(files).map((file) => file.scenes)) as Record<string, Scene>

const found = <T>(what: string, value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error(`not on the screen: ${what}`)
  return value
}
const drawn = () => new Promise<void>((resolve) => setTimeout(resolve, 60))

async function show(name: string, scene: Scene): Promise<void> {
  const fake = fakeImp(sampleState(scene.state), scene.answers)
  const app = new AppModel(fake.api)
  app.router.go(scene.route)
  mount(App, { target: found('#app', document.querySelector('#app')), props: { app } })
  await drawn()
  await scene.play?.({
    fake,
    app,
    click: async (wanted) => {
      const buttons = [...document.querySelectorAll<HTMLElement>('button, a, [role="menuitem"]')]
      const says = (text: string) => (typeof wanted === 'string' ? text === wanted : wanted.test(text))
      found(
        String(wanted),
        buttons.find((button) => says((button.getAttribute('aria-label') ?? button.textContent).trim()))
      ).click()
      await drawn()
    },
    fill: async (label, text) => {
      const labels = [...document.querySelectorAll('label')]
      const field = found(label, labels.find((one) => one.textContent.trim() === label)?.control)
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await drawn()
    }
  })
  await drawn()
  document.title = `ready: ${name}`
}

const name = new URLSearchParams(location.search).get('scene')
if (name === null) document.title = `scenes: ${Object.keys(scenes).join(' ')}`
else void show(name, found(name, scenes[name]))
