import type { AppState } from '../../src/shared/domain/app-state'
import type { AppModel } from '../../src/renderer/lib/app.svelte'
import type { Route } from '../../src/renderer/lib/router.svelte'
import type { FakeImp, SomeAnswers } from '../support/fakes/fake-imp'

/** One state of one screen: the answers of main, the screen that is open, and the actions of the person. */
export interface Scene {
  readonly state?: Partial<AppState>
  readonly answers?: SomeAnswers
  readonly route: Route
  readonly play?: (hands: Hands) => Promise<void> | void
}

/** What a scene does after the window is drawn. */
export interface Hands {
  readonly fake: FakeImp
  readonly app: AppModel
  readonly click: (name: string | RegExp) => Promise<void>
  readonly fill: (label: string, text: string) => Promise<void>
}

export type Scenes = Readonly<Record<string, Scene>>
